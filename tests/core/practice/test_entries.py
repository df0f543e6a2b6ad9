"""What a person says about a try → what is stored."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from maang.core.errors import Invalid
from maang.core.practice.entries import (
    LONGEST_LINE,
    LONGEST_TEXT,
    amended_statement,
    checked,
    first_statement,
    same,
)
from maang.core.practice.models import Attempt, Entry, Outcome
from maang.core.problems.models import ProblemRef
from tests.conftest import NOON
from tests.hostile import HOSTILE

LATER = NOON + timedelta(hours=3)


def an_attempt(**said: object) -> Attempt:
    """A plain solution of twenty minutes, but for what is said."""
    id = uuid4()
    plain = Attempt(
        id=id, event=id, problem_id=uuid4(), problem=ProblemRef("own", None, "Own", None, None),
        at=NOON, recorded_at=NOON, outcome=Outcome.SOLVED, minutes=20, hints=0, mistakes=(),
        approach="two pointers", time=None, space=None, code=None, language=None, note="first",
        company=None, source="hand", amended=False,
    )  # fmt: skip
    return replace(plain, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "entry",
    [
        Entry(minutes=-1),
        Entry(minutes=1441),
        Entry(hints=-1),
        Entry(hints=101),
        Entry(approach="x" * (LONGEST_LINE + 1)),
        Entry(mistakes=("fine", "x" * (LONGEST_LINE + 1))),
        Entry(note="x" * (LONGEST_TEXT + 1)),
        Entry(code="x" * (LONGEST_TEXT + 1)),
    ],
    ids=repr,
)
def test_what_no_try_can_have_been_is_refused_with_the_bounds(entry: Entry) -> None:
    with pytest.raises(Invalid) as refused:
        checked(entry)

    assert refused.value.hint


@pytest.mark.parametrize("entry", [Entry(minutes=1), Entry(minutes=1440), Entry(hints=100)])
def test_the_bounds_themselves_are_allowed(entry: Entry) -> None:
    assert checked(entry) == entry


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_that_commands_a_terminal_is_stored(text: str) -> None:
    kept = checked(Entry(approach=text, note=text, code=text, mistakes=(text,), company=text))

    stored = "".join(filter(None, (kept.approach, kept.note, kept.code, kept.company)))
    stored += "".join(kept.mistakes or ())
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in stored)
    assert not any(0x7F <= ord(sign) < 0xA0 for sign in stored)


def test_an_empty_text_is_as_good_as_none() -> None:
    kept = checked(Entry(approach="  ", note="\n\n", mistakes=(" ", "off by one ")))
    stored = first_statement(kept, now=NOON)

    assert (stored["approach"], stored["note"]) == (None, None)
    assert stored["mistakes"] == ["off by one"]


def test_a_first_statement_fills_in_what_was_not_said() -> None:
    stated = first_statement(Entry(), now=NOON)

    assert (stated["at"], stated["recorded_at"]) == (NOON, NOON)
    assert (stated["outcome"], stated["hints"], stated["mistakes"]) == ("solved", 0, [])
    assert stated["minutes"] is None


def test_a_try_of_the_past_keeps_when_it_was_and_when_it_was_said() -> None:
    stated = first_statement(Entry(at=NOON), now=LATER)

    assert (stated["at"], stated["recorded_at"]) == (NOON, LATER)


def test_an_amendment_keeps_all_it_does_not_speak_of() -> None:
    stated = amended_statement(an_attempt(), Entry(minutes=45), now=LATER)

    assert (stated["minutes"], stated["note"], stated["at"]) == (45, "first", NOON)
    assert stated["recorded_at"] == LATER


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        (Outcome.SOLVED, Entry(hints=1), "solved_with_hints"),
        (Outcome.SOLVED_WITH_HINTS, Entry(hints=2), "solved_with_hints"),
        (Outcome.FAILED, Entry(hints=2), "failed"),
        (Outcome.SOLVED, Entry(outcome=Outcome.FAILED), "failed"),
        (Outcome.FAILED, Entry(outcome=Outcome.SOLVED), "solved"),
        (Outcome.GAVE_UP, Entry(minutes=3), "gave_up"),
    ],
)
def test_an_amendment_of_outcome_or_hints_decides_the_outcome_anew(
    before: Outcome, said: Entry, after: str
) -> None:
    assert amended_statement(an_attempt(outcome=before), said, now=LATER)["outcome"] == after


def test_the_same_words_are_told_apart_by_every_part_of_them() -> None:
    attempt = an_attempt(mistakes=("off by one",))
    stated = amended_statement(attempt, Entry(), now=LATER)

    assert same(attempt, stated)
    changed = {"minutes": 21, "note": "other", "mistakes": [], "outcome": "failed", "hints": 1}
    for name, value in changed.items():
        assert not same(attempt, {**stated, name: value}), name
