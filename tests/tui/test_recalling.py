"""What a search of memory is narrowed down to, key by key."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from maang.core.calendar import Calendar
from maang.tui.recalling import SPANS, MemoryFilters

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAYS = Calendar(ZoneInfo("UTC"), 4)


def test_a_key_goes_through_the_spans_and_back_to_all() -> None:
    seen, filters = [], MemoryFilters()
    for _ in range(len(SPANS) + 1):
        filters = filters.turned("since")
        seen.append(filters.since)

    assert seen == [*SPANS, None]


def test_a_span_begins_with_a_day_of_the_person() -> None:
    wanted = MemoryFilters(since="last 7 days").wanted(NOON, DAYS)

    assert wanted["since"] == datetime(2026, 3, 4, 4, tzinfo=UTC)
    assert MemoryFilters(since="today").wanted(NOON, DAYS)["since"].day == 10


def test_one_key_leaves_only_notes_and_takes_that_away_again() -> None:
    notes = MemoryFilters(company="acme").turned("notes")

    assert (notes.kind, notes.company) == ("note", "acme")
    assert notes.turned("notes") == MemoryFilters(company="acme")


def test_what_is_picked_is_said_and_asked_for() -> None:
    filters = MemoryFilters().picked("problem", "two-sum")

    assert filters.any
    assert filters.said("problem") == "two-sum"
    assert filters.wanted(NOON, DAYS)["problem"] == "two-sum"
    assert not filters.picked("problem", None).any
