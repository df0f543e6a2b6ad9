"""LeetCode's pages as rows (rules): the signed list, the older REST list, what anyone may see."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from maang.core.cleaning import safe_line, safe_text
from maang.core.sync.models import RemoteProblem, RemoteSubmission, Verdict
from maang.core.sync.platforms.languages import language_of
from maang.core.sync.platforms.newest_first import Listing, Row
from maang.core.sync.platforms.shapes import Part

NAME = "LeetCode"

PLATFORM = "leetcode"

LONGEST_CASE = 10_000
"""Characters kept of a failing case; some inputs are megabytes long."""

_VERDICTS = {
    "accepted": Verdict.ACCEPTED,
    "wrong answer": Verdict.WRONG_ANSWER,
    "time limit exceeded": Verdict.TIME_LIMIT,
    "memory limit exceeded": Verdict.MEMORY_LIMIT,
    "output limit exceeded": Verdict.OUTPUT_LIMIT,
    "runtime error": Verdict.RUNTIME_ERROR,
    "compile error": Verdict.COMPILE_ERROR,
}

_AMOUNT = re.compile(r"\s*([0-9]{1,9}(?:\.[0-9]{1,6})?)\s*(ms|s|kb|mb|gb)\s*", re.IGNORECASE)
_MS = {"ms": 1, "s": 1000}
_KB = {"kb": 1, "mb": 1024, "gb": 1024 * 1024}
_UNSETTLED = ("", "pending", "started", "judging")


def signed_listing(reply: Any) -> Listing | None:
    """A page of `submissionList`; None where LeetCode gives null instead of the list.

    Like all here, it raises SchemaChanged for a shape it does not know.
    """
    found = Part(reply, name=NAME)["data"].get("submissionList")
    if found is None:
        return None
    rows = tuple(_row(each, slug="titleSlug", said="statusDisplay") for each in _list(found))
    return Listing(rows, found["hasNext"].flag(), reply)


def rest_listing(reply: Any) -> Listing:
    """A page of `/api/submissions/`, which holds the code too."""
    page = Part(reply, name=NAME)
    rows = page["submissions_dump"].rows()
    return Listing(
        tuple(_row(each, slug="title_slug", said="status_display") for each in rows),
        page["has_next"].flag(),
        reply,
    )


def recent_rows(reply: Any, field: str) -> tuple[Row, ...] | None:
    """The rows of `recentSubmissionList` or `recentAcSubmissionList`; None where it is null."""
    found = Part(reply, name=NAME)["data"].get(field)
    if found is None:
        return None
    return tuple(_row(each, slug="titleSlug", said="statusDisplay") for each in found.rows())


def with_details(submission: RemoteSubmission, details: Any) -> RemoteSubmission:
    """The submission with the code and, where it failed, the case it failed on.

    `details` is the reply to `submissionDetails`; LeetCode gives null for what it no longer shows.
    """
    found = Part(details, name=NAME)["data"].get("submissionDetails")
    if found is None:
        return submission
    failed = submission.verdict is not Verdict.ACCEPTED
    return replace(
        submission,
        code=_code(found) or submission.code,
        failing_case=_failing_case(found) if failed else None,
    )


def errors_of(reply: Any) -> tuple[str, ...]:
    """What LeetCode complains of in a reply that came with status 200."""
    found = Part(reply, name=NAME).get("errors")
    if found is None:
        return ()
    return tuple(safe_line(each["message"].text()) for each in found.rows())


def _list(found: Part) -> list[Part]:
    return found["submissions"].rows()


def _row(part: Part, *, slug: str, said: str) -> Row:
    key = part["id"].digits()
    if _is_pending(part, said):
        return Row(key, None)
    return Row(key, _submission(part, key, slug=part[slug].filled(), said=part[said].filled()))


def _submission(part: Part, key: int, *, slug: str, said: str) -> RemoteSubmission:
    title, language = _text(part, "title"), _text(part, "lang")
    number = part.get("frontend_id")
    name = safe_line(slug)
    return RemoteSubmission(
        platform=PLATFORM,
        external_id=str(key),
        problem=RemoteProblem(
            PLATFORM,
            slug=name,
            number=number.digits() if number else None,
            title=safe_line(title) if title else None,
            url=f"https://leetcode.com/problems/{name}/",
        ),
        verdict=_VERDICTS.get(said.strip().lower(), Verdict.OTHER),
        said=safe_line(said),
        at=part["timestamp"].moment(),
        language=language_of(language) if language else None,
        runtime_ms=_amount(part, "runtime", _MS),
        memory_kb=_amount(part, "memory", _KB),
        code=_code(part),
    )


def _is_pending(part: Part, said: str) -> bool:
    """Whether the judge is still at it: no verdict yet, or the list does not say "Not Pending"."""
    if part[said].value is None or part[said].text().strip().lower() in _UNSETTLED:
        return True
    pending = part.get("isPending") or part.get("is_pending")
    if pending is None:
        return False
    if isinstance(pending.value, bool):
        return pending.value
    return pending.text().strip().lower() != "not pending"


def _failing_case(found: Part) -> str | None:
    parts = {
        "error": _text(found, "compileError") or _text(found, "runtimeError"),
        "input": _text(found, "lastTestcase"),
        "expected": _text(found, "expectedOutput"),
        "got": _text(found, "codeOutput"),
    }
    said = [f"{name}: {text}" for name, text in parts.items() if text]
    return _shortened("\n".join(said)) if said else None


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_CASE:
        return text
    return f"{text[:LONGEST_CASE]}… ({len(text) - LONGEST_CASE} more characters)"


def _code(part: Part) -> str | None:
    found = part.get("code")
    return found.text() or None if found else None


def _text(part: Part, field: str) -> str | None:
    found = part.get(field)
    return (safe_text(found.text()) or None) if found else None


def _amount(part: Part, field: str, units: Mapping[str, int]) -> int | None:
    """`4 ms` and `16.5 MB` in the smallest unit; `N/A` and what has no unit is unknown."""
    found = part.get(field)
    match = _AMOUNT.fullmatch(found.text()) if found else None
    if match is None or match[2].lower() not in units:
        return None
    return round(float(match[1]) * units[match[2].lower()])
