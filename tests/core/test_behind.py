"""Work behind one's back is done in turn, waited for, and its errors are not lost."""

from functools import partial

import pytest

from maang.core.behind import Behind
from maang.core.errors import Invalid


def test_work_behind_ones_back_is_done_in_turn_and_waited_for() -> None:
    done: list[int] = []

    with Behind() as behind:
        for number in range(5):
            behind.hand(partial(done.extend, (number, number)))

    assert done == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def refuse() -> None:
    raise Invalid("no")


def test_what_goes_wrong_behind_ones_back_is_raised_at_the_next_turn() -> None:
    with Behind() as behind:
        behind.hand(refuse)
        with pytest.raises(Invalid):
            behind.wait()
        behind.wait()


def test_what_goes_wrong_last_behind_ones_back_is_raised_at_the_end() -> None:
    with pytest.raises(Invalid), Behind() as behind:
        behind.hand(refuse)
