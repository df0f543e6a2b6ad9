"""What a person says about a problem is checked and cleaned before it is kept."""

import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.cleaning import safe_line
from maang.core.errors import Invalid
from maang.core.problems.facts import checked, edited, from_step, new_problem, to_step
from maang.core.problems.models import Difficulty, Facts, Problem
from tests.hostile import HOSTILE

KEY = UUID("018f0000-0000-7000-8000-000000000001")


def made(**facts: object) -> Problem:
    return new_problem(checked(Facts(**facts)), key=KEY)  # type: ignore[arg-type]


def test_a_title_is_enough_and_what_is_not_said_is_unknown() -> None:
    problem = made(title="  Rotate   a Ring ")

    assert (problem.title, problem.slug, problem.platform) == (
        "Rotate a Ring",
        "rotate-a-ring",
        "own",
    )
    assert (problem.difficulty, problem.pattern, problem.url, problem.number) == (None,) * 4


def test_a_page_says_the_platform_and_the_slug() -> None:
    problem = made(title="A Ring", url="https://www.hackerrank.com/challenges/the-ring/problem")

    assert (problem.platform, problem.slug) == ("hackerrank", "the-ring")


def test_what_is_said_weighs_more_than_what_the_page_says() -> None:
    page = "https://www.hackerrank.com/challenges/the-ring/problem"
    problem = made(title="A Ring", url=page, slug="my-ring", platform="Contest")

    assert (problem.platform, problem.slug) == ("contest", "my-ring")


def test_a_codeforces_problem_keeps_its_kind_of_slug() -> None:
    assert (
        made(title="Dice", url="https://codeforces.com/problemset/problem/1850/a").slug == "1850A"
    )


def test_names_come_once_and_empty_ones_not_at_all() -> None:
    assert made(title="X y", topics=("Array", " ", "Array", "Rings ")).topics == ("Array", "Rings")


@pytest.mark.parametrize(
    "facts",
    [
        {"title": ""},
        {"title": " \t"},
        {"title": "x" * 201},
        {"title": "环形"},
        {"title": "42"},
        {"title": "Last"},
        {"title": "Ring", "slug": "A Ring"},
        {"title": "Ring", "slug": "ring/"},
        {"title": "Ring", "platform": "two words"},
        {"title": "Ring", "number": 0},
        {"title": "Ring", "number": 10**9},
        {"title": "Ring", "topics": ("x" * 81,)},
        {"title": "Ring", "url": "javascript:alert(1)"},
        {"title": "Ring", "url": "https://me:secret@example.org/ring"},
        {"title": "Ring", "url": "https://example.org/" + "x" * 500},
        {"title": "Ring", "url": "example.org/ring"},
    ],
    ids=str,
)
def test_what_no_problem_can_be_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        made(**facts)


def test_a_title_without_latin_letters_needs_a_slug_and_then_will_do() -> None:
    assert made(title="环形", slug="ring").title == "环形"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_escape_code_gets_into_a_problem(text: str) -> None:
    problem = made(title=f"Ring {text}"[:200], slug="ring", topics=(text[:80],))

    for shown in (problem.title, *problem.topics):
        assert safe_line(shown) == shown


def test_an_edit_changes_what_is_said_and_empty_takes_away() -> None:
    before = made(
        title="Ring", pattern="Greedy", topics=("Array",), url="https://a.org/x", number=7
    )
    after = edited(before, checked(Facts(title="Rings", pattern="", topics=("",), url="")))

    assert (after.title, after.pattern, after.topics, after.url) == ("Rings", None, (), None)
    assert (after.number, after.slug, after.id) == (7, "ring", before.id)


def test_an_edit_cannot_take_the_title_away() -> None:
    with pytest.raises(Invalid):
        edited(made(title="Ring"), checked(Facts(title=" ")))


@given(
    title=st.text(st.characters(codec="utf-8"), max_size=40),
    difficulty=st.none() | st.sampled_from(Difficulty),
    topics=st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=3),
    number=st.none() | st.integers(1, 999),
)
def test_an_undo_step_keeps_a_problem_whole(
    title: str, difficulty: Difficulty | None, topics: list[str], number: int | None
) -> None:
    problem = made(
        title=f"a {title}", slug="a-slug", difficulty=difficulty, topics=topics, number=number
    )

    assert from_step(json.loads(json.dumps(to_step(problem)))) == problem
