"""Searching: what is found, in which order, and that nothing is made up."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.errors import Invalid
from maang.core.problems.catalogue import problems
from maang.core.problems.corpus import Corpus, haystacks
from maang.core.problems.models import Match
from maang.core.problems.search import rank

ROWS = list(problems())
CATALOGUE = Corpus(ROWS, haystacks(ROWS))
SOME = Corpus(ROWS[:200], CATALOGUE.lines[:200])


def made_of(things: Sequence[Any]) -> Corpus[Any]:
    """What is searched."""
    return Corpus(things, haystacks(things))


@dataclass(frozen=True)
class Thing:
    """A problem as small as a search allows."""

    title: str
    slug: str = ""
    number: int | None = None
    pattern: str | None = None
    topics: Sequence[str] = ()
    techniques: Sequence[str] = ()
    difficulty: str | None = None
    premium: bool = False
    fame: int = field(default=0, compare=False)


def titles(things: list[Thing], query: str) -> list[str]:
    fame = {thing.slug: thing.fame for thing in things}
    return [thing.title for thing, _ in rank(made_of(things), query, fame=fame)]


def first(query: str) -> tuple[str, Match]:
    row, match = rank(CATALOGUE, query)[0]
    return row.slug, match


def test_number_before_slug_before_title_before_words() -> None:
    things = [
        Thing("Seven Bridges of 7"),
        Thing("7", slug="lucky"),
        Thing("Lucky", slug="7"),
        Thing("Rabbits", number=7),
    ]
    found = rank(made_of(things), "7")
    assert [thing.title for thing, _ in found] == ["Rabbits", "7", "Lucky", "Seven Bridges of 7"]


def test_words_in_the_title_come_before_words_in_the_topics() -> None:
    things = [Thing("Maximum Area", topics=["Monotonic Stack"]), Thing("Monotonic Stack Demo")]
    assert titles(things, "monotonic stack") == ["Monotonic Stack Demo", "Maximum Area"]


def test_words_together_come_before_words_apart() -> None:
    things = [Thing("Linked Chain and List"), Thing("Rotate Linked List")]
    assert titles(things, "linked list") == ["Rotate Linked List", "Linked Chain and List"]


def test_a_topic_of_that_name_comes_before_its_words_in_another_order() -> None:
    things = [Thing("Pointers in Two Trees"), Thing("Squeeze", topics=["Two Pointers"])]
    assert titles(things, "two pointers") == ["Squeeze", "Pointers in Two Trees"]


def test_whole_words_come_before_beginnings() -> None:
    things = [Thing("Treetop"), Thing("Cut a Tree Down")]
    found = rank(made_of(things), "tree")
    assert [match for _, match in found] == [Match.WORDS, Match.PREFIX]


def test_the_better_known_comes_first() -> None:
    things = [Thing("Jump A", slug="a"), Thing("Jump B", slug="b", fame=3)]
    assert titles(things, "jump") == ["Jump B", "Jump A"]


def test_a_study_pattern_is_a_kind_of_fame() -> None:
    assert titles([Thing("Jump A"), Thing("Jump B", pattern="Greedy")], "jump") == [
        "Jump B",
        "Jump A",
    ]


def test_the_shorter_title_comes_first_then_the_older_problem() -> None:
    things = [Thing("Jump on the Moon"), Thing("Jump B", number=9), Thing("Jump A", number=3)]
    assert titles(things, "jump") == ["Jump A", "Jump B", "Jump on the Moon"]


def test_words_may_be_spread_over_title_topics_and_techniques() -> None:
    thing = Thing("Cheap Flights", topics=["Graph"], techniques=["Dijkstra's Algorithm"])
    assert titles([thing], "flights graph dijkstra") == ["Cheap Flights"]


def test_every_word_must_be_found() -> None:
    assert titles([Thing("Cheap Flights")], "cheap trains") == []


def test_a_difficulty_keeps_the_others_out() -> None:
    things = [Thing("Graph A", difficulty="easy"), Thing("Graph B", difficulty="hard")]
    assert titles(things, "hard graph") == ["Graph B"]


def test_a_typo_finds_only_when_nothing_else_does() -> None:
    assert (
        rank(made_of([Thing("Coin Change"), Thing("Coin Chance")]), "coin chance")[0][1]
        is Match.EXACT
    )
    assert titles([Thing("Coin Change"), Thing("Coin Chance")], "coin chance") == ["Coin Chance"]


def test_a_typo_is_marked_as_one() -> None:
    assert rank(made_of([Thing("Coin Change")]), "coin chagne") == [
        (Thing("Coin Change"), Match.TYPO)
    ]


@pytest.mark.parametrize("query", ["#12345", "lc 2", "https://example.com/problems/two-sum"])
def test_a_number_or_a_url_is_never_taken_for_a_typo(query: str) -> None:
    assert rank(made_of([Thing("Two Sum", slug="two-sum", number=1)]), query) == []


def test_no_more_are_given_than_asked_for() -> None:
    assert len(rank(CATALOGUE, "tree", limit=3)) == 3


def test_no_problem_is_found_twice() -> None:
    found = [row.slug for row, _ in rank(CATALOGUE, "two sum", limit=5000)]
    assert len(set(found)) == len(found) > 10


def test_nothing_is_found_among_nothing() -> None:
    assert rank(made_of([]), "two sum") == []


@pytest.mark.parametrize("query", ["", " \t", "x" * 301])
def test_an_empty_or_endless_query_is_refused(query: str) -> None:
    with pytest.raises(Invalid):
        rank(CATALOGUE, query)


def test_what_was_looked_through_before_finds_the_same_again() -> None:
    for query in ("sliding window", "1", "two-sum", "graph", "slidng windw"):
        assert rank(CATALOGUE, query) == rank(made_of(ROWS), query)


@given(st.lists(st.sampled_from(sorted(CATALOGUE.vocabulary)), min_size=1, max_size=3))
def test_a_problem_is_found_among_others_as_it_is_alone(words: list[str]) -> None:
    some, query = ROWS[::9], " ".join(words)
    among = {row.slug: match for row, match in rank(made_of(some), query, limit=len(some))}
    if Match.TYPO in among.values():
        return  # what is mistyped depends on every word there is
    alone = {row.slug: hit[0][1] for row in some if (hit := rank(made_of([row]), query))}
    assert among == {slug: match for slug, match in alone.items() if match is not Match.TYPO}


@pytest.mark.parametrize("number", [1, 29, 146, 999, 3000])
def test_every_problem_is_found_by_its_number(number: int) -> None:
    row = next(row for row in ROWS if row.number == number)
    assert first(f"#{number}") == (row.slug, Match.EXACT)


def test_every_slug_and_every_title_finds_its_own_problem_first() -> None:
    for row in ROWS[::97]:
        assert first(row.slug) == (row.slug, Match.EXACT)
        assert first(row.title) == (row.slug, Match.EXACT)


@given(st.text(st.characters(), min_size=1, max_size=30))
def test_any_query_is_answered_or_refused(query: str) -> None:
    try:
        found = rank(SOME, query)
    except Invalid:
        return
    assert len({row.slug for row, _ in found}) == len(found)


def test_a_search_that_finds_something_does_not_load_the_typo_library() -> None:
    program = (
        "import sys; from maang.core.problems.search import rank\n"
        "from maang.core.problems.catalogue import problems\n"
        "from maang.core.problems.corpus import Corpus, haystacks\n"
        "rows = list(problems())\n"
        "rank(Corpus(rows, haystacks(rows)), 'two sum'); sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
