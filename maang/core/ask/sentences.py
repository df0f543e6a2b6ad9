"""(rules) Text → sentences, also while it still arrives. Citations after the full stop belong to
the sentence before them."""

import re
from collections.abc import Iterator

LONGEST = 1_500
"""Characters of a sentence; what is longer is cut, so that a reply without end has some."""

SHORTENED = frozenset(
    {
        *("e.g.", "i.e.", "vs.", "etc.", "cf.", "dr.", "mr.", "mrs.", "approx."),
        *("resp.", "fig.", "incl.", "esp.", "al."),
    }
)

_CITED = r"(?:[ \t]*[\[【][^\[\]【】\n]{1,40}[\]】])*"
_END = re.compile(
    rf"(?P<stop>[.!?…][\"'”’)*_`]*{_CITED})(?=[ \t\n]+[^\s\[【])"
    rf"|(?P<wide>[。！？]{_CITED})(?=[^\s\[【])"
    rf"|\n+(?=[ \t]*[^\s\[【])"
)
_MARKER = re.compile(r"^\s*(?:\d{1,2}|[a-z])\.$")


def sentences(text: str) -> list[str]:
    """The sentences of a whole text, each on one line, none empty."""
    splitter = Splitter()
    return [*splitter.feed(text), *splitter.finish()]


class Splitter:
    """Gives each sentence as soon as it is certain that it has ended."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, text: str) -> Iterator[str]:
        """What a further piece of text has brought to its end."""
        self._rest += text
        begin = at = 0
        while found := _END.search(self._rest, at):
            at = found.end()
            if found["stop"] and _goes_on(self._rest[begin : found.start() + 1]):
                continue
            yield from _line(self._rest[begin:at])
            begin = at
        self._rest = self._rest[begin:]
        while len(self._rest) > LONGEST:
            yield from _line(self._rest[:LONGEST])
            self._rest = self._rest[LONGEST:]

    def finish(self) -> Iterator[str]:
        """What is left when nothing more comes."""
        rest, self._rest = self._rest, ""
        yield from _line(rest)


def _goes_on(text: str) -> bool:
    """Whether the full stop at the end belongs to a word or to the number of a list."""
    last = text.rsplit(None, 1)[-1] if text.strip() else ""
    return last.lower().lstrip("(") in SHORTENED or bool(_MARKER.match(text))


def _line(text: str) -> Iterator[str]:
    line = " ".join(text.split())
    if line:
        yield line
