"""The four grades, each with its key and the days until the card would come back."""

from collections.abc import Callable
from datetime import datetime

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from maang.core.reviews.models import Preview, Rating

COLORS = {
    Rating.AGAIN: "red",
    Rating.HARD: "yellow",
    Rating.GOOD: "green",
    Rating.EASY: "cyan",
}

Days = tuple[Callable[[datetime, datetime], int], datetime]
"""How to count days, and from when."""


class RatingBar(Widget):
    """Shows the grades while there is something to grade."""

    DEFAULT_CSS = """
    RatingBar { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    preview: reactive[Preview | None] = reactive(None)
    days: Days | None = None

    def __init__(self, key: Callable[[str], str]) -> None:
        """`key` gives the key of `reveal` and of each grade."""
        super().__init__()
        self._key = key

    def render(self) -> Text:
        """One line."""
        if self.preview is None or self.days is None:
            return Text(f"{self._key('reveal')} reveals", style="dim")
        count, now = self.days
        line = Text(no_wrap=True, overflow="ellipsis")
        for rating in Rating:
            back = count(now, getattr(self.preview, rating.value))
            line.append(f"{self._key(rating.value)} ", style="bold")
            line.append(rating.value, style=COLORS[rating])
            line.append(f" {back}d   ", style="dim")
        return line
