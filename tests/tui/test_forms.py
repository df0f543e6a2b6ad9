"""What the fields of the log form say."""

import pytest

from maang.core.errors import Invalid
from maang.core.practice.models import Entry, Outcome
from maang.tui.forms import Form, read

FULL = Form("two-sum", 1, "18", "2", "hash of\nseen values")


def test_a_form_becomes_what_is_said_of_an_attempt() -> None:
    said = Entry(outcome=Outcome.FAILED, minutes=18, hints=2, note="hash of\nseen values")
    assert FULL.entry() == said


def test_empty_fields_say_nothing() -> None:
    assert Form(problem="two-sum").entry() == Entry()


def test_a_form_that_was_kept_is_read_as_it_was() -> None:
    assert read(FULL.kept()) == FULL


def test_an_empty_form_keeps_nothing() -> None:
    assert Form().kept() == ""


@pytest.mark.parametrize("kept", ["", "{", "[]", "7", '{"minutes": 5}', '{"outcome": true}'])
def test_what_cannot_be_read_is_an_empty_form(kept: str) -> None:
    assert read(kept) == Form()


def test_an_outcome_that_is_none_any_more_becomes_the_first() -> None:
    assert read('{"outcome": 9, "note": "x"}') == Form(note="x")


@pytest.mark.parametrize("typed", ["x", "1.5", "-3", "²", "9" * 12])
def test_minutes_that_are_no_number_are_refused_with_a_hint(typed: str) -> None:
    with pytest.raises(Invalid, match="minutes") as error:
        Form(minutes=typed).entry()

    assert error.value.hint
