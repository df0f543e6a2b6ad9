"""One line of JSON Lines, right and wrong."""

from datetime import UTC, datetime

import pytest

from maang.core.errors import Invalid
from maang.core.sync.models import RemoteActivity, RemoteSubmission, Verdict
from maang.core.sync.platforms.json_line import parse_line
from tests.core.sync.platforms.sites import a_line


def test_a_whole_line_says_everything() -> None:
    whole = a_line(
        problem={"platform": "leetcode", "slug": "two-sum", "number": 1, "title": "Two Sum"},
        verdict="wrong_answer",
        said="WA on 3",
        language="Python3",
        runtime_ms=4,
        memory_kb=100,
        code="x\n",
        failing_case="[1]",
    )
    row = parse_line(whole)
    assert isinstance(row, RemoteSubmission)
    assert (row.problem.platform, row.problem.number, row.verdict, row.said, row.language) == (
        "leetcode",
        1,
        Verdict.WRONG_ANSWER,
        "WA on 3",
        "python",
    )


@pytest.mark.parametrize(
    ("problem", "elsewhere"),
    [
        ("two-sum", ("leetcode",)),
        ({"slug": "two-sum"}, ("leetcode",)),
        ({"slug": "two-sum", "platform": "own"}, ()),
    ],
)
def test_a_slug_without_a_platform_may_be_the_catalogues(
    problem: object, elsewhere: tuple[str, ...]
) -> None:
    row = parse_line(a_line(problem=problem))
    assert isinstance(row, RemoteSubmission)
    assert row.problem.elsewhere == elsewhere


def test_a_time_keeps_its_moment() -> None:
    row = parse_line(a_line())
    assert row.at == datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_a_line_may_be_an_activity() -> None:
    row = parse_line('{"id": "x", "at": 1770000000, "activity": "talk", "subject": "Meetup"}')
    assert isinstance(row, RemoteActivity)
    assert (row.kind, row.subject, row.count) == ("talk", "Meetup", 1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[]", "expected an object"),
        ('{"id": 1}', "there is no"),
        (a_line(at="2026-03-10T13:00:00"), "at: expected a moment with its offset"),
        (a_line(at="noon"), "at: expected a moment"),
        (a_line(verdict="great"), "verdict: expected one of accepted"),
        (a_line(problem={}), "problem: expected one of slug, number, title and url"),
        (a_line(problem={"slug": "a", "difficulty": "fun"}), "difficulty: expected one of easy"),
        (a_line(number=""), "id: expected a text"),
        (a_line(runtime_ms=-1), "runtime_ms: expected"),
        (a_line(minutes=3), "minutes is no field here"),
        (a_line(number=True), "id: expected"),
        ('{"id": NaN}', "this is no JSON"),
    ],
)
def test_a_wrong_line_says_what_is_wrong_with_it(line: str, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_line(line)
    assert said in caught.value.message
