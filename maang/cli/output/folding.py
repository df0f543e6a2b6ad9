"""A line of talk folded to the width of the terminal, between words.

A command in backquotes is one word where a line can hold it. A word that is wider than the terminal
(a path, an address) stays whole: the terminal breaks it, and it is still copied in one piece.
"""

import re
from collections.abc import Iterator

NARROWEST = 20
"""Columns that are filled in any case."""

INDENT = "  "
"""What a line that goes on begins with."""

_WORD = re.compile(r"(?:`[^`]+`|\S)+")


def folded(text: str, width: int | None) -> str:
    """The line as lines of at most `width` columns (None: as it is); those after the first are
    indented."""
    if width is None or (len(text) <= width and text.isascii()):
        return text
    return "\n".join(_lines(text, max(NARROWEST, width)))


def _lines(text: str, width: int) -> Iterator[str]:
    begun = text[: len(text) - len(text.lstrip())]
    line, room = "", width - len(begun)
    for word in _words(text, width - len(INDENT)):
        if line and _cells(line) + 1 + _cells(word) > room:
            yield f"{begun}{line}"
            line, begun, room = word, INDENT, width - len(INDENT)
        else:
            line = f"{line} {word}" if line else word
    yield f"{begun}{line}"


def _words(text: str, room: int) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield from [word] if _cells(word) <= room else word.split()


def _cells(text: str) -> int:
    """Columns a text takes; Rich counts those of other scripts."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
