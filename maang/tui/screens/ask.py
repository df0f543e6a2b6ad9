"""One question on one line; Enter answers, Escape does not."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from maang.tui.painting import Painted
from maang.tui.widgets.field import Field


class AskScreen(ModalScreen[str | None], Painted[str | None]):
    """Answers with what was typed, or None; an empty answer is None as well."""

    CSS_PATH = "modal.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close")]

    def __init__(
        self, title: str, about: str, before: str, *, wrong: Callable[[str], str | None]
    ) -> None:
        """`wrong` says what an answer lacks; as long as it does, the question stays, and so does
        what was typed."""
        super().__init__()
        self._title, self._about, self._before = title, about, before
        self._wrong = wrong

    def compose(self) -> ComposeResult:
        """The question, the line, the keys."""
        with Vertical(classes="box"):
            yield Static(self._title, classes="heading", markup=False)
            yield Static(self._about, classes="quiet", markup=False)
            yield Field(self._before, compact=True)
            yield Static("", id="wrong", markup=False)
            yield Static("enter writes it   esc leaves it", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """The next key is a letter of the answer."""
        self.set_focus(self.query_one(Input))

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        answer = event.value.strip() or None
        wrong = self._wrong(answer) if answer else None
        if wrong is None:
            self.dismiss(answer)
        else:
            self.query_one("#wrong", Static).update(wrong)

    @on(Input.Changed)
    def _better(self) -> None:
        self.query_one("#wrong", Static).update("")
