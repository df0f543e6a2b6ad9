"""Files remembered, listed and forgotten; nothing is half there, and undo knows all of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from maang.core.backup import ledger
from maang.core.backup.models import Why
from maang.core.backup.retention import Kept
from maang.core.bootstrap import Core
from maang.core.errors import NotFound
from maang.core.practice.models import Entry
from tests.conftest import NOON, FrozenClock


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    place = tmp_path / "vault"
    place.mkdir()
    (place / "heaps.md").write_text("---\ntags: [tree]\n---\n# Heaps\n\nsift down\n")
    (place / "graphs.md").write_text("# Graphs\n\nbreadth first\n")
    (place / "picture.md").write_bytes(b"\0\1")
    return place


def titles(core: Core) -> list[str]:
    return sorted(each.title for each in core.memory.listed(limit=100))


def counts(core: Core, place: Path) -> tuple[int, int, int, int]:
    done = core.memory.remember(place)
    return done.new, done.changed, done.unchanged, len(done.skipped)


def column(connection: Connection, name: str) -> list[object]:
    query = f'SELECT {name} FROM conversation_memory ORDER BY "key"'
    return list(connection.execute(text(query)).scalars())


def test_a_folder_is_remembered_with_its_front_matter(
    core: Core, vault: Path, connection: Connection
) -> None:
    assert counts(core, vault) == (2, 0, 0, 1)

    assert titles(core) == ["Graphs", "Heaps"]
    assert column(connection, "metadata -> 'front'") == [{}, {"tags": ["tree"]}]


def test_unchanged_files_are_skipped_and_changed_ones_replaced(core: Core, vault: Path) -> None:
    core.memory.remember(vault)
    (vault / "heaps.md").write_text("# Piles\n")
    (vault / "new.md").write_text("# New\n")

    assert counts(core, vault) == (1, 1, 1, 1)
    assert titles(core) == ["Graphs", "New", "Piles"]
    assert counts(core, vault) == (0, 0, 3, 1)


def test_a_file_that_is_gone_is_told_and_stays_remembered(core: Core, vault: Path) -> None:
    core.memory.remember(vault)
    (vault / "graphs.md").unlink()

    assert core.memory.remember(vault).gone == (str(vault / "graphs.md"),)
    assert "Graphs" in titles(core)


def test_undo_forgets_what_came_and_brings_back_what_was_replaced(
    core: Core, vault: Path, connection: Connection, clock: FrozenClock
) -> None:
    core.memory.remember(vault)
    before = column(connection, "text"), column(connection, "version")
    clock.forward(minutes=1)
    (vault / "heaps.md").write_text("# Piles\n")
    (vault / "new.md").write_text("# New\n")
    core.memory.remember(vault)

    core.activity.undo()
    assert titles(core) == ["Graphs", "Heaps"]
    assert (column(connection, "text"), column(connection, "version")) == before

    core.activity.undo()
    assert titles(core) == []


def test_ten_thousand_tiny_files_are_one_change(core: Core, tmp_path: Path) -> None:
    place = tmp_path / "many"
    place.mkdir()
    for number in range(10_000):
        (place / f"{number}.md").write_text(f"note {number}")

    assert counts(core, place) == (10_000, 0, 0, 0)
    assert counts(core, place) == (0, 0, 10_000, 0)
    assert [change.verb for change in core.activity.recent()] == ["remember"]
    core.activity.undo()
    assert titles(core) == []


def test_a_dry_run_says_what_would_be_and_keeps_nothing(core: Core, vault: Path) -> None:
    core.db.dry_run = True

    done = core.memory.remember(vault)

    assert (done.new, done.saved) == (2, False)
    assert titles(core) == []


def test_what_is_forgotten_is_in_no_view_and_has_no_chunks(
    core: Core, vault: Path, connection: Connection
) -> None:
    core.memory.remember(vault)
    core.indexing.drain()

    core.memory.forget(core.memory.meant("heaps.md", cwd=vault))

    assert titles(core) == ["Graphs"]
    left = connection.execute(text("SELECT text FROM vector_embeddings")).scalars().all()
    assert left == ["# Graphs\n\nbreadth first"]


def test_within_a_day_undo_brings_it_back_to_be_indexed_again(
    core: Core, vault: Path, clock: FrozenClock
) -> None:
    core.memory.remember(vault)
    core.indexing.drain()
    core.memory.forget(core.memory.meant("heaps.md", cwd=vault))
    clock.forward(hours=23)
    core.indexing.index()

    core.activity.undo()

    assert titles(core) == ["Graphs", "Heaps"]
    assert core.indexing.drain().texts == 1


def test_after_a_day_the_next_index_purges_it(
    core: Core, vault: Path, clock: FrozenClock, connection: Connection
) -> None:
    core.memory.remember(vault)
    core.memory.forget(core.memory.meant("files", cwd=vault))
    clock.forward(hours=25)

    assert core.indexing.index().purged == 2
    assert column(connection, "text") == []


def test_now_purges_at_once(core: Core, vault: Path, connection: Connection) -> None:
    core.memory.remember(vault)

    done = core.memory.forget(core.memory.meant("sift", cwd=vault), purge=True)

    assert (done.purged, done.until) == (True, None)
    assert column(connection, "title") == ["Graphs"]


def test_what_a_file_said_before_goes_after_a_day(
    core: Core, vault: Path, clock: FrozenClock, connection: Connection
) -> None:
    core.memory.remember(vault)
    (vault / "heaps.md").write_text("# Piles\n")
    core.memory.remember(vault)
    assert [each is not None for each in column(connection, "before")] == [False, True]
    clock.forward(hours=25)

    core.indexing.index()

    assert column(connection, "before") == [None, None]


def test_a_forgotten_file_that_is_remembered_again_is_there_again(core: Core, vault: Path) -> None:
    core.memory.remember(vault)
    core.memory.forget(core.memory.meant("files", cwd=vault))

    assert counts(core, vault) == (0, 2, 0, 1)
    assert titles(core) == ["Graphs", "Heaps"]


@pytest.mark.parametrize(
    ("what", "meant"),
    [
        (".", ["Graphs", "Heaps"]),
        ("graphs.md", ["Graphs"]),
        ("document", ["Graphs", "Heaps"]),
        ("sifting", ["Heaps"]),
        ("log", ["Two Sum (two-sum), solved"]),
    ],
)
def test_a_thing_is_meant_by_its_path_kind_source_or_words(
    core: Core, vault: Path, what: str, meant: list[str]
) -> None:
    core.memory.remember(vault)
    core.practice.log("two-sum", Entry(note="a hash"))

    assert sorted(each.title for each in core.memory.meant(what, cwd=vault)) == meant


def test_a_note_is_meant_by_the_id_that_note_list_shows(core: Core, tmp_path: Path) -> None:
    note = core.notes.add("a window").note

    assert [each.title for each in core.memory.meant(str(note.id)[:13], cwd=tmp_path)] == [
        "a window"
    ]


def test_nothing_meant_is_not_found(core: Core, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        core.memory.meant("no such thing", cwd=tmp_path)


def test_the_backups_that_still_hold_it_are_named(core: Core, vault: Path) -> None:
    core.memory.remember(vault)
    place = core.backups.directory
    place.mkdir(parents=True)
    for name, hours in (("before", -2), ("after", 2)):
        (place / name).write_text("")
        ledger.note_made(place, Kept(name, "0" * 64, NOON + timedelta(hours=hours), Why.BY_HAND))

    done = core.memory.forget(core.memory.meant("graphs.md", cwd=vault))

    assert done.backups == (place / "after",)
