"""(rules) A text and a passage of it → the passage with its neighbours, cut where lines end."""

import re

from maang.core.browsing.models import Window

MOST = 4_000
"""Characters of a window: some screens full, and drawn as Markdown in a moment."""

LEAD = 800
"""How many of them stand before the passage."""

LINES = 80
"""Lines of a window: each may be a widget of its own."""

_FENCE = re.compile(r"^ {0,3}(?:```|~~~).*$", re.MULTILINE)


def around(text: str, passage: str = "") -> Window:
    """The part of `text` that holds `passage`, or its beginning where that is not in it.

    It begins and ends with whole lines, unless one is longer than all of it; a block of code that
    is cut is opened and closed again.
    """
    at = max(0, text.find(passage))
    begin = _begin(text, at)
    end = max(_end(text, begin), min(at + len(passage), begin + MOST))
    return Window(_whole(text, begin, end), begin, len(text) - end)


def _begin(text: str, at: int) -> int:
    """Some whole lines before the passage."""
    lead = text[max(0, at - LEAD) : at].splitlines(keepends=True)
    whole = lead if at <= LEAD else lead[1:]
    return at - sum(map(len, whole[-LINES // 4 :]))


def _end(text: str, begin: int) -> int:
    """As many whole lines as there is room for; a part of one that is very long."""
    lines = text[begin : begin + MOST].splitlines(keepends=True)
    cut = begin + MOST < len(text) and len(lines) > 1 and len(lines[-1]) < MOST // 2
    return begin + sum(map(len, (lines[:-1] if cut else lines)[:LINES]))


def _whole(text: str, begin: int, end: int) -> str:
    """The part, with a fence put back where it was cut off."""
    shown = text[begin:end]
    before = _FENCE.findall(text[:begin])
    if len(before) % 2:
        shown = f"{before[-1].strip()}\n{shown}"
    fences = _FENCE.findall(shown)
    if len(fences) % 2:
        shown = f"{shown}\n{fences[-1].strip()[:3]}"
    return shown
