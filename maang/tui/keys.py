"""Every action and its default key, in one table. The settings file may say otherwise."""

from collections.abc import Iterable, Mapping

from textual.binding import Binding

GLOBAL = {
    "mode_home": ("1", "Today"),
    "mode_problems": ("2,p", "Problems"),
    "mode_review": ("3,r", "Review"),
    "undo": ("u", "Undo"),
    "toggle_theme": ("t", "Theme"),
    "quit": ("q,ctrl+q", "Quit"),
}
"""Action → default keys and its word in the footer. These work on every screen."""


def bindings(
    actions: Mapping[str, tuple[str, str]], chosen: Mapping[str, str], *, hidden: Iterable[str] = ()
) -> list[Binding]:
    """Textual's bindings for a table of actions, the person's own keys first."""
    return [
        Binding(chosen.get(action, keys), action, word, show=action not in hidden, id=action)
        for action, (keys, word) in actions.items()
    ]
