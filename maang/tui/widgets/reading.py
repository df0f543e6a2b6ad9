"""A text to be read: what it is in a line, then its Markdown, some screens of it at most."""

from markdown_it import MarkdownIt
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown, Static

from maang.core.browsing.models import Window
from maang.core.cleaning import safe_line, safe_text
from maang.words.common import plural


class Reading(VerticalScroll):
    """Shows a window of a text; it is told it. Links lead nowhere: they say where they lead."""

    DEFAULT_CSS = """
    Reading { padding: 0 1; }
    Reading Markdown { padding: 0; }
    Reading .quiet { padding: 0; }
    Reading MarkdownHeader { margin: 0 0 1 0; content-align: left middle; }
    Reading MarkdownParagraph, Reading MarkdownFence { margin: 0 0 1 0; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)

    def compose(self) -> ComposeResult:
        """What it is, the text, what is not shown of it."""
        yield Static("", id="facts", classes="quiet", markup=False)
        yield Markdown("", parser_factory=_parser, open_links=False)
        yield Static("", id="rest", classes="quiet", markup=False)

    async def show(self, facts: str, window: Window) -> None:
        """Show another text, from its beginning."""
        above = f"\n… {plural(window.above, 'character')} before" if window.above else ""
        below = f"… {plural(window.below, 'character')} after" if window.below else ""
        self.query_one("#facts", Static).update(facts + above)
        self.query_one("#rest", Static).update(below)
        self.scroll_home(animate=False)
        await self.query_one(Markdown).update(safe_text(window.text))

    async def clear(self) -> None:
        """Show nothing."""
        await self.show("", Window("", 0, 0))

    @on(Markdown.LinkClicked)
    def _told(self, message: Markdown.LinkClicked) -> None:
        """Nothing that others wrote is opened by a slip of the mouse."""
        message.stop()
        self.notify(safe_line(message.href), title="A link to", markup=False)


def _parser() -> MarkdownIt:
    """HTML is shown as it was written; Textual would leave it out."""
    return MarkdownIt("gfm-like", {"html": False})
