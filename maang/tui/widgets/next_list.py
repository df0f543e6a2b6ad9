"""What to learn next, a line for each problem."""

from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from maang.tui.widgets.columns import problem_line

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
        return problem_line(
            "",
            item.problem,
            item.problem.pattern or item.problem.title,
            among=[one.problem for one in self.problems],
            width=self.container_size.width - 2,
        )
