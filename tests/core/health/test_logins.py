"""What the doctor says of logins."""

from datetime import UTC, datetime, timedelta

import pytest

from maang.core.accounts.models import Shown, Source
from maang.core.health.logins import findings
from maang.core.health.models import Finding, Level

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def a_login(ends: datetime | None, problem: str | None = None) -> Shown:
    return Shown("leetcode", "ada", Source.KEYRING, "the keyring", "wxyz", ends, problem)


@pytest.mark.parametrize(
    ("left", "level", "said"),
    [
        (timedelta(days=9), Level.OK, "...wxyz from the keyring, until 2026-03-19"),
        (timedelta(days=3), Level.NOTE, "...wxyz from the keyring, ends on 2026-03-13"),
        (timedelta(0), Level.PROBLEM, "...wxyz from the keyring, ended on 2026-03-10"),
    ],
)
def test_the_nearer_the_end_the_louder(left: timedelta, level: Level, said: str) -> None:
    (found,) = findings([a_login(NOW + left)], now=NOW)
    assert (found.level, found.what) == (level, said)


def test_a_secret_that_does_not_say_its_end_is_fine() -> None:
    (found,) = findings([a_login(None)], now=NOW)
    assert found == Finding("leetcode login", Level.OK, "...wxyz from the keyring")


def test_a_secret_that_cannot_be_read_is_a_problem_with_what_to_do() -> None:
    (found,) = findings([a_login(None, "kept in the file: gone")], now=NOW)
    assert found == Finding(
        "leetcode login", Level.PROBLEM, "kept in the file: gone", "maang login leetcode"
    )


def test_a_user_name_alone_is_fine() -> None:
    (found,) = findings([Shown("atcoder", "tourist", None, None, None, None)], now=NOW)
    assert found.what == "tourist, only what is public"


def test_a_platform_that_needs_none_says_what_it_reads() -> None:
    (found,) = findings([Shown("jsonlines", None, None, "/feed", None, None)], now=NOW)
    assert found.what == "none needed: it reads /feed"
