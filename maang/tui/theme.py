"""Colours: one dark and one light theme, and the styles of difficulties and outcomes."""

from rich.style import Style
from textual.theme import Theme

DARK = Theme(
    name="maang-dark",
    primary="#7aa2f7",
    secondary="#9d7cd8",
    accent="#e0af68",
    foreground="#c8d0e8",
    background="#15171e",
    surface="#1b1e27",
    panel="#232734",
    success="#9ece6a",
    warning="#e0af68",
    error="#f7768e",
    dark=True,
)

LIGHT = Theme(
    name="maang-light",
    primary="#2e5cb8",
    secondary="#7847bd",
    accent="#8f5e15",
    foreground="#2b3046",
    background="#f6f6f2",
    surface="#ecece6",
    panel="#e0e0d8",
    success="#3d7a1f",
    warning="#8f5e15",
    error="#b3263e",
    dark=False,
)

DIFFICULTY = {"easy": "green", "medium": "yellow", "hard": "red"}
"""Colours of the terminal's own palette, so that both themes can read them."""


def difficulty_style(difficulty: str | None) -> Style:
    """The style of a difficulty; an unknown one is dim."""
    return Style(color=DIFFICULTY[difficulty]) if difficulty else Style(dim=True)
