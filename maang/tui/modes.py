"""The screens that keys lead to; each one's code is loaded when it is first gone to.

Together they take as long to load as a third of Textual, and the first paint needs one of them.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from textual.screen import Screen


def made(name: str, *arguments: str) -> Screen[Any]:
    """A new screen by its name: the file's, and that of the class before `Screen`."""
    module = import_module(f"maang.tui.screens.{name}")
    screen: Screen[Any] = getattr(module, f"{name.title()}Screen")(*arguments)
    return screen


MODES: dict[str, Callable[[], Screen[Any]]] = {
    name: partial(made, name)
    for name in ("home", "problems", "review", "stats", "sync", "settings", "memory")
}
"""Name of a mode → what makes its screen."""

OTHERS = ("keys", "log", "pick", "ask")
"""Screens that lie over one of a mode."""


def _provider(name: str) -> Callable[[], type[Any]]:
    def loaded() -> type[Any]:
        provider: type[Any] = getattr(import_module("maang.tui.palette"), name)
        return provider

    return loaded


COMMANDS = {_provider("Actions"), _provider("Catalogue")}
"""What the palette looks through."""


def load_all() -> None:
    """Load the code of every screen; called where nobody waits for it."""
    for name in (*MODES, *OTHERS):
        import_module(f"maang.tui.screens.{name}")
