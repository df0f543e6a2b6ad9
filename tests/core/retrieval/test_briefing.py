"""Callers get what matters to them within a budget, each passage once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.bootstrap import Core
from maang.core.errors import NotFound
from maang.core.ids import new_id
from maang.core.practice.models import Entry
from maang.core.retrieval.briefing import Given, length_of, packed
from maang.core.retrieval.models import Passage
from tests.conftest import FrozenClock

NOW = datetime(2026, 3, 10, tzinfo=UTC)


def passage(text: str) -> Passage:
    return Passage(
        id=new_id(),
        memory_id=new_id(),
        source="notes",
        kind="note",
        handle="1",
        title="",
        text=text,
        context="",
        happened_at=NOW,
        company=None,
        problem=None,
        score=1.0,
        exact=False,
        shares={},
    )


@pytest.fixture
def year(remembering: Core, clock: FrozenClock) -> Core:
    """Some of what a person might have written."""
    log, add = remembering.practice.log, remembering.notes.add
    log("two-sum", Entry(note="forgot that the map comes first", company="Google"))
    log("koko-eating-bananas", Entry(note="mid + 1 again, failed the two-element case"))
    add("Google wants the tests said aloud before the code")
    add("Feedback: hints were needed when solving problems, think aloud")
    add("apple tart: two eggs, flour")
    clock.forward(days=3)
    remembering.indexing.drain()
    return remembering


def texts(given: tuple[Given, ...]) -> list[str]:
    return [each.text for each in given]


def test_an_interview_is_told_of_problem_company_and_kind(year: Core) -> None:
    given = year.briefings.interview_context("two-sum", "Google", "coding")

    assert texts(given.passages)[0] == "forgot that the map comes first"
    assert any("think aloud" in text for text in texts(given.passages))
    assert given.passages[0].age == timedelta(days=3)
    assert given.passages[0].source == "log"


def test_nothing_is_given_twice(year: Core) -> None:
    given = year.briefings.interview_context("two-sum", "google", "coding").passages

    assert len(given) == len({each.handle for each in given})


def test_training_in_a_pattern_knows_what_was_written_on_it(year: Core) -> None:
    given = year.briefings.training_context("binary search")

    assert texts(given.passages)[0].startswith("mid + 1 again")


def test_a_topic_nobody_wrote_about_gives_nothing(year: Core) -> None:
    given = year.briefings.training_context("blorptang fizzwuggle")

    assert (given.passages, given.tokens) == ((), 0)


def test_a_problem_that_does_not_exist_is_said(core: Core) -> None:
    with pytest.raises(NotFound):
        core.briefings.interview_context("999999")


def test_lists_are_taken_in_turn() -> None:
    one, two, three = passage("one"), passage("two"), passage("three")

    given = packed([[one, two], [three, replace(one)]], budget=100, now=NOW)

    assert texts(given.passages) == ["one", "three", "two"]


@given(st.lists(st.text(min_size=1, max_size=200), max_size=12), st.integers(0, 120))
def test_the_budget_is_kept_and_what_fits_is_given(said: list[str], budget: int) -> None:
    passages = [passage(text) for text in said]

    given = packed([passages], budget=budget, now=NOW)

    assert given.tokens == sum(each.tokens for each in given.passages) <= budget
    left = [one for one in passages if one.text not in texts(given.passages)]
    known = {" ".join(text.casefold().split()) for text in texts(given.passages)}
    for one in left:
        repeated = " ".join(one.text.casefold().split()) in known
        assert repeated or given.tokens + length_of(one) > budget
