"""(rules) A text → pieces small enough to be compared by meaning, each with its place.

Sections are found here, because a piece must know the headings above it; inside a section
semantic-text-splitter decides: block, sentence, word, and only then anywhere. It is
kept, imports in a millisecond where langchain-text-splitters takes 272, and tells offsets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from semantic_text_splitter import MarkdownSplitter, TextSplitter

BUDGET = 750
"""Bytes of UTF-8 in a piece. The default model reads 256 tokens; prose has four bytes a token, most
other scripts three. Code has two to three: where a full piece is that dense, its end is in no
vector."""

_STRETCH = 25_000
"""Characters handed to the splitter at once, whose time grows with the square of them."""

_LINE = re.compile(
    r"^ {0,3}(?:(?P<marks>\#{1,6})(?P<title>[ \t][^\r\n]*)?(?=\r|\n|\Z)"
    r"|(?P<fence>`{3,}|~{3,})(?P<info>[^\r\n]*))",
    re.MULTILINE,
)
_CLOSING_MARKS = re.compile(r"(?:^|[ \t])#+$")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CUTS = "\n\n", "\n", " "


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece: `text` is source[start:end], in characters, and stands below `headings`.

    `headings` begins with the outermost one.
    """

    text: str
    start: int
    end: int
    headings: tuple[str, ...] = ()


def split(
    text: str, *, budget: int = BUDGET, overlap: int = 0, markdown: bool = True
) -> list[Chunk]:
    """The pieces in order: every character but the white space between two is in one of them.

    `budget` and `overlap` count bytes of UTF-8; with an overlap a piece repeats the end of the one
    before it in its section. A lone surrogate, which no database takes, becomes U+FFFD. A piece is
    larger than the budget only where a single character is.
    """
    source = _SURROGATE.sub("\ufffd", text)
    kind = MarkdownSplitter if markdown else TextSplitter
    splitter = kind.from_callback(_bytes, budget, overlap, trim=False)
    chunks = []
    for begin, finish, headings in _sections(source) if markdown else [(0, len(source), ())]:
        for first, last in _stretches(source, begin, finish):
            for offset, piece in splitter.chunk_indices(source[first:last]):
                chunks.append(_trimmed(source, first + offset, len(piece), headings))
    return [chunk for chunk in chunks if chunk.text]


def _bytes(text: str) -> int:
    return len(text.encode())


def _sections(source: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where each section begins and ends, and its headings; together they are the whole text.

    A heading with nothing below it but the next heading begins that one's section.
    """
    begin, after, path = 0, 0, dict[int, str]()
    for match in _headings(source):
        if source[after : match.start()].strip():
            yield begin, match.start(), tuple(path.values())
            begin = match.start()
        level = len(match["marks"])
        path = {above: title for above, title in path.items() if above < level}
        title = _CLOSING_MARKS.sub("", (match["title"] or "").strip()).strip()
        if title:
            path[level] = title
        after = match.end()
    yield begin, len(source), tuple(path.values())


def _headings(source: str) -> Iterator[re.Match[str]]:
    """The headings that are not code; a fence nobody closes lasts to the end, as in CommonMark."""
    fence = ""
    for match in _LINE.finditer(source):
        found = match["fence"]
        if found is None:
            if not fence:
                yield match
        elif not fence:
            fence = "" if found[0] == "`" and "`" in match["info"] else found
        elif found.startswith(fence) and not match["info"].strip():
            fence = ""


def _stretches(source: str, begin: int, finish: int) -> Iterator[tuple[int, int]]:
    """The section in parts that are quick to split, cut between blocks, lines or words."""
    while finish - begin > _STRETCH:
        cuts = (source.rfind(cut, begin + _STRETCH // 2, begin + _STRETCH) for cut in _CUTS)
        cut = next((at for at in cuts if at >= 0), begin + _STRETCH)
        yield begin, cut
        begin = cut
    yield begin, finish


def _trimmed(source: str, start: int, length: int, headings: tuple[str, ...]) -> Chunk:
    """Without white space around, but for the indent of the first line."""
    end = start + len(source[start : start + length].rstrip())
    blank = re.match(r"(?:[^\S\n]*\n)*", source[start:end])
    start += len(blank[0]) if blank else 0
    return Chunk(source[start:end], start, end, headings)
