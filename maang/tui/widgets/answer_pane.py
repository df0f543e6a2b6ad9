"""An answer as it comes, sentence by sentence, and the sources it rests on."""

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from maang.core.ask.models import Sentence, Source
from maang.core.cleaning import safe_line
from maang.tui.passages import flat
from maang.tui.widgets.virtual_list import VirtualList

MOST = 6
"""Lines of sources that are seen at once."""


class AnswerPane(Vertical):
    """Shows what it is told of an answer. A number in it is clicked, or a source chosen below."""

    DEFAULT_CSS = """
    AnswerPane #said-so { height: 1fr; padding: 0 1; }
    AnswerPane #sentences { height: auto; }
    AnswerPane VirtualList { height: auto; padding: 0 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sources: tuple[Source, ...] = ()
        self._said: list[Text] = []

    def compose(self) -> ComposeResult:
        """The question, the sentences, how it went, the sources."""
        yield Static("", id="question", classes="heading", markup=False)
        with VerticalScroll(id="said-so", can_focus=False):
            yield Static("", id="sentences", markup=False)
        yield Static("", id="state", classes="quiet", markup=False)
        yield VirtualList(id="sources")

    def begin(self, question: str) -> None:
        """Something was asked."""
        self._said = []
        self.query_one("#said-so").scroll_home(animate=False)
        self.query_one("#question", Static).update(flat(question))
        self.query_one("#sentences", Static).update("")
        self.tell("looking for what answers it ...")
        self.cite(())

    def say(self, sentence: Sentence) -> None:
        """A sentence has come, checked and with its sources. The first one stays in sight: it is
        read first, and the best of those that are one's own."""
        said = Text(safe_line(sentence.text))
        for number in sentence.citations:
            link = Style(color="cyan", meta={"@click": f"screen.cite({number})"})
            said.append(" ").append(f"[{number}]", style=link)
        self._said.append(said)
        self.query_one("#sentences", Static).update(Text("\n\n").join(self._said))

    def tell(self, state: str) -> None:
        """How it goes, or went."""
        line = self.query_one("#state", Static)
        line.update(state)
        line.display = bool(state)

    def cite(self, sources: Sequence[Source]) -> None:
        """The sources it rests on."""
        self._sources = tuple(sources)
        lines = self.query_one(VirtualList)
        lines.styles.height = min(len(self._sources), MOST)
        lines.show(len(self._sources), self._line)

    def source(self, number: int | None = None) -> Source | None:
        """The source of a number, or the one under the cursor."""
        if number is not None:
            return next((each for each in self._sources if each.number == number), None)
        cursor = self.query_one(VirtualList).cursor
        return self._sources[cursor] if cursor < len(self._sources) else None

    def _line(self, index: int, width: int) -> Text:
        source = self._sources[index]
        line = Text(no_wrap=True)
        line.append(f"[{source.number}] ", style="cyan")
        line.append(flat(source.title or source.kind))
        line.append(f"  {flat(source.kind)} · {source.happened_at:%Y-%m-%d}", style="dim")
        line.truncate(width, overflow="ellipsis")
        return line
