"""(rules) A sentence as a model said it → the sentence without its marks, and what it cites.

Nothing of it may lead outside or be obeyed by a terminal: escape codes, addresses, pictures, links
and HTML go. What stays of a link is the words it was hung on.
"""

import re
from dataclasses import dataclass

from maang.core.cleaning import safe_line

GONE = "(link removed)"
"""Stands where an address was."""

_CODE = re.compile(r"(`[^`]*`)")
_MARK = re.compile(r"\s*(?:\[\^?(\d[\d\s,;^]{0,38})\]|【(\d{1,3})[^】]{0,30}】)")
_IMAGE = re.compile(r"!\[([^\]]*)\](?:\([^)]*\)?|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^)]*\)?")
_REFERENCE = re.compile(r"^\s*\[[^\]]+\]:\s*\S+.*$")
_HTML = re.compile(
    r"</?(?:a|audio|base|body|button|embed|form|frame|head|html|iframe|img|input|link|meta|object"
    r"|script|source|style|svg|template|video)\b[^>]*>?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,20}:/{1,}|\bwww\.|\b(?:mailto|javascript|data|vbscript|tel):(?=\S)"
    r"|(?<![\w:])//(?=\w+\.))[^\s<>\"'`)\]]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[-*+•>#]+|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence, the passages it cites, each once and in order, and how many there are none of."""

    text: str
    citations: tuple[int, ...]
    removed: int


def read(said: str, *, known: int) -> Cited:
    """What a sentence says and cites, of passages numbered from 1 to `known`."""
    found: list[int] = []
    text = "".join(
        part if part.startswith("`") else _marks_taken(part, found)
        for part in _CODE.split(harmless(said))
    )
    text = re.sub(r"\s+([.,;:!?])", r"\1", _BULLET.sub("", text.strip()))
    right = [number for number in dict.fromkeys(found) if 1 <= number <= known]
    wrong = sum(1 for number in found if not 1 <= number <= known)
    return Cited(" ".join(text.split()), tuple(right), wrong)


def harmless(text: str) -> str:
    """The same on one line, with nothing that leads outside."""
    text = _REFERENCE.sub("", safe_line(text))
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    return _ADDRESS.sub(GONE, _HTML.sub("", text))


def _marks_taken(text: str, found: list[int]) -> str:
    def taken(mark: re.Match[str]) -> str:
        if _is_index(text, mark):
            return mark[0]
        found.extend(int(number) for number in re.findall(r"\d+", mark[1] or mark[2]))
        return ""

    return _MARK.sub(taken, text)


def _is_index(text: str, mark: re.Match[str]) -> bool:
    """Whether it is a place in an array, as in `dp[1] is`, and no citation, as in `a map[1].`"""
    before, after = text[: mark.start()], text[mark.end() :]
    touches = mark[0][0] in "[" and bool(re.search(r"\w$", before))
    return touches and not re.match(r"\s*(?:[.,;:!?\[【]|$)", after)
