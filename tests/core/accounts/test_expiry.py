"""Which logins are worth a word before they end."""

from datetime import UTC, datetime, timedelta

import pytest

from maang.core.accounts.expiry import Expiring, expiring
from maang.core.accounts.models import Credential

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def a_login(platform: str, ends: datetime | None) -> Credential:
    return Credential(platform, "ada", None, ends)


def test_a_login_that_ends_later_is_passed_over() -> None:
    assert expiring([a_login("leetcode", NOW + timedelta(days=3, seconds=1))], now=NOW) == []


def test_a_login_that_does_not_say_is_passed_over() -> None:
    assert expiring([a_login("github", None)], now=NOW) == []


def test_the_first_to_end_comes_first() -> None:
    known = [a_login("b", NOW + timedelta(days=2)), a_login("a", NOW - timedelta(days=1))]
    assert [each.platform for each in expiring(known, now=NOW)] == ["a", "b"]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(0), "has ended"),
        (timedelta(minutes=59), "ends in 0 h"),
        (timedelta(hours=47, minutes=59), "ends in 47 h"),
        (timedelta(hours=71), "ends in 2 days"),
    ],
)
def test_it_says_how_long_and_what_to_do(left: timedelta, said: str) -> None:
    found = Expiring("leetcode", NOW + left, ended=left <= timedelta(0))
    assert found.told(at=NOW) == f"the leetcode login {said}: maang login leetcode"
