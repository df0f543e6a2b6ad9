"""What is due, a line for each card; narrow screens keep the name and the chance of recall."""

from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from maang.tui.theme import difficulty_style
from maang.words.common import named, share

if TYPE_CHECKING:
    from maang.core.reviews.models import Due


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
        lines = [self._line(card) for card in self.cards[:shown]]
        if shown < len(self.cards):
            lines.append(Text(f"  and {len(self.cards) - shown} more", style="dim"))
        return Text("\n", no_wrap=True, overflow="ellipsis").join(lines)

    def _line(self, item: "Due") -> Text:
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f"{share(item.retrievability):>5} ", style="dim")
        line.append(f"{item.minutes:>3} min  ", style="dim")
        line.append(named(item.problem), style=difficulty_style(item.problem.difficulty))
        line.append(f"  {item.problem.title}", style="dim")
        return line
