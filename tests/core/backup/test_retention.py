"""Which backups stay: the rule as properties, and a year of days."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from maang.core.backup.models import Why
from maang.core.backup.retention import DAYS, FRESH, GUARDED, MONTHS, WEEKS, Kept, surplus

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def kept(at: datetime, why: Why = Why.DAILY) -> Kept:
    return Kept(f"{at:%Y%m%dT%H%M%S}-{why.value}", "0", at, why)


moments = st.integers(0, 400 * 86_400).map(lambda seconds: NOW - timedelta(seconds=seconds))
collections = st.lists(st.builds(kept, moments, st.sampled_from(Why)), unique_by=lambda it: it.file)


def left(backups: list[Kept], *, now: datetime = NOW) -> list[Kept]:
    gone = surplus(backups, now=now)
    return [each for each in backups if each not in gone]


@given(collections)
def test_the_newest_is_never_removed(backups: list[Kept]) -> None:
    newest = max(backups, key=lambda each: each.made_at, default=None)

    assert newest is None or newest.made_at in {each.made_at for each in left(backups)}


@given(collections)
def test_what_is_fresh_stays(backups: list[Kept]) -> None:
    assert all(NOW - each.made_at > FRESH for each in surplus(backups, now=NOW))


@given(collections)
def test_what_guards_a_change_stays_a_week(backups: list[Kept]) -> None:
    gone = surplus(backups, now=NOW)

    assert not [each for each in gone if each.why.guards and NOW - each.made_at <= GUARDED]


@given(collections)
def test_the_rest_is_no_more_than_the_days_weeks_and_months(backups: list[Kept]) -> None:
    old = [each for each in left(backups) if NOW - each.made_at > GUARDED]

    assert len(old) <= DAYS + WEEKS + MONTHS


@given(collections)
def test_a_second_look_removes_nothing_more(backups: list[Kept]) -> None:
    assert surplus(left(backups), now=NOW) == []


def test_a_year_of_days_leaves_a_week_a_month_and_half_a_year() -> None:
    backups: list[Kept] = []
    for day in range(365):
        now = NOW + timedelta(days=day)
        backups = left([*backups, kept(now)], now=now)

    ages = [(now - each.made_at).days for each in reversed(backups)]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(ages) <= DAYS + WEEKS + MONTHS
    assert 120 < ages[-1] < 190
