"""NeetCode's names lead to problems there are, and hide none."""

from maang.core.problems.catalogue import problems
from maang.core.problems.neetcode import LEETCODE_NAMES

SLUGS = {row.slug for row in problems()}


def test_every_name_leads_to_a_problem_of_the_catalogue() -> None:
    assert set(LEETCODE_NAMES.values()) <= SLUGS


def test_no_name_hides_another_problem_of_the_catalogue() -> None:
    assert SLUGS.isdisjoint(LEETCODE_NAMES)


def test_no_problem_has_two_names() -> None:
    assert len(set(LEETCODE_NAMES.values())) == len(LEETCODE_NAMES)
