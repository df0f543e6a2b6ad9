"""Plots drawn as text: right in their figures, and never wider than they are told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from maang.core.forecasts.models import ForecastDay
from maang.core.stats.models import DayTotals, Standing
from maang.tui import plots

SUNDAY = date(2026, 3, 8)


def year(attempts: dict[date, int]) -> list[DayTotals]:
    days = (SUNDAY - timedelta(days=364 - place) for place in range(365))
    return [DayTotals(day, attempts.get(day, 0), 0) for day in days]


def test_the_heat_map_has_its_newest_day_at_the_right_of_its_weekday() -> None:
    lines = plots.heat_map(year({SUNDAY: 9}), width=80).plain.splitlines()

    assert lines[7].startswith("Sun")
    assert lines[7].endswith("·■")


def test_more_attempts_weigh_more_even_without_colour() -> None:
    days = {SUNDAY - timedelta(days=back): count for back, count in enumerate((9, 3, 1, 0))}
    marks = [plots.heat_map(year(days), width=80).plain.splitlines()[row][-1] for row in (7, 6, 5)]

    assert marks == ["■", "■", "▪"]


@pytest.mark.parametrize("width", [1, 5, 20, 36, 76])
def test_every_plot_keeps_to_its_width(width: int) -> None:
    heat = plots.heat_map(year({}), width=width).plain.splitlines()

    assert max(map(len, heat)) <= max(width, 5)


def test_what_the_marks_mean_stands_beside_them_where_there_is_room() -> None:
    wide, narrow = (plots.heat_map(year({}), width=width).plain for width in (78, 74))

    assert wide.splitlines()[1].endswith("· 0  ▪ 1-2  ■ 3+")
    assert "3+" not in narrow


def test_few_weeks_fit_and_they_are_the_newest() -> None:
    lines = plots.heat_map(year({SUNDAY: 1}), width=14).plain.splitlines()

    assert len(lines[7]) == 14
    assert lines[7][-1] == "▪"


def test_each_month_that_begins_has_its_name_wherever_the_year_is_cut() -> None:
    for back in range(0, 365, 5):
        days = [replace(day, date=day.date - timedelta(days=back)) for day in year({})]
        names = " ".join(plots.heat_map(days, width=80).plain.splitlines()[0].split())

        begun = [plots.MONTHS[day.date.month - 1] for day in days[:-21] if day.date.day == 1]
        assert " ".join(begun) in names


def test_a_bar_is_exact_to_an_eighth() -> None:
    assert [plots.bar(share, 2) for share in (0, 1 / 16, 0.5, 1)] == ["", "▏", "█", "██"]


def test_bars_show_the_counts_they_rest_on() -> None:
    text = plots.bars({"Heap": Standing(1, 2, 3)}, width=40).plain

    assert text.startswith("Heap ")
    assert text.endswith("1 of 2")


def test_what_is_due_each_day_is_drawn_and_counted() -> None:
    days = [
        ForecastDay(SUNDAY, 4, 90, 0.9),
        ForecastDay(SUNDAY + timedelta(days=1), 0, 0, None),
    ]
    today, tomorrow = plots.load(days, width=24).plain.splitlines()

    assert today == "today  ████ 4, 1 h 30"
    assert tomorrow == "Mon  9 -"
