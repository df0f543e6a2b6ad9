"""Work behind one's back is done in turn, waited for, and its errors are not lost."""

from functools import partial
from threading import Semaphore

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


def test_so_many_pieces_may_wait_behind_ones_back_and_no_more() -> None:
    begun, go = Semaphore(0), Semaphore(0)

    def held_up() -> None:
        begun.release()
        assert go.acquire(timeout=60)

    with Behind(pieces=2) as behind:
        behind.hand(held_up)
        behind.hand(held_up)  # returns, though the first is not done
        assert begun.acquire(timeout=60)
        assert not begun.acquire(blocking=False)
        go.release(2)


def test_nothing_is_begun_behind_ones_back_after_what_went_wrong() -> None:
    done: list[int] = []

    with Behind(pieces=3) as behind:
        behind.hand(refuse)
        behind.hand(partial(done.append, 1))
        behind.hand(partial(done.append, 2))
        with pytest.raises(Invalid):
            behind.wait()
        behind.wait()

    assert done == []
