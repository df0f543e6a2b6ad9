"""(rules) An attempt → the text that is remembered of it, if it has any."""

from maang.core.activity.models import Step
from maang.core.memory.models import LOG, Remembered
from maang.core.practice.models import Attempt

KIND = "attempt"

REMEMBER = "remember-attempt"
"""The undo step after which memory holds of an attempt what then stands."""


def remember_step(attempt: Attempt) -> Step:
    """The undo step for what memory heard of an attempt; it comes after the voids."""
    return {"do": REMEMBER, "attempt": str(attempt.id)}


def remembered(attempt: Attempt) -> Remembered | None:
    """What memory keeps of an attempt, or None where nothing was written about it."""
    parts = [
        attempt.approach and f"Approach: {attempt.approach}",
        attempt.mistakes and "Mistakes:\n" + "\n".join(f"- {each}" for each in attempt.mistakes),
        attempt.note,
        attempt.failing_case and f"Failing case:\n```\n{attempt.failing_case}\n```",
        attempt.code and f"```{attempt.language or ''}\n{attempt.code}\n```",
    ]
    text = "\n\n".join(part for part in parts if part)
    if not text:
        return None
    problem = attempt.problem
    return Remembered(
        source=LOG,
        key=str(attempt.id),
        version=str(attempt.event),
        kind=KIND,
        title=f"{problem.title} ({problem.slug}), {attempt.outcome.value.replace('_', ' ')}",
        text=text,
        happened_at=attempt.at,
        details={
            "problem": problem.slug,
            "number": problem.number,
            "pattern": problem.pattern,
            "difficulty": problem.difficulty,
            "outcome": attempt.outcome,
            "language": attempt.language,
        },
        problem_id=attempt.problem_id,
        company=attempt.company,
    )
