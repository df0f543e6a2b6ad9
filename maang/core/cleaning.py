"""Text from outside made safe to show: no escape codes, no hidden or reordered characters.

Whole escape sequences vanish, any other dangerous character shows as U+FFFD, characters that only
hide (zero width, tags) vanish, and every kind of line break becomes a newline. What comes out
holds none of these, so nothing can join up again; cleaning twice is cleaning once.
"""

import re

REPLACEMENT = "\ufffd"
"""Stands where a character was that could have moved the cursor or turned the text around."""

_BODY = r"[^\x00-\x1f\x7f-\x9f]*"
_ENDING = r"(?:\x07|\x1b\\|\x9c)"
_HIDING = "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_BREAKING = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
# A joiner between two visible, non-ASCII characters holds an emoji or a word together (Persian,
# Hindi); anywhere else it only makes two different words look the same.
_VISIBLE = f"[^\x00-\xa0\ud800-\udfff\u200c\u200d\u2028\u2029{_HIDING}{_TURNING}]"

# Compiled when something is unsafe: a millisecond of every command otherwise.
_UNSAFE = (
    rf"(?P<sequence>(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f]){_BODY}{_ENDING}"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[ -/]*[0-~])"
    rf"|(?P<breaking>{_BREAKING})"
    rf"|(?P<hiding>[{_HIDING}]|(?<!{_VISIBLE})[\u200c\u200d]|[\u200c\u200d](?!{_VISIBLE}))"
    rf"|[{_CONTROL}{_TURNING}\ud800-\udfff]"
)
_INSTEAD = {"sequence": "", "hiding": "", "breaking": "\n", None: REPLACEMENT}


def safe_text(text: str) -> str:
    """The text with newlines and tabs kept, and nothing a terminal would obey.

    Markup such as `[red]` is left alone: it is harmless to a terminal, and the front end that
    understands it must not be handed plain text as markup.
    """
    # isprintable() is false for every character matched below, and much faster than the regex.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return re.sub(_UNSAFE, _replaced, text)


def safe_line(text: str) -> str:
    """The same on one line: each run of white space is one space, none at either end."""
    return " ".join(safe_text(text).split())


def _replaced(match: re.Match[str]) -> str:
    return _INSTEAD[match.lastgroup]
