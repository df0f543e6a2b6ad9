"""Where one stands, drawn as text."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import ItemGrid, Vertical
from textual.message import Message
from textual.widgets import Static

from maang.core.stats.models import FEW, Charts, Overview, Recalls
from maang.tui import plots
from maang.tui.screens.page import Page
from maang.tui.widgets.pane import Pane
from maang.tui.widgets.plot import Draw, Plot
from maang.tui.work import ask
from maang.words.common import minutes, plural, share
from maang.words.stats import elsewhere

PATTERNS = 14
"""Patterns shown, most attempted first."""


@dataclass
class StatsRead(Message):
    """The figures were counted."""

    overview: Overview
    charts: Charts


class StatsScreen(Page):
    """A year of days, what is solved, what is coming, how much is remembered."""

    CSS_PATH = "stats.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]  # noqa: RUF012 - as Textual declares it

    def compose(self) -> ComposeResult:
        """Headings first, plots when they come."""
        with Pane():
            yield Static("", id="totals", classes="heading", markup=False)
            yield Plot(id="year")
            with ItemGrid(min_column_width=34, id="plots"):
                with Vertical():
                    yield Static("Solved by difficulty", classes="heading", markup=False)
                    yield Plot(id="difficulty")
                    yield Static("Solved by pattern", classes="heading", markup=False)
                    yield Plot(id="pattern")
                with Vertical():
                    yield Static("Reviews to come", classes="heading", markup=False)
                    yield Plot(id="load")
                    yield Static("Retention", classes="heading", markup=False)
                    yield Static("", id="retention", markup=False)
        yield from self.foot()

    def reload(self) -> None:
        """Count again."""
        ask(self, self._counted, lambda read: read, group="stats", latest=True)

    def _counted(self) -> StatsRead:
        stats = self.core.stats
        return StatsRead(stats.overview(), stats.charts())

    @on(StatsRead)
    def _show(self, message: StatsRead) -> None:
        seen, charts = message.overview, message.charts
        most = dict(list(seen.by_pattern.items())[:PATTERNS])
        self.query_one("#totals", Static).update(_totals(seen))
        self._draw("#year", lambda width: plots.heat_map(charts.year, width=width))
        self._draw("#difficulty", lambda width: plots.bars(seen.by_difficulty, width=width))
        self._draw("#pattern", lambda width: plots.bars(most, width=width))
        self._draw("#load", lambda width: plots.load(charts.load, width=width))
        self.query_one("#retention", Static).update(_retention(seen, charts))

    def _draw(self, selector: str, draw: Draw) -> None:
        self.query_one(selector, Plot).draw = draw


def _totals(seen: Overview) -> str:
    return "\n".join((_head(seen), *map(elsewhere, seen.elsewhere)))


def _head(seen: Overview) -> str:
    if not seen.attempts:
        return "Nothing logged yet: l logs the first attempt"
    solved = f"{plural(seen.solved, 'problem')} solved in {plural(seen.attempts, 'attempt')}"
    head = f"{solved}, {minutes(seen.minutes)}"
    return f"{head}, streak {plural(seen.streak.days, 'day')}" if seen.streak.days else head


def _retention(seen: Overview, charts: Charts) -> str:
    """The share that was recalled, how well that was predicted, and the cards that are trouble."""
    lines = [_recalled(seen.reviews)]
    for each in seen.calibration.bins:
        lines.append(f"{share(each.predicted)} predicted, {share(each.observed)} recalled")
    if charts.leeches:
        lines.append(f"forgotten again and again: {plural(charts.leeches, 'card')}")
    if charts.suspended:
        lines.append(f"suspended: {plural(charts.suspended, 'card')}")
    return "\n".join(lines)


def _recalled(reviews: Recalls) -> str:
    if reviews.retention_observed is None:
        return "unknown: no card was reviewed twice yet"
    said = f"{share(reviews.retention_observed)} of {plural(reviews.n, 'review')} recalled"
    return said if reviews.n >= FEW else f"{said} (too few to say much)"
