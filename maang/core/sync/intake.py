"""(rules) A page as an adapter read it → rows that can be kept: checked, cleaned, each once."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from maang.core.cleaning import REPLACEMENT, safe_line, safe_text
from maang.core.practice.entries import LONGEST_LINE, LONGEST_TEXT
from maang.core.practice.models import Attempt, Judged, Outcome, Try
from maang.core.sync.errors import SchemaChanged
from maang.core.sync.models import RemoteActivity, RemotePage, RemoteSubmission, Verdict

LONGEST_KEY = 200
"""Characters of a platform's own key for something."""

LARGEST = 2**31 - 1
"""What a column of milliseconds, kilobytes or counts holds."""

AHEAD = timedelta(minutes=10)
"""How far a platform's clock may go before ours."""

_UNKEPT = re.compile(r"\\u(?:0000|d[89a-f])", re.IGNORECASE)
"""In JSON: what PostgreSQL keeps in no text, NUL and halves of a character."""


def submissions(page: RemotePage) -> tuple[RemoteSubmission, ...]:
    """The page's submissions, each once. Raises SchemaChanged for one that cannot be."""
    found: dict[tuple[str, str], RemoteSubmission] = {}
    for one in page.submissions:
        _check(one.platform, one.external_id, one.at)
        found.setdefault((one.platform, one.external_id), _cleaned(one))
    return tuple(found.values())


def activities(page: RemotePage) -> Iterator[RemoteActivity]:
    """The page's activities. Raises SchemaChanged for one that cannot be."""
    for one in page.activities:
        _check(one.platform, one.external_id, one.at)
        yield replace(
            one,
            kind=_line(one.kind) or "activity",
            subject=_line(one.subject) or "",
            count=max(0, min(one.count, LARGEST)),
            url=_line(one.url),
        )


def together(pages: Sequence[RemotePage], *, now: datetime) -> RemotePage:
    """Some pages as one, with a word on the clock where it is wrong; `raw` are those with rows,
    each as JSON. Raises SchemaChanged."""
    rows = tuple(row for page in pages for row in page.submissions)
    notes = tuple(note for page in pages for note in page.notes)
    return RemotePage(
        submissions=rows,
        raw=[raw_json(page.raw) for page in pages if page.submissions or page.activities],
        cursor=pages[-1].cursor,
        activities=tuple(one for page in pages for one in page.activities),
        notes=(*notes, *clock_note(rows, now=now)),
        seen=sum(page.seen for page in pages),
    )


def raw_json(raw: Any) -> str:
    """A raw page as JSON that PostgreSQL takes. Raises SchemaChanged for what is no JSON."""
    try:
        text = json.dumps(raw, allow_nan=False)
        return json.dumps(_keepable(raw)) if _UNKEPT.search(text) else text
    except (TypeError, ValueError) as error:
        raise SchemaChanged(f"the page is no JSON: {error}") from error


def clock_note(rows: Iterable[RemoteSubmission], *, now: datetime) -> tuple[str, ...]:
    """That this machine's clock is behind, where a submission lies in its future."""
    newest = max((one.at for one in rows), default=now)
    if newest - now <= AHEAD:
        return ()
    return (f"a submission is of {newest.isoformat()}, later than now: is this clock right?",)


def as_try(one: RemoteSubmission, *, key: UUID, problem_id: UUID) -> Try:
    """A new submission, in brief."""
    outcome = outcome_of(one.verdict)
    return Try(key, key, problem_id, one.at, outcome, one.verdict.value, False, False)


def outcome_of(verdict: Verdict) -> Outcome:
    """What a verdict makes of a try: only what was accepted is solved."""
    return Outcome.SOLVED if verdict is Verdict.ACCEPTED else Outcome.FAILED


def restated(one: Try, *, event: UUID, facts: Mapping[str, Any]) -> Try:
    """A try after a further statement of it."""
    return replace(
        one,
        event=event,
        at=facts.get("at", one.at),
        outcome=Outcome(facts.get("outcome", one.outcome)),
        verdict=facts.get("verdict", one.verdict),
    )


def statement(one: RemoteSubmission) -> dict[str, Any]:
    """The columns of an attempt that a submission says."""
    return {
        "at": one.at,
        "outcome": outcome_of(one.verdict).value,
        "minutes": None,
        "hints": 0,
        "mistakes": [],
        **dict.fromkeys(("approach", "time", "space", "note", "company")),
        "code": one.code,
        "language": one.language,
        **by_judge(one),
    }


def by_judge(one: RemoteSubmission) -> dict[str, Any]:
    """The columns that are a judge's alone, and whose they are."""
    return {
        "source": one.platform,
        "external_id": one.external_id,
        "verdict": one.verdict.value,
        "runtime_ms": one.runtime_ms,
        "memory_kb": one.memory_kb,
        "failing_case": one.failing_case,
    }


def joined(one: RemoteSubmission, attempt: Attempt) -> dict[str, Any]:
    """What a submission adds to an attempt logged by hand: the person's words are kept, the time
    is the judge's. Code and language go together, for a logged language may be a mere default."""
    code = {} if attempt.code else {"code": one.code, "language": one.language or attempt.language}
    return {"at": one.at, **code, **by_judge(one)}


def more(one: RemoteSubmission, known: Judged) -> dict[str, Any]:
    """What a submission says now that was not known of it; empty for nothing new."""
    said = {
        "runtime_ms": (one.runtime_ms, known.runtime_ms != one.runtime_ms),
        "memory_kb": (one.memory_kb, known.memory_kb != one.memory_kb),
        "code": (one.code, not known.code),
        "language": (one.language, known.language is None),
        "failing_case": (one.failing_case, not known.failing_case),
    }
    found = {name: value for name, (value, new) in said.items() if new and value is not None}
    if one.verdict.value != known.verdict and one.verdict is not Verdict.OTHER:
        found |= {"verdict": one.verdict.value, "outcome": outcome_of(one.verdict).value}
    return found


def _check(platform: str, external_id: str, at: datetime) -> None:
    if not platform or not external_id or len(external_id) > LONGEST_KEY:
        raise SchemaChanged(
            f"{platform or 'a platform'} gives a row without a key", hint="look for a newer maang"
        )
    if at.tzinfo is None:
        raise SchemaChanged(f"{platform} gives {external_id} a time without a zone")


def _cleaned(one: RemoteSubmission) -> RemoteSubmission:
    return replace(
        one,
        external_id=safe_line(one.external_id),
        language=_line(one.language),
        runtime_ms=_count(one.runtime_ms),
        memory_kb=_count(one.memory_kb),
        code=_text(one.code),
        failing_case=_text(one.failing_case),
    )


def _line(text: str | None) -> str | None:
    return safe_line(text)[:LONGEST_LINE] or None if text else None


def _text(text: str | None) -> str | None:
    return safe_text(text[:LONGEST_TEXT]).rstrip() or None if text else None


def _count(value: int | None) -> int | None:
    return value if value is not None and 0 <= value <= LARGEST else None


def _keepable(value: Any) -> Any:
    if isinstance(value, str):
        whole = value.replace("\0", REPLACEMENT)
        return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_keepable(name): _keepable(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_keepable(item) for item in value]
    return value
