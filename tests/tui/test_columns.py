"""Problems below each other: their columns begin where those of the others do."""

import pytest

from maang.core.problems.models import Difficulty, ProblemRef
from maang.tui.widgets.columns import problem_line

NAMES = {
    "two-sum": (1, Difficulty.EASY),
    "longest-substring-without-repeating-characters": (3, Difficulty.MEDIUM),
    "one-of-my-own": (None, None),
    "count-the-number-of-ways": (3942, Difficulty.HARD),
}

PROBLEMS = [
    ProblemRef(slug, number, slug.title(), difficulty, None)
    for slug, (number, difficulty) in NAMES.items()
]


def lines(width: int) -> list[str]:
    return [
        problem_line(" 61 %  20 min  ", one, "behind", among=PROBLEMS, width=width).plain
        for one in PROBLEMS
    ]


@pytest.mark.parametrize("width", [60, 78, 118])
def test_numbers_names_and_difficulties_stand_below_each_other(width: int) -> None:
    drawn = lines(width)

    assert len({line.index("behind") for line in drawn}) == 1
    assert len({line.index(one.slug[:10]) for line, one in zip(drawn, PROBLEMS, strict=True)}) == 1
    assert [line.split()[-2] for line in drawn] == ["easy", "medium", "-", "hard"]


def test_where_it_is_narrow_number_and_name_are_left() -> None:
    assert lines(38)[0] == " 61 %  20 min  1 two-sum"
    assert lines(38)[2] == " 61 %  20 min  one-of-my-own"
