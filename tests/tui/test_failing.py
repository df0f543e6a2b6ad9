"""A failure is told once a moment."""

from maang.core.errors import NotFound, Unavailable
from maang.tui.failing import Failing


def test_the_same_failure_is_told_once_and_another_one_as_well() -> None:
    failing = Failing()
    lost = Unavailable("the database is away", hint="maang up")

    assert failing.told(lost) == "the database is away\nmaang up"
    assert failing.told(lost) is None
    assert failing.told(NotFound("no such \x1b[2Jproblem", hint="")) == "no such problem"
    assert failing.told(lost) is not None
