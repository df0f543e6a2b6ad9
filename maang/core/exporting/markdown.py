"""(rules) Attempts → a log to read, problem by problem."""

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from itertools import groupby

from maang.core.exporting.models import Tried

TITLE = "# Practice log\n"


def pages(tried: Iterable[Tried], *, zone: tzinfo) -> Iterator[bytes]:
    """The log; `tried` are ordered by problem."""
    yield TITLE.encode()
    for _, every in groupby(tried, key=lambda one: (one.platform, one.problem)):
        attempts = list(every)
        parts = [heading(attempts[0]), *(_attempt(one, zone) for one in attempts)]
        yield ("\n" + "\n".join(parts) + "\n").encode()


def heading(one: Tried) -> str:
    """A problem's heading and its page."""
    number = f"{one.number}. " if one.number is not None else ""
    facts = ", ".join(fact for fact in (one.difficulty, one.pattern) if fact)
    line = f"## {number}{one.title}" + (f" ({facts})" if facts else "")
    return f"{line}\n\n<{one.url}>\n" if one.url else f"{line}\n"


def said(one: Tried) -> str:
    """How it ended, in words."""
    words = [one.outcome.replace("_", " ")]
    if one.minutes is not None:
        words.append(f"in {one.minutes} min")
    if one.hints:
        words.append(f"({one.hints} hint{'' if one.hints == 1 else 's'})")
    if one.company:
        words.append(f"at {one.company}")
    return " ".join(words)


def _attempt(one: Tried, zone: tzinfo) -> str:
    lines = [f"- {one.at.astimezone(zone):%Y-%m-%d %H:%M} {said(one)}"]
    facts = {
        "approach": one.approach,
        "time": one.time,
        "space": one.space,
        "mistakes": "; ".join(one.mistakes),
    }
    lines += [f"  - {name}: {fact}" for name, fact in facts.items() if fact]
    if one.note:
        lines += ["", *(f"  > {line}".rstrip() for line in one.note.splitlines())]
    if one.code:
        lines += ["", *(f"  {line}".rstrip() for line in _fenced(one).splitlines())]
    return "\n".join(lines)


def _fenced(one: Tried) -> str:
    """Code between fences longer than any it holds."""
    code = one.code or ""
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{one.language or ''}\n{code}\n{fence}"
