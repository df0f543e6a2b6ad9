"""The page of the day: what is due, what comes next, and what it adds up to."""

from dataclasses import replace
from datetime import date, timedelta

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry, Outcome
from tests.conftest import NOON, FrozenClock

LIST = "blind-75"


def solve(core: Core, slug: str, **said: object) -> None:
    core.practice.log(slug, Entry(**said))  # type: ignore[arg-type]


def test_an_untouched_list_offers_its_first_problems(core: Core) -> None:
    page = core.today.page()

    assert [item.problem.slug for item in page.next] == [
        "contains-duplicate",
        "valid-anagram",
        "two-sum",
    ]
    assert page.next[0].reason == f"next in {LIST}, 0 of 75 solved"
    assert (page.due, page.streak.days) == ([], 0)


def test_what_was_tried_is_no_longer_next(core: Core) -> None:
    solve(core, "contains-duplicate")
    solve(core, "valid-anagram", outcome=Outcome.FAILED)

    page = core.today.page()

    assert page.next[0].problem.slug == "two-sum"
    assert page.next[0].reason == f"next in {LIST}, 1 of 75 solved"


def test_the_minutes_are_those_of_what_is_due_and_of_the_first_problem(
    core: Core, clock: FrozenClock
) -> None:
    solve(core, "3sum", outcome=Outcome.FAILED)  # medium: 35 minutes
    clock.forward(days=2)

    page = core.today.page()

    assert [item.problem.slug for item in page.due] == ["3sum"]
    assert page.minutes_total == 35 + 20  # contains-duplicate is easy


def test_a_streak_lasts_until_the_day_is_over(core: Core, clock: FrozenClock) -> None:
    solve(core, "two-sum")
    clock.forward(days=1)
    still = core.today.page().streak
    clock.forward(days=1)
    over = core.today.page().streak

    assert (still.days, still.today_done) == (1, False)
    assert over.days == 0


def test_before_the_day_begins_it_is_still_yesterday(core: Core, clock: FrozenClock) -> None:
    clock.moment = NOON.replace(hour=3)  # days begin at four

    assert core.today.page().date == date(2026, 3, 9)


def test_a_list_that_does_not_exist_is_a_notice_and_no_failure(core: Core) -> None:
    page = replace(core.today, active_list="no-such-list").page()

    assert page.next == []
    assert "no-such-list" in page.notices[0]


def test_an_interview_is_shown_until_its_day(core: Core, clock: FrozenClock) -> None:
    today = replace(core.today, interview=date(2026, 3, 12), company="google")

    (coming,) = today.page().scheduled
    clock.moment = NOON + timedelta(days=3)

    assert (coming.what, coming.days) == ("interview at google", 2)
    assert today.page().scheduled == []
