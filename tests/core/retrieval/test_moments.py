"""Words that mean a stretch of time are read; words that only look so are not."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.retrieval.moments import stretch_in

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("what did I solve yesterday?", (2026, 11, 17), (2026, 11, 17)),
        ("notes of last Saturday", (2026, 11, 14), (2026, 11, 14)),
        ("which topic did I read last weekend", (2026, 11, 14), (2026, 11, 15)),
        ("what happened last week", (2026, 11, 9), (2026, 11, 15)),
        ("offers in the last seven days", (2026, 11, 11), (2026, 11, 18)),
        ("what did I give up on in December?", (2025, 12, 1), (2025, 12, 31)),
        ("in March 2025", (2025, 3, 1), (2025, 3, 31)),
        ("at the beginning of September", (2026, 9, 1), (2026, 9, 10)),
        ("in the second half of August", (2026, 8, 16), (2026, 8, 31)),
        ("on 3 November last year", (2025, 11, 3), (2025, 11, 3)),
        ("on December 24th", (2025, 12, 24), (2025, 12, 24)),
        ("between Christmas and New Year", (2025, 12, 24), (2026, 1, 1)),
        ("stories of this autumn", (2026, 9, 1), (2026, 11, 30)),
        ("what changed last autumn", (2025, 9, 1), (2025, 11, 30)),
        ("two weeks ago", (2026, 11, 1), (2026, 11, 7)),
        ("what did I log on 2026-02-03", (2026, 2, 3), (2026, 2, 3)),
        ("everything of last month", (2026, 10, 1), (2026, 10, 31)),
    ],
)
def test_a_question_about_time_names_its_days(
    question: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    found = stretch_in(question, now=NOW, zone=BERLIN)

    assert found is not None
    assert found.start.astimezone(BERLIN).date() == date(*first)
    assert (found.end.astimezone(BERLIN) - timedelta(hours=1)).date() == date(*last)


@pytest.mark.parametrize(
    "question",
    [
        "which side may move first",
        "the second pointer marches on",
        "fall back to polling",
        "spring framework",
        "what is the last element",
        "the sum of the last two digits",
        "on 31 June",
        "2 sum",
    ],
)
def test_a_question_that_says_nothing_of_time_has_none(question: str) -> None:
    assert stretch_in(question, now=NOW, zone=BERLIN) is None


@given(st.text(max_size=80), st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)))
def test_whatever_is_typed_a_stretch_begins_before_it_ends(text: str, now: datetime) -> None:
    found = stretch_in(text, now=now.replace(tzinfo=UTC), zone=BERLIN)

    assert found is None or found.start < found.end
