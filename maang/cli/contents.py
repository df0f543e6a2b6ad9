"""Table of contents: command → its module and its line of help, so that `--help` imports none.

A test holds each line against the first line of the module's docstring.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: `maang.cli.commands.<module>` has it as `app`."""

    name: str
    module: str
    help: str


CONTENTS: dict[str, tuple[Entry, ...]] = {
    "Every day": (
        Entry("today", "today", "The page of the day: what is due, what comes next, how long."),
        Entry(
            "log", "log", "Record an attempt at a problem; list, show and amend what was logged."
        ),
        Entry(
            "review",
            "review",
            "Spaced repetition: what is due, recalling it, grading it, and what is coming.",
        ),
        Entry("timer", "timer", "A clock across terminals; `log` takes its minutes."),
        Entry("tui", "tui", "The full screen: the day, problems, review and stats."),
        Entry("undo", "undo", "Take back the last change, whatever made it."),
        Entry("stats", "stats", "Where you stand, counted from what was logged."),
        Entry(
            "sync",
            "sync",
            "Read what other platforms know of you; status, history, schedule, doctor.",
        ),
        Entry(
            "login",
            "login",
            "Log in on a platform, so that sync can read what is yours; or list the logins.",
        ),
        Entry(
            "logout", "logout", "End a login: its secret is removed from everywhere it was kept."
        ),
    ),
    "What to solve": (
        Entry("problem", "problem", "The catalogue: search, list, show, add, edit, open."),
        Entry("list", "list", "Ordered lists: show, next, progress, import your own."),
    ),
    "What you know": (
        Entry(
            "ask",
            "ask",
            "An answer from your own notes, attempts and files, each sentence with its source.",
        ),
        Entry(
            "note",
            "note",
            "Notes in Markdown, on a problem or on anything: add, edit, list, show, delete.",
        ),
        Entry(
            "memory",
            "memory",
            "What is remembered: files, notes, attempts; search, remember, forget, index, stats.",
        ),
    ),
    "Your data elsewhere": (
        Entry(
            "export", "export", "Write everything of yours as JSON Lines, CSV, Markdown or Anki."
        ),
        Entry("import", "import_", "Bring in an export, a table of your own, or company tags."),
    ),
    "The machinery": (
        Entry("init", "init", "Set zone, day start, list, language and interview date, once."),
        Entry("config", "config", "Settings, and where each value comes from."),
        Entry("up", "up", "Start the servers."),
        Entry("down", "down", "Stop the servers; nothing is lost."),
        Entry("status", "status", "Whether the servers run, where, and how large they are."),
        Entry("doctor", "doctor", "Look at everything maang stands on and say what to do."),
        Entry("db", "db", "The database: status, upgrade, backup, verify, restore."),
        Entry("cache", "cache", "The cache: whether it answers, what is in it, taking things out."),
        Entry("completion", "completion", "Tab completion for bash, zsh and fish."),
        Entry("help", "help", "Help on a command, or on `exit-codes`."),
    ),
}
"""Section → commands, in the order in which help shows them."""

ENTRIES = {entry.name: entry for section in CONTENTS.values() for entry in section}

DEFAULT = "today"
"""What `maang` alone does."""
