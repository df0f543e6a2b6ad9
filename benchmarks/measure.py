"""Whole processes against one another, in turns, so that a busy moment falls on all alike."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

WARM_UPS = 2


@dataclass(frozen=True, slots=True)
class Command:
    """Something to run, and what it sees beside our own environment."""

    argv: list[str]
    env: Mapping[str, str] = field(default_factory=dict)


def in_turns(commands: Mapping[str, Command], *, rounds: int) -> dict[str, float]:
    """The median seconds of each, run A B C A B C … after WARM_UPS rounds that do not count.

    Raises RuntimeError when one of them fails.
    """
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + WARM_UPS):
        for name, command in commands.items():
            seconds = timed(partial(_run, command))
            if turn >= WARM_UPS:
                times[name].append(seconds)
    return {name: statistics.median(found) for name, found in times.items()}


def timed(action: Callable[[], object]) -> float:
    """The seconds an action takes."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def _run(command: Command) -> None:
    done = subprocess.run(
        command.argv,
        env={**os.environ, **command.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command.argv)}: {done.stderr.decode()}")
