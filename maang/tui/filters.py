"""(rules) What the list of problems is narrowed down to, and how one says so on a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol, Self, TypeVar

from rich.cells import cell_len
from rich.text import Text

from maang.core.practice.models import Status
from maang.core.problems.models import Difficulty, ProblemFilter
from maang.core.standing.models import Wanted

Value = TypeVar("Value")


class Narrowing(Protocol):
    """What a list is narrowed down to; `names` are its filters, in the order of the line."""

    names: ClassVar[tuple[str, ...]]

    def said(self, name: str) -> str | None:
        """The value of one filter in words; None where it lets everything through."""
        ...

    def turned(self, name: str) -> Self:
        """The next value of a filter that has few."""
        ...

    def picked(self, name: str, word: str | None) -> Self:
        """Narrowed down by a filter that has many values; None takes that away."""
        ...


@dataclass(frozen=True, slots=True)
class Filters:
    """None, or False, lets everything through."""

    names: ClassVar[tuple[str, ...]] = (
        *("difficulty", "status", "due"),
        *("list", "pattern", "topic", "company"),
    )

    difficulty: Difficulty | None = None
    status: Status | None = None
    due: bool = False
    list: str | None = None
    pattern: str | None = None
    topic: str | None = None
    company: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()

    def wanted(self) -> Wanted:
        """The same for the core."""
        problems = ProblemFilter(
            list=self.list, pattern=self.pattern, topic=self.topic, difficulty=self.difficulty
        )
        return Wanted(problems, self.status, self.due, self.company)

    def turned(self, name: str) -> "Filters":
        """The next value of `difficulty`, `status` or `due`; after the last one, none."""
        if name == "due":
            return replace(self, due=not self.due)
        if name == "status":
            return replace(self, status=_next(list(Status), self.status))
        return replace(self, difficulty=_next(list(Difficulty), self.difficulty))

    def picked(self, name: str, word: str | None) -> "Filters":
        """Narrowed down to a `list`, `pattern`, `topic` or `company`; None takes that away."""
        change: dict[str, Any] = {name: word}
        return replace(self, **change)

    def said(self, name: str) -> str | None:
        """The value of one filter in words."""
        value = getattr(self, name)
        if isinstance(value, bool):
            return "due" if value else None
        return None if value is None else str(value)


def chips(filters: Narrowing, key: Callable[[str], str], width: int) -> Text:
    """One line: what is filtered by stands out and comes first, the rest is there to be tried.

    `key` gives the key of a filter, or of `clear`.
    """
    line = Text(no_wrap=True, overflow="ellipsis")
    on = [name for name in filters.names if filters.said(name) is not None]
    for name in on:
        line.append(f" {filters.said(name)} ", style="bold reverse")
        line.append(" ")
    if on:
        line.append(f"{key('clear')} clears  ", style="dim")
    for name in filters.names:
        offer = f"{key(name)} {name}  "
        if name not in on and line.cell_len + cell_len(offer.rstrip()) <= width:
            line.append(f"{key(name)} ", style="bold dim")
            line.append(f"{name}  ", style="dim")
    line.truncate(width, overflow="ellipsis")
    return line


def _next(values: Sequence[Value], now: Value | None) -> Value | None:
    place = values.index(now) + 1 if now in values else 0
    return values[place] if place < len(values) else None
