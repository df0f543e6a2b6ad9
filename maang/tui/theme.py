"""Colours: one dark and one light theme, and the styles of difficulties and outcomes."""

from collections.abc import Mapping
from typing import Any

from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.app import App
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
    variables={"cursor-line": "#29324c"},
)

LIGHT = Theme(
    name="maang-light",
    primary="#2e5cb8",
    secondary="#7847bd",
    accent="#764b0c",
    foreground="#1c2033",
    background="#f6f6f2",
    surface="#ecece6",
    panel="#e0e0d8",
    success="#2f6b12",
    warning="#764b0c",
    error="#b3263e",
    dark=False,
    variables={"cursor-line": "#cfd9ec"},
)

DARK_COLORS = (
    *((35, 39, 52), (247, 118, 142), (158, 206, 106), (224, 175, 104)),
    *((122, 162, 247), (187, 154, 247), (125, 207, 255), (200, 208, 232)),
)
LIGHT_COLORS = (
    *((28, 32, 51), (155, 26, 50), (36, 90, 10), (112, 68, 0)),
    *((34, 74, 158), (100, 52, 170), (0, 82, 110), (224, 224, 216)),
)
"""Black, red, green, yellow, blue, magenta, cyan, white: as a difficulty or a grade they are read
against the background, the cursor's line and a bar, dimmed as well."""

DARK_ANSI = TerminalTheme((21, 23, 30), (200, 208, 232), list(DARK_COLORS), list(DARK_COLORS))
LIGHT_ANSI = TerminalTheme((246, 246, 242), (28, 32, 51), list(LIGHT_COLORS), list(LIGHT_COLORS))

DIFFICULTY = {"easy": "green", "medium": "yellow", "hard": "red"}
"""Names of colours; each theme has its own for them."""


def theme_for(said: str, env: Mapping[str, str]) -> str:
    """The theme for the setting `theme`: dark, light, or what the terminal's COLORFGBG says.

    COLORFGBG ends in the number of the background colour: 7 and 15 are the light ones.
    """
    if said == "auto":
        said = "light" if env.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15") else "dark"
    return LIGHT.name if said == "light" else DARK.name


def dress(app: App[Any], theme: str) -> None:
    """Give an app that has not begun our themes, and one of them to begin with.

    Set one by one they would have Textual style its first screen three times over.
    """
    for each in (DARK, LIGHT):
        app.register_theme(each)
    app.set_reactive(App.ansi_theme_dark, DARK_ANSI)
    app.set_reactive(App.ansi_theme_light, LIGHT_ANSI)
    app.set_reactive(App.theme, theme)
    dark = app.current_theme.dark
    for name, holds in (("-dark-mode", dark), ("-light-mode", not dark), (f"-theme-{theme}", True)):
        app.set_class(holds, name, update=False)
    app._refresh_truecolor_filter(app.ansi_theme)


def difficulty_style(difficulty: str | None) -> Style:
    """The style of a difficulty; an unknown one is dim."""
    return Style(color=DIFFICULTY[difficulty]) if difficulty else Style(dim=True)
