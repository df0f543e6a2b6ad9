"""What a cursor covers, and for whom."""

import pytest

from maang.core.sync.platforms.coverage import Coverage, Stretch, begun, coverage_of, cursor_at

WHOLE = Coverage((Stretch(9, 1, 5),), bottom=True)
CUT = Coverage((Stretch(9, 6, 3),), bottom=False)


@pytest.mark.parametrize(
    "cursor",
    [{}, {"stretches": 3, "bottom": True}, {"stretches": [[1, 2]], "bottom": True}, {"a": 1}],
)
def test_a_cursor_that_makes_no_sense_covers_nothing(cursor: dict[str, object]) -> None:
    assert coverage_of(cursor) == Coverage()


def test_a_cursor_holds_the_coverage_it_was_made_of() -> None:
    holed = Coverage((Stretch(9, 6, 3), Stretch(4, 1, 2)), bottom=True)
    assert begun(cursor_at(holed, user="ada", full=False), user="ADA", full=False) == holed


def test_another_users_cursor_covers_nothing() -> None:
    assert begun(cursor_at(WHOLE, user="ada", full=False), user="eve", full=False) == Coverage()


@pytest.mark.parametrize(
    ("coverage", "was_full", "begins"),
    [(CUT, True, CUT), (CUT, False, Coverage()), (WHOLE, True, Coverage())],
)
def test_a_full_run_goes_on_only_from_a_full_one_that_was_cut(
    coverage: Coverage, was_full: bool, begins: Coverage
) -> None:
    cursor = cursor_at(coverage, user="ada", full=was_full)
    assert begun(cursor, user="ada", full=True) == begins


def test_a_row_between_two_stretches_joins_them() -> None:
    holed = Coverage((Stretch(9, 6, 3), Stretch(4, 1, 2)), bottom=True)
    joined = holed.with_row(5, below=6).with_row(4, below=5)
    assert joined == Coverage((Stretch(9, 1, 6),), bottom=True)


def test_a_row_older_than_all_means_that_the_bottom_is_not_known() -> None:
    assert not WHOLE.with_row(0, below=1).bottom


def test_a_hole_is_not_complete() -> None:
    assert not Coverage((Stretch(9, 6, 3), Stretch(4, 1, 2)), bottom=True).complete
