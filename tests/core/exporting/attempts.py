"""Attempts as an export sees them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from maang.core.exporting.models import Tried

SOLVED = Tried(
    id=UUID(int=1),
    at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC),
    problem="two-sum",
    platform="leetcode",
    number=1,
    title="Two Sum",
    url="https://leetcode.com/problems/two-sum/",
    difficulty="easy",
    pattern="Arrays & Hashing",
    best_time="O(n)",
    best_space="O(n)",
    outcome="solved_with_hints",
    minutes=18,
    hints=1,
    mistakes=["off by one", "=SUM(A1)"],
    approach="@hash of <seen>",
    time="O(n)",
    space=None,
    language="python",
    code="if a:\n    pass  # ```",
    note="first\n\nsecond",
    company="acme",
    source="hand",
)

AGAIN = replace(SOLVED, id=UUID(int=2), at=SOLVED.at + timedelta(days=1), outcome="failed", hints=0)

OWN = replace(
    SOLVED,
    id=UUID(int=3),
    problem="ring",
    platform="own",
    number=None,
    title="Ring",
    url=None,
    difficulty=None,
    pattern=None,
)
