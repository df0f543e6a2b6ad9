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

GAP = Text("   ")

Days = tuple[Callable[[datetime, datetime], int], datetime]
"""How to count days, and from when."""


class RatingBar(Widget):
    """Shows the grades while there is something to grade."""

    DEFAULT_CSS = """
    RatingBar { height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    preview: reactive[Preview | None] = reactive(None, layout=True)
    days: Days | None = None

    def __init__(self, key: Callable[[str], str]) -> None:
        """`key` gives the key of `reveal` and of each grade."""
        super().__init__()
        self._key = key

    def render(self) -> Text:
        """One line, or two where the days of the last grade would be cut off."""
        if self.preview is None or self.days is None:
            return Text(f"{self._key('reveal')} reveals", style="dim")
        count, now = self.days
        grades = []
        for rating in Rating:
            back = count(now, getattr(self.preview, rating.value))
            grade = Text(no_wrap=True, overflow="ellipsis")
            grade.append(f"{self._key(rating.value)} ", style="bold")
            grade.append(rating.value, style=COLORS[rating])
            grade.append(f" {back}d", style="dim")
            grades.append(grade)
        line = GAP.join(grades)
        if line.cell_len <= self.container_size.width - 2:
            return line
        return Text("\n").join((GAP.join(grades[:2]), GAP.join(grades[2:])))
