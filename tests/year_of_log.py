"""A year of somebody's log as the table they kept, and the same as facts to count from.

Made by a generator with a fixed seed from the shipped catalogue, read as a plain CSV file. The
table is as people's tables are: headings of their own, problems and dates and minutes in many
shapes, outcomes in two languages, notes that a spreadsheet would run.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

CATALOGUE = Path(__file__).parents[1] / "maang" / "data" / "problems.csv"
TODAY = date(2026, 3, 10)
HEADINGS = ("Question", "When I did it", "How it went", "Time needed", "Learned", "Asked at")
MAPPED = {
    "When I did it": "date",
    "How it went": "outcome",
    "Time needed": "minutes",
    "Asked at": "company",
}
"""What no heading of ours is like; the other two are known."""

ENDS = {
    "solved": ("yes", "Solved", "✓", "gelöst", "done"),
    "hint": ("hint", "with help", "mit Hilfe", "partially"),
    "failed": ("no", "failed", "nicht gelöst", "✗"),
    "gave up": ("gave up", "aufgegeben", "saw solution"),
}
NOTES = ("", "a hash map, not a set", "=SUM of both ends; see below", 'said "sort first"\nwrong')
COMPANIES = ((), (), ("google",), ("amazon", "meta"))


@dataclass(frozen=True, slots=True)
class Problem:
    """As the catalogue has it."""

    number: str
    slug: str
    title: str
    difficulty: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Try:
    """What a row says; `ended` is a key of ENDS, `minutes` None where it says none."""

    problem: Problem
    day: date
    ended: str
    minutes: int | None
    companies: tuple[str, ...] = ()

    @property
    def solved(self) -> bool:
        return self.ended in ("solved", "hint")


def catalogue() -> dict[str, Problem]:
    """Every problem, by slug."""
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        names = ("number", "slug", "title", "difficulty", "pattern")
        rows = (Problem(*(row[name] for name in names)) for row in csv.DictReader(file))
        return {problem.slug: problem for problem in rows}


def a_year(*, besides: set[str]) -> list[Try]:
    """Some 240 tries at 117 problems (none of them `besides`), no problem twice on a day; each of
    the last five days has one, the day before them none."""
    dice, gap = Random(2026), TODAY - timedelta(days=5)
    chosen = [one for one in catalogue().values() if one.slug not in besides and one.pattern]
    problems = dice.sample(chosen, 117)
    done: dict[tuple[str, date], Try] = {}
    for place in range(245):
        problem = problems[place] if place < len(problems) else dice.choice(problems)
        back = place if place < 5 else dice.randrange(365)
        day = TODAY - timedelta(days=back)
        ended = dice.choices(list(ENDS), weights=(6, 2, 2, 1))[0]
        minutes = dice.choice((None, dice.randint(4, 95)))
        if day != gap:
            made = Try(problem, day, ended, minutes, dice.choice(COMPANIES))
            done.setdefault((problem.slug, day), made)
    return sorted(done.values(), key=lambda one: one.day)


def as_table(tries: list[Try]) -> str:
    """The table: a semicolon between cells, each shape of everything in turn."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADINGS)
    writer.writerows(_cells(place, one) for place, one in enumerate(tries))
    return text.getvalue()


def _cells(place: int, one: Try) -> Iterator[str]:
    problem, words = one.problem, ENDS[one.ended]
    yield (
        problem.slug,
        f"{problem.number}. {problem.title}",
        problem.number,
        f"https://leetcode.com/problems/{problem.slug}/",
    )[place % 4]
    yield (
        f"{one.day}",
        f"{one.day:%d.%m.%Y}",
        f"{one.day:%b} {one.day.day}, {one.day.year}",
        f"{one.day.day}/{one.day.month}/{one.day:%y}",
        f"{one.day} 09:30",
    )[place % 5]
    yield words[place % len(words)]
    yield "" if one.minutes is None else _span(place, one.minutes)
    yield NOTES[place % len(NOTES)]
    yield ", ".join(name.title() for name in one.companies)


def _span(place: int, minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return (f"{minutes}", f"{minutes} min", f"{hours}:{rest:02}", f"{minutes}m")[place % 4]
