"""The shipped catalogue holds what it promises, and is read whole."""

from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

import maang
from maang.core.problems.catalogue import (
    DIGEST,
    EDITION,
    LIST_NAMES,
    PREREQUISITES,
    CatalogueRow,
    lists,
    problems,
)
from maang.core.problems.corpus import haystacks
from maang.core.problems.models import Difficulty

DATA = Path(maang.__file__).parent / "data"
ROWS = list(problems())
BY_SLUG = {row.slug: row for row in ROWS}
LISTS = lists()


def test_the_digest_is_that_of_the_files() -> None:
    files = (DATA / "problems.csv").read_bytes() + (DATA / "lists.csv").read_bytes()
    assert sha256(files).hexdigest()[:16] == DIGEST


def test_the_edition_changes_when_rows_or_haystacks_do() -> None:
    read = sha256(repr([*ROWS, *haystacks(ROWS)]).encode()).hexdigest()[:16]
    assert (EDITION, read) == (f"{DIGEST}.1", "e889e9af48bcb112"), (
        "raise EDITION, then put both here"
    )


def test_there_are_4029_problems_and_their_slugs_and_numbers_are_their_own() -> None:
    assert len(ROWS) == len(BY_SLUG) == len({row.number for row in ROWS}) == 4029


def test_numbers_rise() -> None:
    assert [row.number for row in ROWS] == sorted(row.number for row in ROWS)


def test_the_first_problem_is_read_field_by_field() -> None:
    assert ROWS[0] == CatalogueRow(
        number=1,
        slug="two-sum",
        title="Two Sum",
        difficulty=Difficulty.EASY,
        premium=False,
        pattern="Arrays & Hashing",
        topics=("Array", "Hash Table"),
        techniques=(),
        time="O(n)",
        space="O(n)",
    )
    assert ROWS[0].url == "https://leetcode.com/problems/two-sum/"


def test_difficulties_and_premium_are_counted_as_published() -> None:
    assert Counter(row.difficulty for row in ROWS) == {
        Difficulty.EASY: 961,
        Difficulty.MEDIUM: 2102,
        Difficulty.HARD: 966,
    }
    assert sum(row.premium for row in ROWS) == 725


def test_what_is_shown_can_be_shown_anywhere() -> None:
    texts = [text for row in ROWS for text in (row.title, *row.topics, *row.techniques)]
    assert [text for text in texts if not text.isprintable() or text != text.strip()] == []


def test_topics_and_techniques_have_english_names_and_come_once() -> None:
    for row in ROWS:
        for names in (row.topics, row.techniques):
            assert len(set(names)) == len(names), row.slug
            assert all(name and ord(max(name)) < 0x2E80 for name in names), row.slug


def test_no_two_topics_differ_only_in_case() -> None:
    names = {name for row in ROWS for name in (*row.topics, *row.techniques)}
    assert len({name.casefold() for name in names}) == len(names)


def test_a_formula_cut_short_at_the_source_is_unknown_and_not_half_a_formula() -> None:
    assert (BY_SLUG["course-schedule"].time, BY_SLUG["course-schedule"].space) == (None, None)
    shown = [text for row in ROWS for text in (row.time, row.space) if text is not None]
    assert [text for text in shown if text.count("(") != text.count(")")] == []


def test_formulas_carry_no_markup_and_are_known_for_nearly_all() -> None:
    shown = [row.time for row in ROWS if row.time is not None]
    assert [text for text in shown if "_" in text or "\\" in text] == []
    assert len(shown) == 3972


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("blind-75", 75),
        ("neetcode-150", 150),
        ("neetcode-250", 250),
        ("grind-75", 75),
        ("grind-169", 169),
    ],
)
def test_a_list_has_the_size_its_name_promises_and_each_problem_once(name: str, size: int) -> None:
    assert len(LISTS[name]) == len(set(LISTS[name])) == size


def test_every_list_has_a_name_and_every_problem_of_a_list_exists() -> None:
    assert set(LISTS) == set(LIST_NAMES)
    assert {slug for slugs in LISTS.values() for slug in slugs} <= set(BY_SLUG)


def test_the_lists_keep_the_order_of_their_authors() -> None:
    assert LISTS["blind-75"][:3] == ("contains-duplicate", "valid-anagram", "two-sum")


def test_the_smaller_lists_are_within_the_larger_ones() -> None:
    assert set(LISTS["blind-75"]) <= set(LISTS["neetcode-150"]) <= set(LISTS["neetcode-250"])
    assert set(LISTS["grind-75"]) <= set(LISTS["grind-169"])


def test_the_prerequisites_are_of_exactly_the_18_patterns_problems_have() -> None:
    assert len(PREREQUISITES) == 18
    assert set(PREREQUISITES) == {row.pattern for row in ROWS if row.pattern}


def test_a_pattern_stands_below_all_it_needs_so_that_nothing_needs_itself() -> None:
    seen: set[str] = set()
    for pattern, needed in PREREQUISITES.items():
        assert set(needed) <= seen, pattern
        seen.add(pattern)


def test_all_patterns_start_from_the_first() -> None:
    starts = [pattern for pattern, needed in PREREQUISITES.items() if not needed]
    assert starts == ["Arrays & Hashing"]


def test_no_prerequisite_already_follows_from_another() -> None:
    def behind(pattern: str) -> set[str]:
        return {one for needed in PREREQUISITES[pattern] for one in (needed, *behind(needed))}

    for pattern, needed in PREREQUISITES.items():
        implied = {one for other in needed for one in behind(other)}
        assert implied.isdisjoint(needed), pattern
