"""The conformance suite sees what it is there to see: each way to break a rule is caught."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest

from maang.core.sync import conformance
from maang.core.sync.conformance import Make
from maang.core.sync.models import Cursor, RemotePage, RemoteProblem, RemoteSubmission, Verdict

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def a_row(number: int) -> RemoteSubmission:
    at = NOON + timedelta(minutes=number)
    problem = RemoteProblem("small", slug="p")
    return RemoteSubmission("small", str(number), problem, Verdict.ACCEPTED, "OK", at)


Break = Callable[[RemotePage, int], RemotePage]


@dataclass
class Small:
    """A right platform of three pages of two rows, with one thing broken."""

    broken: Break = lambda page, _: page
    skip: int = 0
    stay: bool = False
    name: ClassVar[str] = "small"

    def pages(self, *, cursor: Cursor | None, full: bool) -> Iterator[RemotePage]:
        begin = int((cursor or {}).get("next", 0))
        if full and begin >= 6:
            begin = 0
        if begin:
            begin = 0 if self.stay else begin + self.skip
        for first in range(begin, 6, 2) or (6,):
            rows = tuple(a_row(number) for number in range(first, min(first + 2, 6)))
            page = RemotePage(rows, [each.external_id for each in rows], {"next": first + 2})
            yield self.broken(page, first)


def small(**broken: Any) -> Make:
    return lambda: Small(**broken)


def changed(**fields: Any) -> Break:
    def break_(page: RemotePage, _: int) -> RemotePage:
        rows = tuple(replace(each, **fields) for each in page.submissions)
        return replace(page, submissions=rows)

    return break_


def test_a_right_platform_passes() -> None:
    conformance.check(small())


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"broken": changed(external_id="1")}, "given twice"),
        ({"broken": changed(at=datetime(2026, 3, 10))}, "without an offset"),
        ({"broken": changed(platform="other")}, "says it is from other"),
        ({"broken": changed(said=" ")}, "does not keep what the judge said"),
        ({"broken": changed(problem=RemoteProblem("small"))}, "nobody can tell which problem"),
        ({"broken": lambda page, _: replace(page, submissions=())}, "no row came"),
        ({"broken": lambda page, _: replace(page, cursor={"at": NOON, **page.cursor})}, "not JSON"),
        ({"broken": lambda page, _: replace(page, raw=NOON)}, "not JSON"),
        ({"skip": 1}, "lost: submission 2"),
        ({"skip": -1}, "doubled: submission 1"),
        ({"stay": True}, "doubled"),
    ],
)
def test_a_broken_one_is_caught(broken: dict[str, Any], said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        conformance.check(small(**broken))
