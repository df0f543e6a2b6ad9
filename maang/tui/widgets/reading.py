"""A text to be read: what it is in a line, then its Markdown, some screens of it at most."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import MountError
from textual.widgets import Static

from maang.core.browsing.models import Window
from maang.core.cleaning import safe_line, safe_text
from maang.words.common import plural

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from textual.widgets import Markdown

CELLS = 200
"""Cells of tables that are drawn as such: each is a widget, and thousands would stop the screen."""

DEEPEST = 20
"""Quotes in quotes, lists in lists."""


class Reading(VerticalScroll):
    """Shows a window of a text; it is told it. Links lead nowhere: they say where they lead."""

    DEFAULT_CSS = """
    Reading { padding: 0 1; }
    Reading Markdown { padding: 0; }
    Reading #facts, Reading #rest { color: $foreground 75%; }
    Reading MarkdownHeader { margin: 0 0 1 0; content-align: left middle; }
    Reading MarkdownParagraph, Reading MarkdownFence { margin: 0 0 1 0; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)
        self._markdown: Markdown | None = None
        self._tables = True

    def compose(self) -> ComposeResult:
        """What it is, the text, what is not shown of it."""
        yield Static("", id="facts", markup=False)
        yield Static("", id="rest", markup=False)

    async def show(self, facts: str, window: Window) -> None:
        """Show another text, from its beginning."""
        text = safe_text(window.text)
        self._tables = text.count("|") <= CELLS
        with suppress(MountError):  # the screen is closed while its text is drawn
            await (self._markdown or await self._first()).update(text)
        above = f"\n… {plural(window.above, 'character')} before" if window.above else ""
        below = f"… {plural(window.below, 'character')} after" if window.below else ""
        self.query_one("#facts", Static).update(facts + above)
        self.query_one("#rest", Static).update(below)
        self.scroll_home(animate=False)

    async def clear(self) -> None:
        """Show nothing."""
        if self._markdown is not None:
            await self.show("", Window("", 0, 0))

    def on_markdown_link_clicked(self, message: "Markdown.LinkClicked") -> None:
        """Nothing that others wrote is opened by a slip of the mouse."""
        message.stop()
        self.notify(safe_line(message.href), title="A link to", markup=False)

    async def _first(self) -> "Markdown":
        """What draws Markdown is read while the screen is there already, off its thread."""
        made = await asyncio.to_thread(_markdown)
        self._markdown = shown = made("", parser_factory=self._parser, open_links=False)
        await self.mount(shown, after="#facts")
        return shown

    def _parser(self) -> "MarkdownIt":
        """HTML is shown as it was written; Textual would leave it out."""
        from markdown_it import MarkdownIt

        parser = MarkdownIt("gfm-like", {"html": False, "maxNesting": DEEPEST})
        return parser if self._tables else parser.disable("table")


def _markdown() -> "type[Markdown]":
    from textual.widgets import Markdown

    return Markdown
