"""The clock of a sitting."""

import pytest

from maang.core.bootstrap import Core
from maang.core.errors import Conflict
from maang.core.timers.models import Reading
from tests.conftest import FrozenClock


def open_reading(core: Core) -> Reading:
    """What the open timer shows."""
    found = core.timers.show()
    assert found is not None
    return found


def test_without_a_timer_there_is_nothing_to_show(core: Core) -> None:
    assert core.timers.show() is None


def test_time_runs_from_the_start(core: Core, clock: FrozenClock) -> None:
    core.timers.start()
    clock.forward(minutes=10, seconds=5)

    assert open_reading(core).seconds == 605


def test_a_pause_does_not_count(core: Core, clock: FrozenClock) -> None:
    core.timers.start()
    clock.forward(minutes=10)
    core.timers.pause()
    clock.forward(minutes=60)
    core.timers.resume()
    clock.forward(minutes=5)

    assert core.timers.stop().minutes == 15


def test_a_clock_that_went_back_counts_as_no_time(core: Core, clock: FrozenClock) -> None:
    core.timers.start()
    clock.forward(minutes=10)
    core.timers.pause()
    core.timers.resume()
    clock.forward(days=-2)

    assert core.timers.stop().minutes == 10


@pytest.mark.parametrize(
    ("minutes", "shown", "capped"), [(89, 89, False), (90, 90, False), (91, 90, True)]
)
def test_the_cap_cuts_what_runs_longer(
    core: Core, clock: FrozenClock, minutes: int, shown: int, capped: bool
) -> None:
    core.timers.start()
    clock.forward(minutes=minutes)

    stopped = core.timers.stop()

    assert (stopped.minutes, stopped.capped) == (shown, capped)


def test_a_second_start_is_refused_while_one_runs(core: Core) -> None:
    core.timers.start(core.problems.get("two-sum").id)

    with pytest.raises(Conflict, match="two-sum is running") as refused:
        core.timers.start()
    assert "timer stop" in (refused.value.hint or "")


def test_a_start_lets_a_paused_timer_of_the_same_problem_go_on(
    core: Core, clock: FrozenClock
) -> None:
    problem = core.problems.get("two-sum").id
    first = core.timers.start(problem)
    clock.forward(minutes=10)
    core.timers.pause()

    again = core.timers.start(problem)

    assert (again.timer, again.running, again.minutes) == (first.timer, True, 10)


def test_a_start_for_another_problem_is_refused_while_one_is_paused(core: Core) -> None:
    core.timers.start(core.problems.get("two-sum").id)
    core.timers.pause()

    with pytest.raises(Conflict, match="two-sum is paused"):
        core.timers.start(core.problems.get("3sum").id)


@pytest.mark.parametrize("verb", ["pause", "resume", "stop"])
def test_what_needs_a_timer_is_refused_without_one(core: Core, verb: str) -> None:
    with pytest.raises(Conflict, match=f"no timer to {verb}"):
        getattr(core.timers, verb)()


@pytest.mark.parametrize("verb", ["pause", "resume"])
def test_saying_it_twice_changes_nothing(core: Core, verb: str) -> None:
    core.timers.start()
    core.timers.pause()
    first = getattr(core.timers, verb)()
    changes = len(core.activity.recent())

    assert getattr(core.timers, verb)() == first
    assert len(core.activity.recent()) == changes


def test_undo_of_a_start_forgets_the_timer(core: Core) -> None:
    core.timers.start()
    core.activity.undo()

    assert core.timers.show() is None


@pytest.mark.parametrize("verb", ["pause", "stop"])
def test_undo_of_a_pause_or_a_stop_lets_the_timer_run_as_if_nothing_had_been(
    core: Core, clock: FrozenClock, verb: str
) -> None:
    core.timers.start()
    clock.forward(minutes=10)
    getattr(core.timers, verb)()
    clock.forward(minutes=5)
    core.activity.undo()

    again = open_reading(core)
    assert (again.running, again.minutes) == (True, 15)


def test_undo_of_everything_goes_back_step_by_step(core: Core, clock: FrozenClock) -> None:
    core.timers.start()
    clock.forward(minutes=10)
    core.timers.pause()
    clock.forward(minutes=10)
    core.timers.resume()
    core.timers.stop()

    core.activity.undo()
    assert open_reading(core).running
    core.activity.undo()
    assert (open_reading(core).running, open_reading(core).minutes) == (False, 10)
    core.activity.undo()
    core.activity.undo()
    assert core.timers.show() is None
