"""The watch rings for a turn that takes too long, and for no other."""

import threading

from maang.core.sync.platforms.watch import Watch

LONG = 60.0
"""Seconds, for what must happen soon."""


def test_it_rings_for_a_turn_that_lasts_too_long() -> None:
    rung = threading.Event()
    watch = Watch(0.02, rung.set)

    with watch.turn() as late:
        assert rung.wait(LONG)
        assert late.is_set()
    watch.close()


def test_it_rings_for_each_turn_that_lasts_too_long() -> None:
    rung = threading.Semaphore(0)
    watch = Watch(0.02, rung.release)

    for _ in range(3):
        with watch.turn() as late:
            assert rung.acquire(timeout=LONG)
        assert late.is_set()
    watch.close()


def test_turns_that_are_over_in_time_are_not_late_and_share_a_thread() -> None:
    watch = Watch(LONG, lambda: None)

    before = threading.active_count()
    for _ in range(100):
        with watch.turn() as late:
            assert not late.is_set()
        assert threading.active_count() <= before + 1
    watch.close()


def test_a_turn_after_a_rest_is_watched_as_well() -> None:
    rung = threading.Event()
    watch = Watch(0.02, rung.set)

    with watch.turn():
        pass
    for thread in threading.enumerate():  # the watch's own ends when nobody is at it
        if thread.name.endswith("(_look)"):
            thread.join(LONG)
    with watch.turn() as late:
        assert rung.wait(LONG)
        assert late.is_set()
    watch.close()


def test_close_ends_the_thread() -> None:
    watch = Watch(LONG, lambda: None)
    before = set(threading.enumerate())
    with watch.turn():
        (thread,) = set(threading.enumerate()) - before
    watch.close()

    thread.join(LONG)
    assert not thread.is_alive()
