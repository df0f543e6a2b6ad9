"""A deadline ends a read that would wait for ever, and nothing else."""

import socket
import threading
from collections.abc import Iterator

import pytest

from maang.core.db.watchdog import Deadline

LONG = 100.0
Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pairs() -> Iterator[list[Pair]]:
    """Three connections whose other side says nothing."""
    made = [socket.socketpair() for _ in range(3)]
    yield made
    for one, other in made:
        one.close()
        other.close()


def test_a_read_ends_when_its_time_is_up(pairs: list[Pair]) -> None:
    here, _ = pairs[0]
    with Deadline(here.fileno(), 0.05) as deadline:
        assert here.recv(1) == b""

    assert deadline.expired


def test_a_shorter_one_is_kept_while_a_longer_one_is_watched(pairs: list[Pair]) -> None:
    (long, other), (short, _), _ = pairs
    with Deadline(long.fileno(), LONG) as patient, Deadline(short.fileno(), 0.05) as hasty:
        assert short.recv(1) == b""
        other.send(b"x")
        assert long.recv(1) == b"x"

    assert (patient.expired, hasty.expired) == (False, True)


def test_what_ended_in_time_is_never_cut(pairs: list[Pair]) -> None:
    (quick, other), (slow, _), _ = pairs
    with Deadline(quick.fileno(), 0.1) as ended:
        pass
    with Deadline(slow.fileno(), 0.3):
        assert slow.recv(1) == b""

    other.send(b"x")
    assert quick.recv(1) == b"x"
    assert not ended.expired


def test_one_thread_watches_over_all(pairs: list[Pair]) -> None:
    with Deadline(pairs[0][0].fileno(), LONG):
        before = threading.active_count()
        with Deadline(pairs[1][0].fileno(), LONG), Deadline(pairs[2][0].fileno(), LONG):
            assert threading.active_count() == before
