"""Every write that a search could see moves memory's state, and nothing else does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from maang.core.bootstrap import Core
from maang.core.memory import store
from maang.core.problems.models import Facts
from tests.conftest import FrozenClock


@pytest.fixture
def state(core: Core) -> Callable[[], str]:
    """Reads it."""

    def read() -> str:
        with core.db.read() as session:
            return store.state(session)

    return read


@pytest.fixture
def note(core: Core) -> str:
    """A note that is indexed."""
    added = core.notes.add("a heap keeps the smallest on top")
    core.indexing.drain()
    return str(added.note.id)


def test_what_notes_do_moves_it(core: Core, note: str, state: Callable[[], str]) -> None:
    seen = [state()]
    writes: list[Callable[[], object]] = [
        lambda: core.notes.edit(note, body="a heap keeps the largest on top"),
        core.activity.undo,
        lambda: core.notes.delete(note),
        core.activity.undo,
        lambda: core.notes.edit(note, problem="two-sum"),
    ]
    for write in writes:
        write()
        seen.append(state())

    assert len(set(seen)) == len(writes) + 1


def test_what_memory_does_moves_it(
    core: Core, note: str, state: Callable[[], str], clock: FrozenClock, tmp_path: Path
) -> None:
    file = tmp_path / "graphs.md"
    file.write_text("# Graphs\n\nbreadth first\n")
    seen = [state()]
    writes: list[Callable[[], object]] = [
        lambda: core.memory.remember(file),
        core.indexing.drain,
        core.activity.undo,
        lambda: core.memory.forget(core.memory.meant(note[:8], cwd=tmp_path)),
        core.activity.undo,
        core.indexing.drain,
        core.indexing.reindex,
    ]
    for write in writes:
        write()
        seen.append(state())

    assert len(set(seen)) == len(writes) + 1


def test_a_problem_that_is_added_moves_it(core: Core, state: Callable[[], str]) -> None:
    before = state()
    core.problems.add(Facts(title="One of my own"))

    assert state() != before


def test_reading_and_what_changes_nothing_leave_it(
    core: Core, note: str, state: Callable[[], str]
) -> None:
    before = state()
    found = core.search.search("heap")
    core.search.shown(found)
    core.indexing.index()

    assert found.passages
    assert state() == before


def test_each_worker_counts_in_a_row_of_its_own(core: Core, note: str) -> None:
    with core.db.read() as session:
        rows = session.execute(text("SELECT worker = pg_backend_pid() % 256 FROM memory_moves"))
        assert [row[0] for row in rows] == [True]
