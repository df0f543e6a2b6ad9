"""Half a minute of not asking, remembered by the next process too, and told of once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from maang.core.cache.breaker import SECONDS, Breaker
from tests.conftest import FrozenClock

Breakers = Callable[[], Breaker]


@pytest.fixture
def breaker(tmp_path: Path, clock: FrozenClock) -> Breakers:
    """The breaker of another process at the same moment."""
    return lambda: Breaker(
        tmp_path / "state" / "cache.down", now=clock, ticks=lambda: clock().timestamp()
    )


def test_it_is_closed_until_something_fails(breaker: Breakers) -> None:
    assert breaker().is_open() is False


def test_it_stays_open_half_a_minute_for_everybody(breaker: Breakers, clock: FrozenClock) -> None:
    mine = breaker()

    assert mine.trip() is True
    clock.forward(seconds=SECONDS - 1)
    assert (mine.is_open(), breaker().is_open()) == (True, True)
    clock.forward(seconds=1)
    assert (mine.is_open(), breaker().is_open()) == (False, False)


def test_the_same_outage_is_news_once(breaker: Breakers, clock: FrozenClock) -> None:
    breaker().trip()
    clock.forward(seconds=SECONDS)

    assert breaker().trip() is False
    assert breaker().is_open() is True
    clock.forward(days=2)
    assert breaker().trip() is True


def test_after_an_answer_everything_is_as_before(breaker: Breakers) -> None:
    mine = breaker()
    mine.trip()
    mine.mend()
    mine.mend()

    assert (mine.is_open(), breaker().is_open(), breaker().trip()) == (False, False, True)


def test_a_clock_that_went_back_does_not_keep_it_open(
    breaker: Breakers, clock: FrozenClock
) -> None:
    breaker().trip()
    clock.forward(days=-1)

    assert breaker().is_open() is False


def test_where_nothing_can_be_written_the_process_itself_remembers(
    tmp_path: Path, clock: FrozenClock
) -> None:
    (tmp_path / "file").touch()
    mine = Breaker(tmp_path / "file" / "cache.down", now=clock, ticks=lambda: clock().timestamp())

    assert mine.trip() is True
    assert mine.is_open() is True
    mine.mend()
    assert mine.is_open() is False
