"""A person's submissions, made up: the same for the same seed, with failures and sittings."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from maang.core.sync.models import Verdict

ENDS = int(datetime(2026, 3, 10, 9, 0, tzinfo=UTC).timestamp())
"""Before this second (Unix) everything was submitted: the morning of the tests' Tuesday."""

YEAR = 365 * 24 * 3600

FIRST_ID = 1_100_000_001

LANGUAGES = ("python3", "python3", "python3", "cpp", "java", "golang", "mysql")

WRONG = (
    Verdict.WRONG_ANSWER,
    Verdict.WRONG_ANSWER,
    Verdict.WRONG_ANSWER,
    Verdict.TIME_LIMIT,
    Verdict.RUNTIME_ERROR,
    Verdict.COMPILE_ERROR,
    Verdict.MEMORY_LIMIT,
)

KNOWN = (
    (1, "two-sum", "Two Sum", "EASY", ("Array", "Hash Table")),
    (
        3,
        "longest-substring-without-repeating-characters",
        "Longest Substring Without Repeating Characters",
        "MEDIUM",
        ("Sliding Window",),
    ),
    (11, "container-with-most-water", "Container With Most Water", "MEDIUM", ("Two Pointers",)),
    (15, "3sum", "3Sum", "MEDIUM", ("Array", "Two Pointers")),
    (20, "valid-parentheses", "Valid Parentheses", "EASY", ("Stack",)),
    (21, "merge-two-sorted-lists", "Merge Two Sorted Lists", "EASY", ("Linked List",)),
    (42, "trapping-rain-water", "Trapping Rain Water", "HARD", ("Two Pointers", "Stack")),
    (49, "group-anagrams", "Group Anagrams", "MEDIUM", ("Hash Table", "String")),
    (76, "minimum-window-substring", "Minimum Window Substring", "HARD", ("Sliding Window",)),
    (121, "best-time-to-buy-and-sell-stock", "Best Time to Buy and Sell Stock", "EASY", ("Array",)),
    (146, "lru-cache", "LRU Cache", "MEDIUM", ("Design",)),
    (200, "number-of-islands", "Number of Islands", "MEDIUM", ("Graph",)),
    (206, "reverse-linked-list", "Reverse Linked List", "EASY", ("Linked List",)),
    (322, "coin-change", "Coin Change", "MEDIUM", ("Dynamic Programming",)),
)
"""Problems every trainer knows, by name alone; the others are invented."""

INVENTED = 286


@dataclass(frozen=True)
class Problem:
    """A problem under the names that each of the sites would give it."""

    number: int
    slug: str
    title: str
    difficulty: str
    topics: tuple[str, ...]
    contest: int
    index: str


@dataclass(frozen=True)
class Submission:
    """One submission; `at` is Unix seconds. `failing_case` is what the judge showed of it."""

    id: int
    problem: Problem
    at: int
    verdict: Verdict
    language: str
    runtime_ms: int | None
    memory_kb: int | None
    code: str
    passed: int
    total: int
    failing_case: str | None = None


def a_history(
    count: int = 60, *, seed: int = 7, ends: int = ENDS, seconds: int = YEAR
) -> list[Submission]:
    """`count` submissions over the `seconds` before `ends`, oldest first.

    A sitting is one problem: none to five failures a few minutes apart and then, mostly, the
    accepted one. Some share a second with the one before, as resubmissions do.
    """
    chance = random.Random(seed)
    problems = all_problems() + 8 * [_problem(*row) for row in KNOWN]
    moments: list[tuple[int, Problem, Verdict]] = []
    while len(moments) < count:
        begun = ends - 7200 - chance.randrange(seconds - 7200)
        moments.extend(_sitting(chance, chance.choice(problems), begun))
    rows = sorted(moments[:count], key=lambda row: row[0])
    return [
        _submission(chance, FIRST_ID + 7 * place, problem, at, verdict)
        for place, (at, problem, verdict) in enumerate(rows)
    ]


def arriving(history: Sequence[Submission], count: int) -> list[Submission]:
    """`count` submissions that come after all of `history`, a minute apart."""
    last = history[-1] if history else None
    number, at = (last.id, last.at) if last else (FIRST_ID, ENDS)
    chance = random.Random(number)
    problem = chance.choice(all_problems())
    return [
        _submission(chance, number + 7 * step, problem, at + 60 * step, Verdict.ACCEPTED)
        for step in range(1, count + 1)
    ]


def all_problems() -> list[Problem]:
    """The known and the invented ones."""
    known = [_problem(*row) for row in KNOWN]
    levels = ("EASY", "MEDIUM", "MEDIUM", "HARD")
    invented = [
        _problem(
            9000 + place,
            f"invented-problem-{place}",
            f"Invented Problem {place}",
            levels[place % 4],
            ("Array", "Greedy")[: 1 + place % 2],
        )
        for place in range(1, INVENTED + 1)
    ]
    return known + invented


def _problem(number: int, slug: str, title: str, level: str, topics: tuple[str, ...]) -> Problem:
    # Every thirtieth belongs to a gym contest, whose numbers begin at 100000.
    contest = 100_000 + number if number % 30 == 0 else 1000 + number % 900
    return Problem(number, slug, title, level, topics, contest, "ABCDEF"[number % 6])


def _sitting(
    chance: random.Random, problem: Problem, begun: int
) -> list[tuple[int, Problem, Verdict]]:
    failures = chance.choice((0, 0, 0, 1, 1, 2, 3, 5))
    verdicts = [chance.choice(WRONG) for _ in range(failures)]
    if not failures or chance.random() < 0.85:
        verdicts.append(Verdict.ACCEPTED)
    at = begun
    rows = []
    for verdict in verdicts:
        rows.append((at, problem, verdict))
        at += chance.choice((0, 45, 130, 300, 600, 900))
    return rows


def _submission(
    chance: random.Random, number: int, problem: Problem, at: int, verdict: Verdict
) -> Submission:
    ran = verdict is not Verdict.COMPILE_ERROR
    accepted = verdict is Verdict.ACCEPTED
    total = 20 + problem.number % 60
    passed = total if accepted else chance.randrange(total) if ran else 0
    return Submission(
        id=number,
        problem=problem,
        at=at,
        verdict=verdict,
        language=chance.choice(LANGUAGES),
        runtime_ms=chance.randrange(900) if accepted else None,
        memory_kb=1024 * chance.randrange(14, 60) if accepted else None,
        code=f"# {problem.slug}\ndef answer():\n    return {number}\n",
        passed=passed,
        total=total,
        failing_case=None if accepted or not ran else f"[{passed},{number % 97}]",
    )
