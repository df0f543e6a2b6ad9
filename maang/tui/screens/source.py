"""One attempt of the log, whole, on top of where it was asked for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from maang.core.practice.models import Attempt
from maang.tui.messages import Failed
from maang.tui.painting import Painted
from maang.tui.work import ask
from maang.words.common import hanging
from maang.words.practice import attempt

if TYPE_CHECKING:
    from maang.tui.app import MaangApp


@dataclass
class AttemptRead(Message):
    """The attempt was read."""

    attempt: Attempt


class AttemptScreen(ModalScreen[str | None], Painted[str | None]):
    """Shows an attempt; answers with the slug of its problem, or None to go back."""

    CSS_PATH = "source.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace", "dismiss", "Back"),
        Binding("enter,b,o", "problem", "Its problem"),
    ]

    def __init__(self, handle: str) -> None:
        super().__init__()
        self._handle = handle
        self._text = ""
        self._slug: str | None = None

    def compose(self) -> ComposeResult:
        """The attempt, and the keys."""
        with VerticalScroll(id="attempt"):
            yield Static("...", id="whole", markup=False)
        yield Static("enter its problem   esc back", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Read it."""
        practice = cast("MaangApp", self.app).core.practice
        ask(self, lambda: AttemptRead(practice.attempt(self._handle)), lambda read: read)

    @on(AttemptRead)
    def _show(self, message: AttemptRead) -> None:
        zone = cast("MaangApp", self.app).core.calendar.zone
        self._text = attempt(message.attempt, zone=zone)
        self._slug = message.attempt.problem.slug
        self._wrap()

    @on(Failed)
    def _close(self) -> None:
        """It is not there any more; the app says so."""
        self.dismiss(None)

    def on_resize(self) -> None:
        """It is wider or narrower."""
        self.call_after_refresh(self._wrap)

    def _wrap(self) -> None:
        width = self.query_one("#attempt").content_size.width or self.size.width
        self.query_one("#whole", Static).update(hanging(self._text, width, indent=10))

    def action_problem(self) -> None:
        """On to the problem."""
        if self._slug is not None:
            self.dismiss(self._slug)
