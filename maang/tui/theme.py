"""Colours: one dark and one light theme, and the styles of difficulties and outcomes."""

from collections.abc import Mapping

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


def theme_for(said: str, env: Mapping[str, str]) -> str:
    """The theme for the setting `theme`: dark, light, or what the terminal's COLORFGBG says.

    COLORFGBG ends in the number of the background colour: 7 and 15 are the light ones.
    """
    if said == "auto":
        said = "light" if env.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15") else "dark"
    return LIGHT.name if said == "light" else DARK.name


def difficulty_style(difficulty: str | None) -> Style:
    """The style of a difficulty; an unknown one is dim."""
    return Style(color=DIFFICULTY[difficulty]) if difficulty else Style(dim=True)
