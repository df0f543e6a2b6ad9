"""(rules) The log form: what its fields say, as a draft to keep and as an entry to log."""

import json
from dataclasses import asdict, dataclass, fields

from maang.core.errors import Invalid
from maang.core.practice.models import Entry, Outcome

PLACE = "tui/log"
"""Where the draft of the form is kept."""

OUTCOMES: tuple[tuple[str, Outcome | None], ...] = (
    ("solved", None),
    ("failed", Outcome.FAILED),
    ("gave up", Outcome.GAVE_UP),
)
"""The words of the choice; for what was solved, the hints decide whether it was with hints."""


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the fields, as it was typed."""

    problem: str = ""
    outcome: int = 0
    minutes: str = ""
    hints: str = ""
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to lose."""
        return self == Form()

    def entry(self) -> Entry:
        """What is to be logged. Raises Invalid where a number is none."""
        return Entry(
            outcome=OUTCOMES[self.outcome][1],
            minutes=_number("minutes", self.minutes),
            hints=_number("hints", self.hints),
            note=self.note.strip() or None,
        )

    def kept(self) -> str:
        """The form as text; empty for an empty form."""
        return "" if self.empty else json.dumps(asdict(self))


def read(kept: str) -> Form:
    """The form that was kept; an empty one where nothing was, or where it cannot be read."""
    try:
        said = json.loads(kept or "{}")
    except ValueError:
        return Form()
    if not isinstance(said, dict):
        return Form()
    known = {field.name: type(field.default) for field in fields(Form)}
    right = {name: said[name] for name, kind in known.items() if type(said.get(name)) is kind}
    form = Form(**right)
    return form if 0 <= form.outcome < len(OUTCOMES) else Form(**{**right, "outcome": 0})


def _number(name: str, typed: str) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9):
        raise Invalid(f"{name}: {typed!r} is no whole number", hint="digits alone, such as 25")
    return int(typed)
