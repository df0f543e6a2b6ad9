"""What the list of problems is narrowed down to, and how one says so."""

from maang.core.practice.models import Status
from maang.core.problems.models import Difficulty
from maang.tui.filters import Filters, chips

HARD_DP = Filters(difficulty=Difficulty.HARD, pattern="1-D Dynamic Programming")


def key(name: str) -> str:
    return name[0]


def test_a_filter_turns_through_its_values_and_off_again() -> None:
    seen, filters = [], Filters()
    for _ in range(4):
        filters = filters.turned("difficulty")
        seen.append(filters.difficulty)

    assert seen == [*Difficulty, None]


def test_status_and_due_turn_too() -> None:
    assert Filters().turned("status").status is Status.TODO
    assert Filters().turned("due").due
    assert Filters(due=True).turned("due") == Filters()


def test_the_core_is_asked_for_what_the_chips_say() -> None:
    wanted = HARD_DP.picked("list", "blind-75").wanted()

    assert wanted.problems.list == "blind-75"
    assert wanted.problems.pattern == "1-D Dynamic Programming"
    assert wanted.problems.difficulty is Difficulty.HARD


def test_a_word_is_taken_away_again() -> None:
    assert HARD_DP.picked("pattern", None) == Filters(difficulty=Difficulty.HARD)


def test_without_a_filter_the_line_offers_them_all() -> None:
    line = chips(Filters(), key, 80).plain

    assert "d difficulty" in line
    assert "t topic" in line
    assert "clears" not in line


def test_what_is_filtered_by_comes_first_with_the_way_back() -> None:
    line = chips(HARD_DP, key, 80).plain

    assert line.startswith(" hard   1-D Dynamic Programming  c clears")
    assert "difficulty" not in line


def test_the_line_keeps_to_its_width() -> None:
    assert all(chips(HARD_DP, key, width).cell_len <= width for width in (1, 10, 38, 78))
