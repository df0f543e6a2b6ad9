"""What was done, and taking the last of it back."""

import pytest

from maang.core.bootstrap import Core
from maang.core.errors import NotFound
from maang.core.practice.models import AttemptFilter, Entry
from tests.conftest import FrozenClock


def test_changes_are_listed_newest_first(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    core.practice.log("3sum", Entry())

    assert [change.subject for change in core.activity.recent()] == [
        "3sum solved",
        "two-sum solved",
    ]


def test_the_order_is_that_of_doing_even_when_the_clock_goes_back(
    core: Core, clock: FrozenClock
) -> None:
    core.practice.log("two-sum", Entry())
    clock.forward(days=-2)
    core.practice.log("3sum", Entry())

    assert core.activity.undo().change.subject == "3sum solved"


def test_undo_again_takes_back_the_one_before(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    core.practice.log("3sum", Entry())
    core.activity.undo()

    assert core.activity.undo().change.subject == "two-sum solved"


def test_undo_with_nothing_left_is_not_found(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    core.activity.undo()

    with pytest.raises(NotFound, match="nothing to take back"):
        core.activity.undo()


def test_what_was_taken_back_stays_in_the_list_and_says_so(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    core.activity.undo()

    (change,) = core.activity.recent()
    assert change.undone


def test_undo_of_one_verb_passes_over_the_others(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    core.timers.start()

    assert core.activity.undo(verb="log").change.verb == "log"
    assert core.timers.show() is not None


def test_after_an_undo_work_goes_on(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    core.activity.undo()
    core.practice.log("two-sum", Entry())

    assert len(core.practice.attempts(AttemptFilter())) == 1
