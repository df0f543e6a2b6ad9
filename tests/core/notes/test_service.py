"""Notes: written, linked, edited, deleted, and each of these taken back."""

import pytest

from maang.core.bootstrap import Core
from maang.core.errors import Ambiguous, Invalid, NotFound
from maang.core.notes.service import title_of
from maang.core.practice.models import Entry
from tests.conftest import FrozenClock


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Heaps\n\ntext", "Heaps"),
        ("\n\n- a list begins", "a list begins"),
        ("plain", "plain"),
        ("###\n\nbelow", "below"),
    ],
)
def test_the_title_is_the_first_line_that_says_something(body: str, title: str) -> None:
    assert title_of(body) == title


def test_a_note_about_a_problem_is_listed_with_it(core: Core) -> None:
    core.notes.add("a window", problem="3sum")
    core.notes.add("about nothing")

    assert [note.title for note in core.notes.listed(problem="3sum")] == ["a window"]
    assert len(core.notes.listed()) == 2


def test_a_note_on_an_attempt_is_about_its_problem(core: Core) -> None:
    attempt = core.practice.log("two-sum", Entry()).attempt

    note = core.notes.add("what went wrong", attempt=attempt).note

    assert note.problem is not None
    assert (note.problem.slug, note.attempt_id) == ("two-sum", attempt.id)


def test_an_added_note_is_gone_after_undo_from_memory_too(core: Core) -> None:
    core.notes.add("a thought")

    core.activity.undo()

    assert core.notes.listed() == []
    assert core.memory.listed() == []


def test_an_edit_is_taken_back_word_for_word(core: Core, clock: FrozenClock) -> None:
    before = core.notes.add("first\n\nwords", problem="3sum").note
    clock.forward(minutes=1)
    core.notes.edit("last", body="other words", problem="two-sum")
    assert [each.title for each in core.memory.listed()] == ["other words"]

    core.activity.undo()

    assert core.notes.get("last") == before
    assert [each.title for each in core.memory.listed()] == ["first"]


def test_an_edit_that_changes_nothing_is_refused(core: Core) -> None:
    core.notes.add("the same")

    with pytest.raises(Invalid, match="changes nothing"):
        core.notes.edit("last", body="the same\n")


def test_a_deleted_note_comes_back_with_undo(core: Core) -> None:
    core.notes.add("a thought")
    core.notes.delete("last")
    assert core.notes.listed() == []
    assert core.memory.listed() == []

    core.activity.undo()

    assert [note.body for note in core.notes.listed()] == ["a thought"]
    assert len(core.memory.listed()) == 1


def test_an_empty_note_is_refused(core: Core) -> None:
    with pytest.raises(Invalid, match="empty"):
        core.notes.add(" \n\u200b\n ")


def test_what_a_terminal_would_obey_does_not_get_in(core: Core) -> None:
    assert core.notes.add("a \x1b[31mred\x1b[0m word").note.body == "a red word"


def test_an_unknown_note_is_not_found(core: Core) -> None:
    core.notes.add("a thought")

    for reference in ("0000", "no-such", "last-one"):
        with pytest.raises(NotFound):
            core.notes.get(reference)


def test_a_prefix_that_fits_several_names_them(core: Core) -> None:
    first = core.notes.add("one").note
    core.notes.add("two")

    with pytest.raises(Ambiguous) as several:
        core.notes.get(str(first.id)[:4])
    assert len(several.value.candidates) == 2
