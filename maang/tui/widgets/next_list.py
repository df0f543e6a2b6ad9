"""What to learn next, a line for each problem."""

from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from maang.tui.theme import difficulty_style
from maang.words.common import named

if TYPE_CHECKING:
    from maang.core.today.models import Next


class NextList(Widget):
    """Shows problems to learn; it is told them."""

    DEFAULT_CSS = """
    NextList { height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    problems: reactive["tuple[Next, ...]"] = reactive((), layout=True)

    def render(self) -> Text:
        """The lines."""
        return Text("\n", no_wrap=True, overflow="ellipsis").join(
            self._line(item) for item in self.problems
        )

    def _line(self, item: "Next") -> Text:
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(named(item.problem), style=difficulty_style(item.problem.difficulty))
        line.append(f"  {item.problem.pattern or item.problem.title}", style="dim")
        return line
