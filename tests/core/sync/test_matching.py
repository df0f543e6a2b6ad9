"""Which of ours a remote problem is: slug, number, URL, then title, or a new one."""

from uuid import uuid4

import pytest

from maang.core.problems.models import Difficulty, Known
from maang.core.sync.errors import SchemaChanged
from maang.core.sync.matching import Directory, added, known, name_of
from maang.core.sync.models import RemoteProblem

TWO_SUM = Known(uuid4(), "leetcode", "two-sum", 1, "two sum")
RENAMED = Known(uuid4(), "leetcode", "sort-colors", 75, "sort colors")
OURS = Known(uuid4(), "own", "rotate-a-ring", None, "rotate a ring")
TWINS = [
    Known(uuid4(), "codeforces", "1843B", None, "long long"),
    Known(uuid4(), "codeforces", "1844C", None, "long long"),
]
DIRECTORY = Directory([TWO_SUM, RENAMED, OURS, *TWINS])


def found(remote: RemoteProblem) -> object:
    return DIRECTORY.find(name_of(remote))


@pytest.mark.parametrize(
    ("remote", "ours"),
    [
        (RemoteProblem("leetcode", "two-sum"), TWO_SUM),
        (RemoteProblem("LeetCode", " Two-Sum "), TWO_SUM),
        (RemoteProblem("leetcode", number=1), TWO_SUM),
        (RemoteProblem("leetcode", "two-sum", number=75), TWO_SUM),
        (RemoteProblem("leetcode", "colours-sorted", number=75), RENAMED),
        (RemoteProblem("jsonlines", url="https://leetcode.com/problems/two-sum/?tab=x"), TWO_SUM),
        (RemoteProblem("jsonlines", title="Two  Sum"), TWO_SUM),
        (RemoteProblem("codeforces", "1843b"), TWINS[0]),
        (RemoteProblem("jsonlines", "Two-Sum", elsewhere=("leetcode",)), TWO_SUM),
        (RemoteProblem("own", "rotate-a-ring", elsewhere=("leetcode",)), OURS),
    ],
)
def test_a_problem_is_found_by_its_strongest_name(remote: RemoteProblem, ours: Known) -> None:
    assert found(remote) == ours.id


@pytest.mark.parametrize(
    "remote",
    [
        RemoteProblem("leetcode", "two-sums", title="Two Sum"),
        RemoteProblem("leetcode", number=2, title="Two Sum"),
        RemoteProblem("codeforces", number=1),
        RemoteProblem("codeforces", title="Long Long"),
        RemoteProblem("codeforces", "two-sum"),
        RemoteProblem("jsonlines", "two-sums", title="Two Sum", elsewhere=("leetcode",)),
    ],
    ids=[
        *("slug speaks against", "number speaks against", "other platform", "twins", "other site"),
        "slug is nowhere",
    ],
)
def test_a_weaker_name_is_no_match_where_a_stronger_one_is_none(remote: RemoteProblem) -> None:
    assert found(remote) is None


def test_a_problem_without_a_name_is_a_changed_schema() -> None:
    with pytest.raises(SchemaChanged):
        name_of(RemoteProblem("leetcode", slug=" ", number=0, title="\x1b[2J"))


def test_a_new_problem_says_what_is_known_and_no_more() -> None:
    problem = added(
        RemoteProblem("atcoder", "abc300_a", title="N-choice", difficulty="brown"), key=uuid4()
    )

    assert (problem.platform, problem.slug, problem.title) == ("atcoder", "abc300_a", "N-choice")
    assert (problem.difficulty, problem.number, problem.pattern) == (None, None, None)


def test_a_new_problem_takes_its_difficulty_in_any_case() -> None:
    assert added(RemoteProblem("leetcode", "x-y", difficulty="HARD"), key=uuid4()).difficulty is (
        Difficulty.HARD
    )


def test_a_new_problem_without_a_title_is_called_by_its_slug() -> None:
    assert added(RemoteProblem("leetcode", "x-y"), key=uuid4()).title == "x-y"


def test_a_new_problem_whose_slug_is_nowhere_belongs_to_the_platform_that_named_it() -> None:
    problem = added(RemoteProblem("jsonlines", "rings", elsewhere=("leetcode",)), key=uuid4())

    assert (problem.platform, problem.slug) == ("jsonlines", "rings")


def test_a_slug_nobody_can_type_is_a_changed_schema() -> None:
    with pytest.raises(SchemaChanged):
        added(RemoteProblem("leetcode", "a/../b"), key=uuid4())


def test_what_was_added_is_found_from_then_on() -> None:
    directory = Directory(())
    problem = added(RemoteProblem("codeforces", "1850a", title="Critics"), key=uuid4())

    directory.add(known(problem))

    assert directory.find(name_of(RemoteProblem("codeforces", "1850A"))) == problem.id
