"""A failure is told once a moment, and what was not answered is asked again by one timer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from unittest.mock import Mock

from textual.timer import Timer

from maang.core.errors import NotFound, Unavailable
from maang.tui.failing import Failing, read_again


def test_the_same_failure_is_told_once_and_another_one_as_well() -> None:
    failing = Failing()
    lost = Unavailable("the database is away", hint="maang up")

    assert failing.told(lost) == "the database is away\nmaang up"
    assert failing.told(lost) is None
    assert failing.told(NotFound("no such \x1b[2Jproblem", hint="")) == "no such problem"
    assert failing.told(lost) is not None


@dataclass
class Screen:
    """Only sets timers."""

    timers: list[Mock] = field(default_factory=list)

    def reload(self) -> None: ...

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        self.timers.append(Mock())
        return self.timers[-1]


def test_what_is_not_answered_is_asked_again_by_one_timer_however_often_it_fails() -> None:
    screen = Screen()
    first = read_again(screen, before=None, trouble="")
    second = read_again(screen, before=first, trouble="")

    assert (first, second) == tuple(screen.timers)
    screen.timers[0].stop.assert_called_once()
    screen.timers[1].stop.assert_not_called()


def test_a_database_that_is_lost_is_waited_for_and_not_asked() -> None:
    screen = Screen()

    assert read_again(screen, before=None, trouble="it is not there") is None
    assert screen.timers == []
