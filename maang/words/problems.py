"""(rules) Problems in plain English."""

from datetime import tzinfo

from maang.core.practice.models import Attempt
from maang.core.problems.models import Problem
from maang.core.standing.models import Page
from maang.words.common import minutes, moment, named, plural
from maang.words.practice import OUTCOMES
from maang.words.reviews import best_known


def page(value: Page, *, zone: tzinfo) -> str:
    """Everything about one problem."""
    return "\n".join(
        (
            *_facts(value.problem),
            f"{'lists':<11} {', '.join(value.lists) or 'none'}",
            *([f"{'companies':<11} {', '.join(value.companies)}"] if value.companies else []),
            *_yours(value, zone),
        )
    )


def added(value: Problem) -> str:
    """What was added."""
    return f"{named(value.ref())}: added ({value.title}, {value.platform})"


def edited(value: Problem) -> str:
    """A problem as it is from now on."""
    return "\n".join(_facts(value))


def address(value: str) -> str:
    """A web address, as it is."""
    return value


def _facts(problem: Problem) -> list[str]:
    premium = ", premium" if problem.premium else ""
    facts = {
        "problem": f"{named(problem.ref())}  {problem.title}",
        "difficulty": f"{problem.difficulty or 'unknown'}{premium}",
        "pattern": problem.pattern or "unknown",
        "topics": ", ".join(problem.topics),
        "techniques": ", ".join(problem.techniques),
        "best known": best_known(problem),
        "platform": problem.platform,
        "page": problem.url,
    }
    return [f"{name:<11} {fact}" for name, fact in facts.items() if fact]


def _yours(value: Page, zone: tzinfo) -> list[str]:
    if not value.attempts:
        return [f"{'you':<11} not tried yet"]
    told = [f"{value.status}, {value.solved} of {plural(value.attempts, 'attempt')} solved"]
    if value.best_minutes is not None:
        told.append(f"best {minutes(value.best_minutes)}")
    facts = {"you": ", ".join(told)}
    if value.last is not None:
        facts["last"] = _attempt(value.last, zone)
    if value.recall is not None:
        due = "suspended" if value.suspended else f"due {moment(value.recall.due_at, zone)}"
        facts["card"] = f"{due}, stability {value.recall.stability:.1f} days"
    return [f"{name:<11} {fact}" for name, fact in facts.items()]


def _attempt(last: Attempt, zone: tzinfo) -> str:
    took = f" in {minutes(last.minutes)}" if last.minutes is not None else ""
    return f"{moment(last.at, zone)} {OUTCOMES[last.outcome.value]}{took}"
