"""The catalogue that ships with maang: facts about public problems, read from package data.

Numbers, titles, slugs, difficulty, topics, list membership and complexities only; no statement and
no solution. Gathered from the indexes of doocs/leetcode (titles, slugs, difficulty, topics, as of
2026-08), kamyu104/LeetCode-Solutions (MIT: complexity, techniques), neetcode-gh/leetcode (MIT:
patterns, Blind 75, NeetCode 150), johnsutor/leetcode-study-tool (MIT: the other lists).
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from maang.core.problems.models import Difficulty

DIGEST = "19b732c4bfdbfdce"
"""Which catalogue this is: sha256 of problems.csv, then lists.csv; the first 16 hex digits."""

EDITION = f"{DIGEST}.1"
"""What a database was loaded with: the files, and how they are read here and in `search`.

Raise the number whenever rows or haystacks come out differently, or loaded databases stay behind.
"""

PLATFORM = "leetcode"
"""The platform of every problem here."""

LIST_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "blind-75": "Blind 75",
        "neetcode-150": "NeetCode 150",
        "neetcode-250": "NeetCode 250",
        "grind-75": "Grind 75",
        "grind-169": "Grind 169",
    }
)
"""Each list's slug → the name people know it by."""

PREREQUISITES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Arrays & Hashing": (),
        "Two Pointers": ("Arrays & Hashing",),
        "Sliding Window": ("Two Pointers",),
        "Stack": ("Arrays & Hashing",),
        "Binary Search": ("Two Pointers",),
        "Linked List": ("Two Pointers",),
        "Trees": ("Stack", "Binary Search", "Linked List"),
        "Tries": ("Trees",),
        "Heap / Priority Queue": ("Trees",),
        "Backtracking": ("Trees",),
        "Graphs": ("Backtracking",),
        "1-D Dynamic Programming": ("Backtracking",),
        "Intervals": ("Heap / Priority Queue",),
        "Greedy": ("Heap / Priority Queue",),
        "Advanced Graphs": ("Graphs", "Heap / Priority Queue"),
        "2-D Dynamic Programming": ("1-D Dynamic Programming", "Graphs"),
        "Bit Manipulation": ("Arrays & Hashing",),
        "Math & Geometry": ("Arrays & Hashing",),
    }
)
"""Study pattern → the patterns to know before it; a pattern stands below all it needs.

Our own reading of the order these are commonly taught in.
"""

_DATA = Path(__file__).parents[2] / "data"

_NAMES = {
    "多线程": "Concurrency",
    "最小费用流": "Minimum-Cost Flow",
    "Backtracing": "Backtracking",
    "Bit Manipulations": "Bit Manipulation",
    "Brute force": "Brute Force",
    "Contructive Algorithms": "Constructive Algorithms",
    "KMP": "KMP Algorithm",
    "Kruskal Algorithm": "Kruskal's Algorithm",
    "Luca's Theorem": "Lucas's Theorem",
    "Meet in The Middle": "Meet in the Middle",
    "Number Thoery": "Number Theory",
    "Paritial Sort": "Partial Sort",
    "Prefix sum": "Prefix Sum",
    "Sliding window": "Sliding Window",
}
"""Topics and techniques misspelt, untranslated or named twice at the source → their name here."""

_DROPPED = frozenset({"", "CTCI", "Trick"})
"""Not techniques: a book, and a shrug."""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One problem as shipped. `time` and `space` as published; None where that was unreadable."""

    number: int
    slug: str
    title: str
    difficulty: Difficulty
    premium: bool
    pattern: str | None
    topics: tuple[str, ...]
    techniques: tuple[str, ...]
    time: str | None
    space: str | None

    @property
    def url(self) -> str:
        """The problem's public page."""
        return f"https://leetcode.com/problems/{self.slug}/"


def problems() -> Iterator[CatalogueRow]:
    """Every problem, by number."""
    with (_DATA / "problems.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield _row(row)


def slugs_from(beginning: str) -> Iterator[str]:
    """Slugs that begin so, by number; quick enough to complete what a person types."""
    with (_DATA / "problems.csv").open(encoding="utf-8") as file:
        next(file)
        for line in file:
            slug = line.split(",", 2)[1]
            if slug.startswith(beginning):
                yield slug


def lists() -> Mapping[str, tuple[str, ...]]:
    """Each list's slug → its problems' slugs, in the list's order."""
    found: dict[str, list[str]] = {name: [] for name in LIST_NAMES}
    with (_DATA / "lists.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["list"]].append(row["slug"])
    return {name: tuple(slugs) for name, slugs in found.items()}


def _row(row: Mapping[str, str]) -> CatalogueRow:
    cut = row["time"].endswith("\\")
    return CatalogueRow(
        number=int(row["number"]),
        slug=row["slug"],
        title=row["title"].replace("\u200c", ""),
        difficulty=Difficulty(row["difficulty"]),
        premium=row["premium"] == "1",
        pattern=row["pattern"] or None,
        topics=_named(row["topics"]),
        techniques=_named(row["techniques"]),
        time=None if cut else _complexity(row["time"]),
        space=None if cut else _complexity(row["space"]),
    )


def _named(cell: str) -> tuple[str, ...]:
    names = (_NAMES.get(name, name) for name in cell.split("; ") if name not in _DROPPED)
    return tuple(dict.fromkeys(names))


def _complexity(published: str) -> str | None:
    """Without its markup; None when it was cut at the source, for half a formula is a wrong one."""
    plain = published.replace("_", "").replace("\\", "")
    return plain if plain and plain.count("(") == plain.count(")") else None
