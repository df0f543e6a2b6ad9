"""Every action and its default key, in one place: the footer, `?`, the palette, the bindings and
the settings file (`[keys.everywhere]`, `[keys.lists]` …) read it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from textual.binding import Binding


class Act(NamedTuple):
    """Something a key does: its name in the settings file, the action, its keys, its word.

    `shown` puts it into the footer, which has room for few.
    """

    name: str
    action: str
    keys: str
    word: str
    shown: bool = True


class Table(NamedTuple):
    """What the keys do in one place; `name` is its table below `[keys]`, `where` is for people."""

    name: str
    where: str
    acts: tuple[Act, ...]

    def id_of(self, act: Act) -> str:
        """The name of the binding: `review.again`."""
        return f"{self.name}.{act.name}"


GLOBAL = Table(
    "everywhere",
    "everywhere",
    (
        Act("help", "help", "question_mark", "Keys"),
        Act("today", "mode_home", "1", "Today"),
        Act("problems", "mode_problems", "2,p", "Problems"),
        Act("review", "mode_review", "3,r", "Review"),
        Act("stats", "mode_stats", "4", "Stats"),
        Act("sync", "mode_sync", "5", "Sync"),
        Act("settings", "mode_settings", "6,comma", "Settings"),
        Act("memory", "mode_memory", "7,m", "Memory"),
        Act("log", "log", "l", "Log"),
        Act("undo", "undo", "u", "Undo", shown=False),
        Act("theme", "toggle_theme", "t", "Theme: light or dark", shown=False),
        Act("suspend", "suspend_process", "ctrl+z", "To the shell, back with fg", shown=False),
        Act("quit", "quit", "q", "Quit"),
    ),
)
"""These work on every screen, unless the screen uses the key itself."""

LISTS = Table(
    "lists",
    "in lists, and to scroll",
    (
        Act("down", "move(1)", "j,down", "Down", shown=False),
        Act("up", "move(-1)", "k,up", "Up", shown=False),
        Act("screen-down", "page(1)", "ctrl+d,pagedown", "A screen down", shown=False),
        Act("screen-up", "page(-1)", "ctrl+u,pageup", "A screen up", shown=False),
        Act("first", "jump(0)", "g,home", "First", shown=False),
        Act("last", "jump(-1)", "G,end", "Last", shown=False),
        Act("open", "choose", "enter,o", "Open"),
    ),
)

PROBLEMS = Table(
    "problems",
    "problems",
    (
        Act("search", "search", "slash", "Search"),
        Act("difficulty", "turn('difficulty')", "d", "Difficulty: the next one", shown=False),
        Act("status", "turn('status')", "s", "Status: the next one", shown=False),
        Act("due", "turn('due')", "D", "Only what is due", shown=False),
        Act("list", "pick('list')", "L", "Only one list", shown=False),
        Act("pattern", "pick('pattern')", "P", "Only one pattern", shown=False),
        Act("topic", "pick('topic')", "T", "Only one topic", shown=False),
        Act("company", "pick('company')", "C", "Only what one company asks", shown=False),
        Act("clear", "clear", "x", "Clear", shown=False),
        Act("back", "leave", "escape", "Back"),
    ),
)

REVIEW = Table(
    "review",
    "review",
    (
        Act("reveal", "reveal", "space,enter", "Reveal"),
        Act("again", "rate('again')", "1", "Again", shown=False),
        Act("hard", "rate('hard')", "2", "Hard", shown=False),
        Act("good", "rate('good')", "3", "Good", shown=False),
        Act("easy", "rate('easy')", "4", "Easy", shown=False),
        Act("skip", "skip", "s", "Skip"),
        Act("suspend", "suspend", "x", "Set aside", shown=False),
        Act("undo", "take_back", "u", "Undo"),
        Act("back", "app.mode_home", "escape", "Today"),
    ),
)

SYNC = Table(
    "sync",
    "sync",
    (
        Act("one", "read_one", "s", "Sync"),
        Act("all", "read_all", "a", "All"),
        Act("history", "read_history", "f", "Whole history"),
        Act("stop", "stop", "x", "Stop"),
        Act("back", "app.mode_home", "escape", "Today", shown=False),
    ),
)

SETTINGS = Table(
    "settings",
    "settings",
    (
        Act("edit", "edit", "e", "Edit"),
        Act("default", "to_default", "x", "Default"),
        Act("undo", "take_back", "u", "Undo"),
        Act("back", "app.mode_home", "escape", "Today", shown=False),
    ),
)

MEMORY = Table(
    "memory",
    "memory",
    (
        Act("search", "search", "slash", "Search"),
        Act("ask", "ask", "a", "Ask"),
        Act("new", "new_note", "w", "Write a note"),
        Act("edit", "edit_note", "E", "Edit the note", shown=False),
        Act("explain", "explain", "e", "Why it was found", shown=False),
        Act("its-problem", "problem", "b", "Its problem", shown=False),
        Act("notes", "turn('notes')", "N", "Only notes", shown=False),
        Act("kind", "pick('kind')", "K", "Only one kind", shown=False),
        Act("since", "turn('since')", "s", "Since when: the next one", shown=False),
        Act("problem", "pick('problem')", "B", "Only one problem", shown=False),
        Act("pattern", "pick('pattern')", "P", "Only one pattern", shown=False),
        Act("company", "pick('company')", "C", "Only one company", shown=False),
        Act("clear", "clear", "x", "Clear", shown=False),
        Act("further", "read(1)", "space", "Further in the text", shown=False),
        Act("before", "read(-1)", "backspace", "Back in the text", shown=False),
        Act("back", "leave", "escape", "Back"),
    ),
)

LOG = Table(
    "log",
    "log form",
    (
        Act("save", "save", "ctrl+s", "Save"),
        Act("close", "leave", "escape", "Close, keep the draft"),
    ),
)

CHOICES = Table(
    "choices",
    "choices",
    (
        Act("before", "turn(-1)", "left,h", "The one before", shown=False),
        Act("next", "turn(1)", "right,l,space", "The next one", shown=False),
    ),
)

EVERY = (GLOBAL, LISTS, PROBLEMS, REVIEW, SYNC, SETTINGS, MEMORY, LOG, CHOICES)
"""All tables, in the order of the page of keys."""

TOGETHER = (
    (GLOBAL, LISTS, PROBLEMS),
    (GLOBAL, REVIEW),
    (GLOBAL, LISTS, SYNC),
    (GLOBAL, LISTS, SETTINGS),
    (GLOBAL, LISTS, MEMORY),
    (LOG, LISTS),
    (LOG, CHOICES),
)
"""Tables that hold at the same time: in one of them a key should mean one thing."""


def bindings(
    table: Table, *, without: Collection[str] = (), hidden: Collection[str] = ()
) -> list[Binding]:
    """Textual's bindings for a table, some left out, some not told at the foot."""
    return [
        Binding(
            act.keys,
            act.action,
            act.word,
            show=act.shown and act.name not in hidden,
            id=table.id_of(act),
        )
        for act in table.acts
        if act.name not in without
    ]


def all_keys() -> Iterator[tuple[str, str]]:
    """Every binding's name and its default keys."""
    for table in EVERY:
        for act in table.acts:
            yield table.id_of(act), act.keys


def spoken(keys: str) -> str:
    """`ctrl+d,pagedown` → `ctrl+d pagedown`, with signs for the keys that have one."""
    return " ".join(_SIGNS.get(key, key) for key in keys.split(","))


_SIGNS = {"question_mark": "?", "slash": "/", "comma": ",", "escape": "esc"}
