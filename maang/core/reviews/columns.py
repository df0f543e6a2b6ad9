"""(rules) The answers of many cards, column by column → what is remembered of each.

What `Scheduler.fold_all` gives, to the last bit, without an object for every answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from maang.core.calendar import Calendar
from maang.core.days import ONE_DAY
from maang.core.reviews.scheduler import Scheduler, fuzz, whole

ANSWER = np.dtype(
    [("card", "V16"), ("rating", ">i2"), ("at", ">i8"), ("retention", ">f8"), ("days", ">i2")]
)
"""An answer in the server's binary form: `at` in microseconds since 2000 (UTC), `days` 0 where
none were chosen."""

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1) // TICK
GAP = (1 << 32) - 1
"""The bits of an answer's code that say what it was, and how many days after the one before."""

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Folded:
    """What is remembered of each card (its key in `card`); times as those of ANSWER."""

    card: Column
    stability: Column
    difficulty: Column
    due_at: Column
    reviewed_at: Column
    reps: Column
    lapses: Column

    @property
    def keys(self) -> list[UUID]:
        """The cards."""
        return [UUID(bytes=card) for card in self.card.tolist()]


def read(data: bytes) -> Column:
    """Answers as the server gave them."""
    return np.frombuffer(data, ANSWER)


def fold(scheduler: Scheduler, answers: Column) -> Folded:
    """Fold answers, at least one, of type ANSWER: one card's after the other's, oldest first."""
    card = answers["card"]
    starts = np.flatnonzero(np.concatenate(([True], card[1:] != card[:-1])))
    ends = np.append(starts[1:], len(answers))
    last = ends - 1
    at = answers["at"].astype(np.int64)
    days = _Days(scheduler.calendar, int(at.min()), int(at.max()))
    day = days.of(at)
    gaps = np.diff(day, prepend=day[0]).clip(min=0)
    gaps[starts] = 0
    rating = answers["rating"].astype(np.int64)
    retentions, asked = _ranked(answers["retention"][last])
    codes = gaps << 2 | rating - 1
    codes[last] |= asked << 32  # what was asked for last is part of what a history comes to
    after, which = _memories(scheduler, codes, starts, ends, retentions.tolist())
    stability, difficulty, usual, first, final = after.T[:, which]
    chosen = answers["days"][last].astype(np.int64)
    within = (chosen >= first) & (chosen <= final)
    again = (rating == 1).astype(np.int64)
    again[starts] = 0  # what was never known was not forgotten
    return Folded(
        card[last],
        stability,
        difficulty,
        days.starts(day[last] + np.where(within, chosen, usual).astype(np.int64)),
        at[last],
        ends - starts,
        np.add.reduceat(again, starts),
    )


def chances(scheduler: Scheduler, stability: Column, *, days: Column) -> Column:
    """`Scheduler.chance` of many cards; of one answered later than that it is all."""
    decay = scheduler.parameters[20]
    factor = 0.9 ** (-1 / decay) - 1
    return np.asarray((1 + factor * days.clip(min=0) / stability) ** -decay)


def _ranked(values: Column) -> tuple[Column, Column]:
    """The different values, and which of them each is; mostly there is one, and nothing to sort."""
    if (values == values[0]).all():
        return values[:1], np.zeros(len(values), np.int64)
    return np.unique(values, return_inverse=True)


def _memories(
    scheduler: Scheduler, codes: Column, starts: Column, ends: Column, retentions: Sequence[float]
) -> tuple[Column, Column]:
    """What each history comes to (stability, difficulty, the usual days and the first and last as
    good), and which of them is each card's: many cards have the same few answers."""
    width, data = codes.itemsize, codes.tobytes()
    bounds = zip((starts * width).tolist(), (ends * width).tolist(), strict=True)
    keys = [data[start:end] for start, end in bounds]
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    which = np.array([places[key] for key in keys])
    every = np.frombuffer(b"".join(places), codes.dtype).tolist()
    said = {code: ((code & 3) + 1, (code & GAP) >> 2) for code in set(every)}
    rest = iter(every)
    histories = [list(islice(rest, len(key) // width)) for key in places]
    steps = scheduler.steps(
        [[said[code] for code in history] for history in histories],
        [retentions[history[-1] >> 32] for history in histories],
    )
    after = []
    for (stability, difficulty), interval in steps:
        near = fuzz(interval)
        after.append((stability, difficulty, whole(interval), near[0], near[-1]))
    return np.array(after), which


class _Days:
    """The days of a calendar as numbers, 0 the day of the first moment."""

    def __init__(self, calendar: Calendar, first: int, last: int) -> None:
        self._calendar = calendar
        self._day = calendar.day_of(EPOCH + first * TICK)
        count = (calendar.day_of(EPOCH + last * TICK) - self._day).days + 1
        self._begins = np.array([self._start(number) for number in range(count)])

    def of(self, at: Column) -> Column:
        """The day of each moment."""
        days: Column = ((at - self._begins[0]) // DAY).clip(0, len(self._begins) - 1)
        ends = np.append(self._begins[1:], np.iinfo(np.int64).max)
        off = (at < self._begins[days]) | (at >= ends[days])  # by the hours of a clock's change
        days[off] = np.searchsorted(self._begins, at[off], side="right") - 1
        return days

    def starts(self, days: Column) -> Column:
        """The first moment of each day."""
        numbers, which = np.unique(days, return_inverse=True)
        return np.array([self._start(number) for number in numbers.tolist()])[which]

    def _start(self, number: int) -> int:
        return (self._calendar.start_of(self._day + number * ONE_DAY) - EPOCH) // TICK
