"""What is due, a line for each card; narrow screens keep the name and the chance of recall."""

from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from maang.tui.widgets.columns import problem_line
from maang.words.common import share

if TYPE_CHECKING:
    from maang.core.reviews.models import Due

WIDE = 100
"""Columns from which on there is room for a title behind the name."""


class DueList(Widget):
    """Shows due cards; it is told them."""

    DEFAULT_CSS = """
    DueList { height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    cards: reactive["tuple[Due, ...] | None"] = reactive(None, layout=True)
    """None until they are read."""
    most: reactive[int] = reactive(10, layout=True)
    """So many lines at most; what does not fit is counted."""

    def render(self) -> Text:
        """The lines."""
        if self.cards is None:
            return Text("...", style="dim")
        if not self.cards:
            return Text("nothing is due", style="dim")
        shown = len(self.cards) if len(self.cards) <= self.most else max(1, self.most - 1)
        lines = [self._line(card, self.cards[:shown]) for card in self.cards[:shown]]
        if shown < len(self.cards):
            lines.append(Text(f"  and {len(self.cards) - shown} more", style="dim"))
        return Text("\n", no_wrap=True, overflow="ellipsis").join(lines)

    def _line(self, item: "Due", cards: "tuple[Due, ...]") -> Text:
        width = self.container_size.width - 2
        return problem_line(
            f"{share(item.retrievability):>5} {item.minutes:>3} min  ",
            item.problem,
            item.problem.title if width >= WIDE else "",
            among=[card.problem for card in cards],
            width=width,
        )
