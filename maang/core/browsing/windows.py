"""(rules) A text and a passage of it → the passage with its neighbours, cut where lines end."""

import re

from maang.core.browsing.models import Window

MOST = 4_000
"""Characters of a window: some screens full, and drawn as Markdown in a moment."""

LEAD = 800
"""How many of them stand before the passage."""

_FENCE = re.compile(r"^ {0,3}(?:```|~~~).*$", re.MULTILINE)


def around(text: str, passage: str = "") -> Window:
    """The part of `text` that holds `passage`, or its beginning where that is not in it.

    It begins and ends with whole lines, unless one is longer than all of it; a block of code that
    is cut is opened and closed again.
    """
    at = max(0, text.find(passage))
    begin = 0 if at <= LEAD else _line_after(text, at - LEAD, most=at)
    end = min(len(text), begin + MOST)
    if end < len(text):
        end = _line_before(text, end, least=begin + MOST // 2)
    return Window(_whole(text, begin, end), begin, len(text) - end)


def _line_after(text: str, at: int, *, most: int) -> int:
    found = text.find("\n", at, most)
    return at if found < 0 else found + 1


def _line_before(text: str, at: int, *, least: int) -> int:
    found = text.rfind("\n", least, at)
    return at if found < 0 else found


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
