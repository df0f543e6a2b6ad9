"""The pace of a host: kept over processes, reboots and clocks that go back."""

import json
import multiprocessing
import time
from datetime import datetime, timedelta
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from maang.core.errors import Unavailable
from maang.core.sync.errors import RateLimited
from maang.core.sync.platforms.limiter import Ledger, Limiter, Pace
from tests.core.sync.platforms.asking import SleepyClock

TEN_IN_TEN = Pace(requests=10, seconds=10.0)
EVERY_TWO = Pace(requests=1000, seconds=10.0, gap=2.0)
QUICK = Pace(requests=1000, seconds=1.0, gap=0.04)


def _limiter(directory: Path | None, sleepy: SleepyClock, pace: Pace) -> Limiter:
    return Limiter(directory, host="leetcode.com", pace=pace, clock=sleepy, sleep=sleepy.sleep)


def test_requests_within_the_pace_do_not_wait(tmp_path: Path, sleepy: SleepyClock) -> None:
    limiter = _limiter(tmp_path, sleepy, TEN_IN_TEN)
    assert [limiter.wait(at_most=60) for _ in range(10)] == [0.0] * 10


def test_one_more_than_the_pace_waits_until_the_window_has_passed(
    tmp_path: Path, sleepy: SleepyClock
) -> None:
    limiter = _limiter(tmp_path, sleepy, TEN_IN_TEN)
    for _ in range(10):
        limiter.wait(at_most=60)
    assert limiter.wait(at_most=60) == pytest.approx(10.0)


def test_no_window_ever_holds_more_than_the_pace_allows(
    tmp_path: Path, sleepy: SleepyClock
) -> None:
    limiter = _limiter(tmp_path, sleepy, Pace(requests=3, seconds=5.0))
    asked = []
    for step in range(20):
        limiter.wait(at_most=60)
        asked.append(sleepy().timestamp())
        sleepy.sleep(0.3 * (step % 4))
    assert min(later - first for first, later in zip(asked, asked[3:], strict=False)) >= 4.999


def test_a_gap_is_kept_between_neighbours(tmp_path: Path, sleepy: SleepyClock) -> None:
    limiter = _limiter(tmp_path, sleepy, EVERY_TWO)
    waits = [limiter.wait(at_most=60) for _ in range(3)]
    assert waits == pytest.approx([0.0, 2.0, 2.0])


def test_what_was_waited_is_counted(tmp_path: Path, sleepy: SleepyClock) -> None:
    limiter = _limiter(tmp_path, sleepy, EVERY_TWO)
    for _ in range(4):
        limiter.wait(at_most=60)
    assert limiter.waited_seconds == pytest.approx(6.0)


def test_a_second_run_is_held_back_by_the_first(tmp_path: Path, sleepy: SleepyClock) -> None:
    _limiter(tmp_path, sleepy, EVERY_TWO).wait(at_most=60)
    assert _limiter(tmp_path, sleepy, EVERY_TWO).wait(at_most=60) == pytest.approx(2.0)


def test_hosts_do_not_hold_each_other_back(tmp_path: Path, sleepy: SleepyClock) -> None:
    _limiter(tmp_path, sleepy, EVERY_TWO).wait(at_most=60)
    other = Limiter(tmp_path, host="kenkoooo.com", pace=EVERY_TWO, clock=sleepy)
    assert other.wait(at_most=0) == 0.0


def test_a_wait_that_is_too_long_is_refused_with_its_seconds(
    tmp_path: Path, sleepy: SleepyClock
) -> None:
    limiter = _limiter(tmp_path, sleepy, EVERY_TWO)
    limiter.hold(300)
    with pytest.raises(RateLimited) as caught:
        limiter.wait(at_most=60)
    assert caught.value.retry_after == pytest.approx(300)


def test_who_is_refused_takes_no_slot(tmp_path: Path, sleepy: SleepyClock) -> None:
    limiter = _limiter(tmp_path, sleepy, EVERY_TWO)
    limiter.wait(at_most=60)
    for _ in range(5):
        with pytest.raises(RateLimited):
            limiter.wait(at_most=1)
    assert limiter.wait(at_most=60) == pytest.approx(2.0)


def test_a_hold_counts_for_every_process(tmp_path: Path, sleepy: SleepyClock) -> None:
    _limiter(tmp_path, sleepy, TEN_IN_TEN).hold(30)
    assert _limiter(tmp_path, sleepy, TEN_IN_TEN).wait(at_most=60) == pytest.approx(30)


def test_a_hold_that_comes_while_we_sleep_is_kept_too(tmp_path: Path, sleepy: SleepyClock) -> None:
    other = _limiter(tmp_path, sleepy, EVERY_TWO)
    other.wait(at_most=60)

    def sleep(seconds: float) -> None:
        sleepy.sleep(seconds)
        if len(sleepy.slept) == 1:
            other.hold(20)

    limiter = Limiter(tmp_path, host=other.host, pace=EVERY_TWO, clock=sleepy, sleep=sleep)
    assert limiter.wait(at_most=60) == pytest.approx(22.0)


@pytest.mark.parametrize("left", [1e-9, 2.4e-7, 4e-7, 9e-4])
def test_a_clock_that_rounds_what_is_left_of_a_hold_does_not_stop_us(
    tmp_path: Path, sleepy: SleepyClock, left: float
) -> None:
    limiter = _limiter(tmp_path, sleepy, TEN_IN_TEN)
    limiter.wait(at_most=0)
    file = tmp_path / "leetcode.com.json"
    held = {**json.loads(file.read_bytes()), "held_until": sleepy().timestamp() + left}
    file.write_text(json.dumps(held))
    assert limiter.wait(at_most=60) <= 0.001
    assert len(sleepy.slept) <= 1


def test_many_waits_on_a_clock_that_rounds_each_sleep_once(
    tmp_path: Path, sleepy: SleepyClock
) -> None:
    sleepy.sleep(1 / 3)
    limiter = _limiter(tmp_path, sleepy, Pace(requests=1000, seconds=1.0, gap=1 / 7))
    sleepy.slept.clear()
    for _ in range(50):
        limiter.wait(at_most=60)
        limiter.hold(1 / 11)
    assert len(sleepy.slept) <= 2 * 50


def test_a_shorter_hold_does_not_end_a_longer_one(tmp_path: Path, sleepy: SleepyClock) -> None:
    limiter = _limiter(tmp_path, sleepy, TEN_IN_TEN)
    limiter.hold(50)
    limiter.hold(1)
    assert limiter.wait(at_most=60) == pytest.approx(50)


def test_no_hold_outlasts_a_day(tmp_path: Path, sleepy: SleepyClock) -> None:
    limiter = _limiter(tmp_path, sleepy, TEN_IN_TEN)
    limiter.hold(1e12)
    sleepy.sleep(86_401)
    assert limiter.wait(at_most=0) == 0.0


def test_a_clock_that_went_back_a_year_does_not_stop_us(
    tmp_path: Path, sleepy: SleepyClock
) -> None:
    _limiter(tmp_path, sleepy, EVERY_TWO).wait(at_most=60)
    sleepy.moment -= timedelta(days=365)
    assert _limiter(tmp_path, sleepy, EVERY_TWO).wait(at_most=60) == pytest.approx(2.0)


def test_a_clock_that_went_back_does_not_end_a_hold(tmp_path: Path, sleepy: SleepyClock) -> None:
    limiter = _limiter(tmp_path, sleepy, EVERY_TWO)
    limiter.hold(40)
    sleepy.moment -= timedelta(hours=1)
    assert limiter.wait(at_most=60) == pytest.approx(40)


def test_an_hour_set_back_in_autumn_changes_nothing(tmp_path: Path, sleepy: SleepyClock) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    sleepy.moment = datetime(2026, 10, 25, 2, 59, 59, tzinfo=berlin)
    limiter = _limiter(tmp_path, sleepy, EVERY_TWO)
    limiter.wait(at_most=60)
    sleepy.moment = datetime(2026, 10, 25, 2, 0, 0, tzinfo=berlin, fold=1)
    assert limiter.wait(at_most=60) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\xff",
        b'{"written": "soon"}',
        b'{"written":1e999,"slots":[1e999],"held_until":0,"polls":{}}',
        b'{"written":0,"slots":3,"held_until":0,"polls":{}}',
        b'{"written":0,"slots":[],"held_until":0,"polls":{"a":1}}',
    ],
)
def test_a_ledger_that_makes_no_sense_begins_anew(
    tmp_path: Path, sleepy: SleepyClock, rubbish: bytes
) -> None:
    (tmp_path / "leetcode.com.json").write_bytes(rubbish)
    assert _limiter(tmp_path, sleepy, EVERY_TWO).wait(at_most=0) == 0.0


def test_the_ledger_stays_small(tmp_path: Path, sleepy: SleepyClock) -> None:
    limiter = _limiter(tmp_path, sleepy, EVERY_TWO)
    for _ in range(50):
        limiter.wait(at_most=60)
    slots = json.loads((tmp_path / "leetcode.com.json").read_bytes())["slots"]
    assert len(slots) <= 6


def test_a_directory_that_cannot_be_made_is_said_with_a_hint(
    tmp_path: Path, sleepy: SleepyClock
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable) as caught:
        _limiter(tmp_path / "file" / "below", sleepy, EVERY_TWO).wait(at_most=0)
    assert "writable" in (caught.value.hint or "")


def test_without_a_directory_the_pace_is_kept_all_the_same(sleepy: SleepyClock) -> None:
    limiter = _limiter(None, sleepy, EVERY_TWO)
    limiter.wait(at_most=60)
    assert limiter.wait(at_most=60) == pytest.approx(2.0)


def test_what_was_polled_is_fresh_until_its_time_has_passed(
    tmp_path: Path, sleepy: SleepyClock
) -> None:
    limiter = _limiter(tmp_path, sleepy, TEN_IN_TEN)
    limiter.polled("/users/ada/events", 'W/"1"', again_after=60)
    before = limiter.is_fresh("/users/ada/events", 'W/"1"')
    sleepy.sleep(61)
    assert (before, limiter.is_fresh("/users/ada/events", 'W/"1"')) == (True, False)


def test_another_etag_is_not_fresh(tmp_path: Path, sleepy: SleepyClock) -> None:
    limiter = _limiter(tmp_path, sleepy, TEN_IN_TEN)
    limiter.polled("/users/ada/events", 'W/"1"', again_after=60)
    assert not limiter.is_fresh("/users/ada/events", 'W/"0"')


def test_the_next_slot_is_never_before_the_last_one_taken() -> None:
    ledger = Ledger(written=100.0, slots=(104.0,))
    assert ledger.next_slot(TEN_IN_TEN, now=100.0) == 104.0


def _ask_often(
    directory: Path, name: str, ready: Barrier, told: "Queue[tuple[float, str]]"
) -> None:
    limiter = Limiter(directory, host="codeforces.com", pace=QUICK)
    ready.wait(timeout=20)
    for _ in range(12):
        limiter.wait(at_most=10)
        told.put((time.time(), name))


@pytest.fixture(scope="module")
def asked_by_two(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[float, str]]:
    """When two processes, each wanting to ask 12 times at once, did so, and which."""
    context = multiprocessing.get_context("spawn")
    told, ready = context.Queue(), context.Barrier(2)
    directory = tmp_path_factory.mktemp("limits")
    both = [
        context.Process(target=_ask_often, args=(directory, name, ready, told)) for name in "ab"
    ]
    for each in both:
        each.start()
    asked = sorted(told.get(timeout=30) for _ in range(24))
    for each in both:
        each.join()
    told.close()
    return asked


def test_two_processes_keep_one_pace_together(asked_by_two: list[tuple[float, str]]) -> None:
    took = asked_by_two[-1][0] - asked_by_two[0][0]
    # The first may wake late by some milliseconds; what it lost the others do not wait for.
    assert took >= 23 * QUICK.gap - 0.03


def test_two_processes_take_turns(asked_by_two: list[tuple[float, str]]) -> None:
    middle = [name for _, name in asked_by_two[4:20]]
    assert 6 <= middle.count("a") <= 10
