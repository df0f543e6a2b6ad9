"""A line to type in: a letter more is painted, and the screen is not laid out anew for it."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class Field(Input):
    """Textual's, whose screen works out where everything stands with every letter."""

    virtual_size = Reactive(Size(0, 0), layout=False)
