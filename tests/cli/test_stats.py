"""`maang stats`: where one stands, and how much that rests on."""

import json
from datetime import timedelta

from maang.core.sync.models import RemoteActivity
from tests.conftest import NOON, Cli, FrozenClock
from tests.core.sync.reading import plug
from tests.fakes.recorded import Recorded

FIELDS = [
    "attempts", "solved", "by_difficulty", "by_pattern", "minutes", "streak", "last_30_days",
    "reviews", "elsewhere", "calibration",
]  # fmt: skip
"""What scripts rely on, in this order."""


def test_json_has_the_promised_fields(cli: Cli) -> None:
    cli("log", "two-sum", "-m", "18")

    value = json.loads(cli("stats", "--json").out)

    assert list(value) == FIELDS
    assert value["by_difficulty"]["easy"] == {"solved": 1, "attempted": 1, "n": 1}
    assert value["by_pattern"] == {"Arrays & Hashing": {"solved": 1, "attempted": 1, "n": 1}}
    assert value["streak"] == {"days": 1, "today_done": True}
    assert value["last_30_days"][-1] == {"date": "2026-03-10", "attempts": 1, "minutes": 18}
    assert value["reviews"] == {"due": 0, "retention_observed": None, "n": 0}


def test_before_the_first_log_it_says_where_to_begin(cli: Cli) -> None:
    result = cli("stats")

    assert (result.code, result.out) == (
        0,
        "nothing logged yet; `maang log PROBLEM` is where it begins\n",
    )


def test_the_page_at_forty_columns(cli: Cli, clock: FrozenClock) -> None:
    clock.moment = NOON - timedelta(days=2)
    cli("log", "two-sum", "-m", "50", "--outcome", "failed")
    clock.moment = NOON
    cli("log", "two-sum", "-m", "18")
    cli("log", "3sum", "-m", "70", "--outcome", "gave-up")
    cli.env["COLUMNS"] = "40"

    page = [line.rstrip() for line in cli("stats").out.splitlines()]

    assert page == [
        "1 problem solved in 3 attempts",
        "2 h 18 logged",
        "streak 1 day",
        "",
        "difficulty  solved  tries",
        "easy        1 of 1      2  ##########",
        "medium      0 of 1      1  ..........",
        "hard        0 of 0      0  -",
        "",
        "pattern           solved  tries",
        "Arrays & Hashing  1 of 1      2",
        "Two Pointers      0 of 1      1",
        "",
        "last 30 days",
        "...........................1.2",
        "3 attempts on 2 days, 2 h 18",
        "",
        "0 cards due; recalled 100 % of 1 review",
        "(few)",
        "calibration after 99 more reviews (there",
        "are 1)",
    ]


def test_unknown_retention_is_called_unknown(cli: Cli) -> None:
    cli("log", "two-sum")

    assert "recalled unknown" in cli("stats").out


def test_a_sample_of_five_is_no_longer_called_small(cli: Cli, clock: FrozenClock) -> None:
    for _ in range(5):
        cli("log", "two-sum")
        clock.forward(days=1)
    assert "of 4 reviews (few)" in cli("stats").out

    cli("log", "two-sum")

    assert "recalled 100 % of 5 reviews\n" in cli("stats").out


def test_no_line_is_wider_than_forty_columns(cli: Cli) -> None:
    for slug in ("two-sum", "coin-change", "lru-cache", "word-break", "number-of-islands"):
        cli("log", slug, "-m", "130")
    cli.env["COLUMNS"] = "40"

    assert max(len(line) for line in cli("stats").out.splitlines()) <= 40


def test_what_was_done_elsewhere_has_a_line_of_its_own(cli: Cli) -> None:
    told_of(cli, *(("push", f"e{hours}", hours, 1) for hours in (1, 2, 50)), ("talk", "t", 9, 1))

    page = cli("stats").out
    assert "github: 3 pushes on 2 days\ngithub: 1 talk on 1 day\n" in page
    assert json.loads(cli("stats", "--json").out)["elsewhere"][0] == {
        "platform": "github", "kind": "push", "count": 3, "days": 2, "last": "2026-03-10",
    }  # fmt: skip


def test_what_is_older_than_the_thirty_days_is_left_out(cli: Cli) -> None:
    told_of(cli, ("push", "e1", 24 * 31, 1))

    assert json.loads(cli("stats", "--json").out)["elsewhere"] == []


def test_what_was_taken_back_is_not_counted(cli: Cli) -> None:
    told_of(cli, ("push", "e1", 1, 1))
    cli("undo")

    assert json.loads(cli("stats", "--json").out)["elsewhere"] == []


def test_a_day_that_has_grown_counts_as_it_is_now(cli: Cli) -> None:
    told_of(cli, ("contributions", "contributions-2026-03-09", 24, 3))
    told_of(cli, ("contributions", "contributions-2026-03-09", 24, 5))
    told_of(cli, ("contributions", "contributions-2026-03-09", 24, 4))

    (one,) = json.loads(cli("stats", "--json").out)["elsewhere"]
    assert (one["count"], one["days"]) == (5, 1)
    assert [run.changed for run in cli.core.sync.runs()] == [0, 1, 0]


def told_of(cli: Cli, *rows: tuple[str, str, float, int]) -> None:
    """Sync with a platform that tells of those: kind, key, hours ago, count."""
    activities = [
        RemoteActivity("github", key, NOON - timedelta(hours=hours), kind, "ada", count)
        for kind, key, hours, count in rows
    ]
    plug(cli.core, Recorded([[]], activities=activities))
    cli("sync", "leetcode", "--full")
    cli.clock.forward(minutes=1)
