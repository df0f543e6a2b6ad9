"""Past-tense facts that travel between workers, screens and widgets."""

from dataclasses import dataclass

from textual.message import Message

from maang.core.activity.models import Undone
from maang.core.errors import MaangError


@dataclass
class Failed(Message):
    """A core call failed in a way a person can act on."""

    error: MaangError


@dataclass
class LogChanged(Message):
    """Somebody (this screen, or another terminal) changed what is logged."""


@dataclass
class DatabaseLost(Message):
    """The connection that brings the news is gone, and so is the database."""


@dataclass
class Edited(Message):
    """A field of a form was changed."""


class TakenBack(LogChanged):
    """Undo took something back."""

    def __init__(self, undone: Undone) -> None:
        super().__init__()
        self.undone = undone


class ThemeKept(Message):
    """The theme was written into the settings; `before` is what they said."""

    def __init__(self, before: str | None) -> None:
        super().__init__()
        self.before = before
