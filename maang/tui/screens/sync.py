"""Where each platform stands, how its runs went, and a run from here that can be stopped."""

from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import set_cell_size
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from maang.core.errors import MaangError
from maang.core.sync.models import PlatformStatus, Run, RunState
from maang.core.sync.runs import tally
from maang.tui.keys import SYNC, bindings
from maang.tui.messages import Failed
from maang.tui.screens.page import Page
from maang.tui.widgets.virtual_list import QuietList, VirtualList
from maang.tui.work import ask
from maang.words.common import moment, plural
from maang.words.sync import ago, going, login, run_line, until

MOST_RUNS = 500
ROOMY = 60
"""Columns from which on a line says it all."""

NOTHING = "No platform is set up.\n\nIn a shell, `maang login leetcode` sets one up."
STATES = {
    RunState.RUNNING: "cyan",
    RunState.DONE: "green",
    RunState.PARTIAL: "yellow",
    RunState.FAILED: "red",
}


@dataclass
class StatusRead(Message):
    """What is known of every platform, and the runs there were, was read."""

    platforms: list[PlatformStatus]
    runs: list[Run]


@dataclass
class Going(Message):
    """A run has read something more."""

    run: Run


@dataclass
class Ended(Message):
    """A run has ended, however it went; None where it never began."""

    platform: str
    run: Run | None


class SyncScreen(Page):
    """Platforms above, the one under the cursor in full, all runs below."""

    CSS_PATH = "sync.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SYNC)]

    def __init__(self) -> None:
        super().__init__()
        self._platforms: list[PlatformStatus] = []
        self._runs: list[Run] = []
        self._going: dict[str, Run | None] = {}
        self._stopping: set[str] = set()

    def compose(self) -> ComposeResult:
        """Headings first, values when they come."""
        yield Static("Sync", id="head", classes="heading", markup=False)
        yield Static("", id="nothing", classes="empty", markup=False)
        with Vertical(id="known"):
            yield QuietList(id="platforms")
            yield Static("", id="detail", markup=False)
            yield Static("Runs", id="runs-heading", classes="heading", markup=False)
            yield QuietList(id="runs")
        yield from self.foot()

    def reload(self) -> None:
        """Read what is known; no platform is asked."""
        ask(self, self._known, lambda read: read, group="status", latest=True)

    def _known(self) -> StatusRead:
        sync = self.core.sync
        return StatusRead(sync.status(), sync.runs(limit=MOST_RUNS))

    @on(StatusRead)
    def _show(self, message: StatusRead) -> None:
        self._platforms, self._runs = message.platforms, message.runs
        any_at_all = bool(self._platforms)
        self.query_one("#nothing", Static).update("" if any_at_all else NOTHING)
        self.query_one("#nothing").display = not any_at_all
        self.query_one("#known").display = any_at_all
        self.query_one("#head", Static).update(f"Sync   {self._total()}" if any_at_all else "Sync")
        self._list.styles.height = max(1, min(len(self._platforms), 6))
        self._list.show(len(self._platforms), self._platform_line, keep=True)
        said = "Runs" if self._runs else "Runs   none yet"
        self.query_one("#runs-heading", Static).update(said)
        self.query_one("#runs", VirtualList).show(len(self._runs), self._run_line, keep=True)
        if self.focused is None:
            self.set_focus(self._list)
        self._tell()

    def _total(self) -> str:
        rows = sum(one.rows for one in self._platforms)
        return f"{plural(rows, 'attempt')} from {plural(len(self._platforms), 'platform')}"

    @property
    def _list(self) -> VirtualList:
        return self.query_one("#platforms", VirtualList)

    @property
    def _chosen(self) -> PlatformStatus | None:
        cursor = self._list.cursor
        return self._platforms[cursor] if cursor < len(self._platforms) else None

    def _platform_line(self, index: int, width: int) -> Text:
        one = self._platforms[index]
        line = Text(no_wrap=True, overflow="ellipsis")
        style = "cyan" if one.platform in self._going else ("yellow" if one.next else "green")
        line.append("● ", style=style)
        line.append(set_cell_size(one.platform, 12))
        line.append(f"{one.rows:>6}  ", style="dim")
        read = f"read {ago(one.last_done, self.core.now())}" if one.last_done else "never read"
        if one.platform in self._going:
            run = self._going[one.platform]
            read = going(run) if run else "reading ..."
        line.append(read, style="dim")
        line.truncate(width, overflow="ellipsis")
        return line

    def _run_line(self, index: int, width: int) -> Text:
        one = self._runs[index]
        at = moment(one.started_at, self.core.calendar.zone)
        line = Text()
        line.append(f"{at if width >= ROOMY else at[5:]}  ", style="dim")
        line.append(f"{one.platform:<10} ")
        line.append(f"{one.state.value:<8}", style=STATES[one.state])
        line.append(one.error or tally(one), style="" if one.error else "dim")
        line.truncate(width, overflow="ellipsis")
        return line

    @on(VirtualList.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """The line under the cursor in full: a platform, or a run."""
        runs = self.query_one("#runs", VirtualList)
        one, zone = self._chosen, self.core.calendar.zone
        if runs.has_focus and runs.cursor < len(self._runs):
            text = run_line(self._runs[runs.cursor], zone)
        else:
            text = "\n".join(self._facts(one)) if one else ""
        self.query_one("#detail", Static).update(text)

    def _facts(self, one: PlatformStatus) -> list[str]:
        zone, now = self.core.calendar.zone, self.core.now()
        ends = until(one, now=now, zone=zone)
        facts = {
            "next": one.next,
            "login": f"{login(one)}, until {ends}" if ends else login(one),
            "last run": run_line(one.last, zone) if one.last else "never",
            "history": "the whole history is not read to its end" if one.unfinished else None,
        }
        return [f"{name:<9} {fact}" for name, fact in facts.items() if fact]

    def on_descendant_focus(self) -> None:
        """Another list, another line."""
        self._tell()

    @on(VirtualList.Chosen, "#platforms")
    def action_read_one(self) -> None:
        """The platform under the cursor."""
        if self._chosen is not None:
            self._start(self._chosen.platform)

    def action_read_all(self) -> None:
        """Every platform, side by side."""
        for one in self._platforms:
            self._start(one.platform)

    def action_read_history(self) -> None:
        """The whole history of the one under the cursor."""
        if self._chosen is not None:
            self._start(self._chosen.platform, full=True)

    def action_stop(self) -> None:
        """No further page; what was read stays."""
        self._stopping.update(self._going)
        if self._going:
            self.query_one("#head", Static).update("Sync   stopping after the page in hand ...")

    def on_unmount(self) -> None:
        """Who leaves does not wait for a platform."""
        self._stopping.update(self._going)

    def _start(self, platform: str, *, full: bool = False) -> None:
        if platform in self._going:
            return
        self._going[platform] = None
        self._stopping.discard(platform)
        self._list.refresh()
        self.run_worker(lambda: self._read(platform, full=full), thread=True, group="sync")

    def _read(self, platform: str, *, full: bool) -> None:
        """In a thread of its own; nothing of it may be printed."""
        sync = replace(self.core.sync, progress=lambda _: None, go_on=self._heard)
        run = None
        try:
            run = sync.run(platform, full=full)
        except MaangError as error:
            self.post_message(Failed(error))
        finally:
            self.post_message(Ended(platform, run))

    def _heard(self, run: Run) -> bool:
        self.post_message(Going(run))
        return run.platform not in self._stopping

    @on(Going)
    def _further(self, message: Going) -> None:
        self._going[message.run.platform] = message.run
        self._list.refresh()

    @on(Ended)
    def _ended(self, message: Ended) -> None:
        self._going.pop(message.platform, None)
        if message.run is not None:
            cut = message.run.state in (RunState.FAILED, RunState.PARTIAL)
            text = run_line(message.run, self.core.calendar.zone)
            self.notify(text, severity="warning" if cut else "information", markup=False)
        self.reload()
