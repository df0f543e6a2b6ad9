"""(rules) Attempts in plain English."""

from collections.abc import Sequence
from datetime import tzinfo

from maang.core.practice.models import Attempt, Logged
from maang.words.common import back, minutes, moment, named

BY_HAND = "hand"
"""The source of what a person logged."""

OUTCOMES = {
    "solved": "solved",
    "solved_with_hints": "solved with hints",
    "failed": "failed",
    "gave_up": "gave up",
}


def logged(value: Logged) -> str:
    """One line of what was recorded, one of what it counts as."""
    attempt = value.attempt
    parts = [f"{attempt.problem.slug}: {OUTCOMES[attempt.outcome.value]}"]
    if attempt.minutes is not None:
        parts.append(f"in {minutes(attempt.minutes)}")
    if attempt.hints:
        parts.append(f"({attempt.hints} hint{'s' if attempt.hints > 1 else ''})")
    why = value.reason if value.rating is value.suggested else f"your word, not {value.suggested}"
    return f"{' '.join(parts)}\ncounts as {value.rating} ({why}); {back(value.days)}"


def attempt(value: Attempt, *, zone: tzinfo) -> str:
    """Everything about one attempt."""
    facts = {
        "problem": f"{named(value.problem)}  {value.problem.title}",
        "when": moment(value.at, zone),
        "outcome": OUTCOMES[value.outcome.value],
        "minutes": value.minutes,
        "hints": value.hints or None,
        "mistakes": ", ".join(value.mistakes),
        "approach": value.approach,
        "time": value.time,
        "space": value.space,
        "company": value.company,
        "language": value.language,
        "verdict": _verdict(value),
        "source": f"{value.source}, and logged by hand" if value.merged else value.source,
        "id": f"{value.id}{' (amended)' if value.amended else ''}",
    }
    lines = [f"{name:<9} {fact}" for name, fact in facts.items() if fact not in (None, "")]
    for text in (value.note, value.failing_case, value.code):
        if text:
            lines += ["", text]
    return "\n".join(lines)


def history(values: Sequence[Attempt], *, zone: tzinfo) -> str:
    """Attempts, a line for each, newest first; what was noted stands below its attempt."""
    lines = []
    for one in values:
        took = f" in {minutes(one.minutes)}" if one.minutes is not None else ""
        where = f" ({one.source})" if one.source != BY_HAND else ""
        lines.append(f"{moment(one.at, zone)}  {OUTCOMES[one.outcome.value]}{took}{where}")
        for text in (one.approach, one.note):
            lines += [f"  {line}" for line in (text or "").splitlines()]
    return "\n".join(lines)


def _verdict(value: Attempt) -> str:
    """What the judge said: `wrong answer`, `accepted, 12 ms, 17 MB`."""
    if value.verdict is None:
        return ""
    parts = [value.verdict.replace("_", " ")]
    if value.runtime_ms is not None:
        parts.append(f"{value.runtime_ms} ms")
    if value.memory_kb is not None:
        parts.append(f"{value.memory_kb / 1024:.0f} MB")
    return ", ".join(parts)
