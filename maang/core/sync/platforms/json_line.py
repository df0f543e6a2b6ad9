"""One line of JSON that somebody's command or file says a submission with (rules).

    {"id": "7", "at": "2026-03-10T12:00:00+01:00", "verdict": "accepted", "problem": "two-sum"}

`docs/platforms.md` lists every field. A field that is not in the list is a mistake, not a guess.
"""

from collections.abc import Iterable
from datetime import datetime

from maang.core.cleaning import safe_line, safe_text
from maang.core.errors import Invalid
from maang.core.sync.errors import SchemaChanged
from maang.core.sync.models import RemoteActivity, RemoteProblem, RemoteSubmission, Verdict
from maang.core.sync.platforms.languages import language_of
from maang.core.sync.platforms.replies import Origin, Reply, json_of
from maang.core.sync.platforms.shapes import Part

PLATFORM = "jsonlines"

CATALOGUE = ("leetcode",)
"""Whose problem a bare slug may be: two-sum is the one that everybody means."""

SUBMISSION = (
    *("id", "at", "verdict", "problem", "said", "language", "runtime_ms", "memory_kb"),
    *("code", "failing_case"),
)
PROBLEM = ("platform", "slug", "number", "title", "url", "difficulty", "topics")
ACTIVITY = ("id", "at", "activity", "subject", "count", "url")
DIFFICULTIES = ("easy", "medium", "hard")

_LINE = Origin("line", "")


def parse_line(line: str) -> RemoteSubmission | RemoteActivity:
    """What the line says. Raises Invalid, without naming the line's place."""
    try:
        value = json_of(Reply(200, {}, line.encode()), origin=_LINE)
    except SchemaChanged as error:
        raise Invalid("this is no JSON") from error
    part = Part(value, name=_LINE.name)
    try:
        return _activity(part) if part.get("activity") else _submission(part)
    except SchemaChanged as error:
        raise Invalid(error.message.removeprefix("line: ")) from error


def _submission(part: Part) -> RemoteSubmission:
    _only(part, SUBMISSION)
    verdict = _word(part, "verdict", tuple(Verdict))
    runtime, memory = part.get("runtime_ms"), part.get("memory_kb")
    language, case, code = part.get("language"), part.get("failing_case"), part.get("code")
    said = part.get("said")
    return RemoteSubmission(
        platform=PLATFORM,
        external_id=_identifier(part["id"]),
        problem=_problem(part["problem"]),
        verdict=Verdict(verdict),
        said=safe_line(said.text()) if said else verdict,
        at=_moment(part["at"]),
        language=language_of(language.text()) if language else None,
        runtime_ms=runtime.digits() if runtime else None,
        memory_kb=memory.digits() if memory else None,
        code=code.text() if code else None,
        failing_case=safe_text(case.text()) if case else None,
    )


def _problem(part: Part) -> RemoteProblem:
    """A slug alone, or an object that names the problem in at least one way."""
    if isinstance(part.value, str):
        return RemoteProblem(PLATFORM, slug=safe_line(part.filled()), elsewhere=CATALOGUE)
    _only(part, PROBLEM)
    if not any(part.get(name) for name in ("slug", "number", "title", "url")):
        raise part.error("expected one of slug, number, title and url")
    number, topics = part.get("number"), part.get("topics")
    difficulty, platform = part.get("difficulty"), _line(part, "platform")
    return RemoteProblem(
        platform or PLATFORM,
        slug=_line(part, "slug"),
        number=number.digits() if number else None,
        title=_line(part, "title"),
        url=_line(part, "url"),
        difficulty=_word(part, "difficulty", DIFFICULTIES) if difficulty else None,
        topics=tuple(safe_line(each.filled()) for each in topics.rows()) if topics else (),
        elsewhere=() if platform else CATALOGUE,
    )


def _activity(part: Part) -> RemoteActivity:
    _only(part, ACTIVITY)
    count = part.get("count")
    return RemoteActivity(
        platform=PLATFORM,
        external_id=_identifier(part["id"]),
        at=_moment(part["at"]),
        kind=safe_line(part["activity"].filled()),
        subject=safe_line(part["subject"].filled()),
        count=count.digits() if count else 1,
        url=_line(part, "url"),
    )


def _only(part: Part, fields: Iterable[str]) -> None:
    part.get("")  # says so when this is no object
    unknown = sorted(set(part.value) - set(fields))
    if unknown:
        raise part.error(f"{safe_line(unknown[0])} is no field here: {', '.join(fields)}")


def _line(part: Part, field: str) -> str | None:
    found = part.get(field)
    return safe_line(found.filled()) if found else None


def _word(part: Part, field: str, words: Iterable[str]) -> str:
    said = part[field].text().lower()
    if said not in words:
        raise part[field].error(f"expected one of {', '.join(words)}")
    return said


def _identifier(part: Part) -> str:
    if isinstance(part.value, int):
        return str(part.digits())
    said = safe_line(part.filled())
    if len(said) > 200:
        raise part.error("expected at most 200 characters")
    return said


def _moment(part: Part) -> datetime:
    return part.iso() if isinstance(part.value, str) else part.moment()
