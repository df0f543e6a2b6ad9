"""Past-tense facts that travel between workers, screens and widgets."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from maang.core.errors import MaangError

if TYPE_CHECKING:
    from maang.core.activity.models import Undone


@dataclass
class Failed(Message):
    """A core call failed in a way a person can act on."""

    error: MaangError


class LogChanged(Message):
    """Somebody (this screen, or another terminal) changed what is logged."""


class DatabaseLost(Message):
    """The connection that brings the news is gone, and so is the database."""


class Edited(Message):
    """A field of a form was changed."""


class TakenBack(LogChanged):
    """Undo took something back."""

    def __init__(self, undone: "Undone") -> None:
        super().__init__()
        self.undone = undone


@dataclass
class ThemeKept(Message):
    """The theme holds; `only_now` says why it could not be written into the settings."""

    said: str
    only_now: str = ""
