"""`maang stats`: where one stands, and how much that rests on."""

import json
from datetime import timedelta

from tests.conftest import NOON, Cli, FrozenClock

FIELDS = [
    "attempts", "solved", "by_difficulty", "by_pattern", "minutes", "streak", "last_30_days",
    "reviews",
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

    assert cli("stats").out.endswith("recalled 100 % of 5 reviews\n")


def test_no_line_is_wider_than_forty_columns(cli: Cli) -> None:
    for slug in ("two-sum", "coin-change", "lru-cache", "word-break", "number-of-islands"):
        cli("log", slug, "-m", "130")
    cli.env["COLUMNS"] = "40"

    assert max(len(line) for line in cli("stats").out.splitlines()) <= 40
