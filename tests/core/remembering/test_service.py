"""What was written past memory is caught up with, once; what was taken back is dropped."""

import pytest
from sqlalchemy import Connection, text

from maang.core.bootstrap import Core
from maang.core.errors import Conflict, NotFound
from maang.core.practice.models import Entry
from tests.conftest import FrozenClock


@pytest.fixture
def lived_in(core: Core, connection: Connection) -> Core:
    """Attempts and a note from a time before there was memory."""
    core.practice.log("two-sum", Entry(note="a hash"))
    core.practice.log("3sum", Entry(minutes=20))
    core.notes.add("windows slide")
    connection.execute(text("DELETE FROM conversation_memory"))
    return core


def titles(core: Core) -> list[str]:
    return sorted(each.title for each in core.memory.listed())


def test_what_was_written_before_memory_is_remembered_at_the_first_index(lived_in: Core) -> None:
    assert lived_in.indexing.index().caught_up == 2

    assert titles(lived_in) == ["Two Sum (two-sum), solved", "windows slide"]


def test_a_second_time_there_is_nothing_to_catch_up_with(lived_in: Core) -> None:
    lived_in.indexing.index()

    assert lived_in.indexing.index().caught_up == 0


def test_what_was_taken_back_behind_memory_is_dropped(
    lived_in: Core, connection: Connection
) -> None:
    lived_in.indexing.index()
    change = lived_in.activity.recent(limit=1)[0]
    voided = "INSERT INTO voids SELECT a.id, a.user_id, :change, now() FROM attempts a"
    connection.execute(text(voided), {"change": change.id})

    lived_in.indexing.index()

    assert titles(lived_in) == ["windows slide"]


def test_a_note_that_an_import_took_away_is_dropped(lived_in: Core, connection: Connection) -> None:
    lived_in.indexing.index()
    connection.execute(text("DELETE FROM notes"))

    assert lived_in.indexing.index().caught_up == 1

    assert titles(lived_in) == ["Two Sum (two-sum), solved"]


def test_a_forgotten_attempt_is_not_caught_up_with_again_even_when_purged(
    lived_in: Core, clock: FrozenClock
) -> None:
    lived_in.indexing.index()
    lived_in.memory.forget(lived_in.memory.listed(kind="attempt"))
    assert lived_in.indexing.index().caught_up == 0
    clock.forward(hours=25)

    assert lived_in.indexing.index().purged == 1
    assert lived_in.indexing.index().caught_up == 0
    assert titles(lived_in) == ["windows slide"]


def test_a_forgotten_note_is_deleted_and_back_after_undo(lived_in: Core) -> None:
    lived_in.indexing.index()

    lived_in.memory.forget(lived_in.memory.listed(kind="note"))
    assert lived_in.notes.listed() == []
    lived_in.activity.undo()

    assert [note.title for note in lived_in.notes.listed()] == ["windows slide"]
    assert "windows slide" in titles(lived_in)


def test_after_a_day_undo_says_that_it_is_purged(lived_in: Core, clock: FrozenClock) -> None:
    lived_in.indexing.index()
    lived_in.memory.forget(lived_in.memory.listed(kind="note"))
    clock.forward(hours=25)
    lived_in.indexing.index()

    with pytest.raises(Conflict, match="purged"):
        lived_in.activity.undo()
    with pytest.raises(NotFound):
        lived_in.notes.get("last")


def test_purging_leaves_no_word_of_it_in_any_table(
    lived_in: Core, clock: FrozenClock, connection: Connection
) -> None:
    lived_in.notes.edit("last", body="windows shrink")
    lived_in.indexing.index()

    lived_in.memory.forget(lived_in.memory.listed(kind="note"), purge=True)

    tables = connection.execute(
        text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    ).scalars()
    for table in list(tables):
        holds = f"SELECT count(*) FROM \"{table}\" t WHERE t::text ILIKE '%windows s%'"
        assert connection.execute(text(holds)).scalar_one() == 0, table
