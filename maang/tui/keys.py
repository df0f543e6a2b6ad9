"""Every action and its default key, in one place: the footer, `?` and the bindings read it."""

from collections.abc import Iterable, Mapping

from textual.binding import Binding

Table = Mapping[str, tuple[str, str]]
"""Action → its keys and its word."""

GLOBAL: Table = {
    "help": ("question_mark", "Keys"),
    "mode_home": ("1", "Today"),
    "mode_problems": ("2,p", "Problems"),
    "mode_review": ("3,r", "Review"),
    "mode_stats": ("4", "Stats"),
    "log": ("l", "Log"),
    "undo": ("u", "Undo"),
    "toggle_theme": ("t", "Theme"),
    "suspend_process": ("ctrl+z", "To the shell, back with fg"),
    "quit": ("q", "Quit"),
}
"""These work on every screen, unless the screen uses the key itself."""

SELDOM = ("undo", "toggle_theme", "suspend_process")
"""Kept out of the footer, which has room for few."""

LISTS: Table = {
    "move(1)": ("j,down", "Down"),
    "move(-1)": ("k,up", "Up"),
    "page(1)": ("ctrl+d,pagedown", "A screen down"),
    "page(-1)": ("ctrl+u,pageup", "A screen up"),
    "jump(0)": ("g,home", "First"),
    "jump(-1)": ("G,end", "Last"),
    "choose": ("enter,o", "Open"),
}

PROBLEMS: Table = {
    "search": ("slash", "Search"),
    "leave": ("escape", "Back"),
}

REVIEW: Table = {
    "reveal": ("space,enter", "Reveal"),
    "rate('again')": ("1", "Again"),
    "rate('hard')": ("2", "Hard"),
    "rate('good')": ("3", "Good"),
    "rate('easy')": ("4", "Easy"),
    "skip": ("s", "Skip"),
    "suspend": ("x", "Set aside"),
    "take_back": ("u", "Undo"),
    "app.mode_home": ("escape", "Today"),
}

LOG: Table = {
    "save": ("ctrl+s", "Save"),
    "leave": ("escape", "Close, keep the draft"),
}

CHOICES: Table = {
    "turn(-1)": ("left,h", "The one before"),
    "turn(1)": ("right,l,space", "The next one"),
}

EVERY: Mapping[str, Table] = {
    "everywhere": GLOBAL,
    "in lists": LISTS,
    "problems": PROBLEMS,
    "review": REVIEW,
    "log form": LOG,
    "choices": CHOICES,
}
"""All tables by where they hold."""


def bindings(actions: Table, *, hidden: Iterable[str] = ()) -> list[Binding]:
    """Textual's bindings for a table of actions; `hidden` ones are not in the footer."""
    return [
        Binding(keys, action, word, show=action not in hidden, id=action)
        for action, (keys, word) in actions.items()
    ]


def spoken(keys: str) -> str:
    """`ctrl+d,pagedown` → `ctrl+d pagedown`, with signs for the keys that have one."""
    return " ".join(_SIGNS.get(key, key) for key in keys.split(","))


_SIGNS = {"question_mark": "?", "slash": "/", "escape": "esc"}
