"""(rules) Text → terms with counts, for BM25: stems of words, and compound ones whole and in parts.

`two-sum` is itself, `two` and `sum`; `O(log n)` is `o(log n)`, `log` and `n`; `maxHeap` is
itself, `max` and `heap`; `sliding windows` is `slide` and `window` (Snowball's English stems).
Words that carry no topic are left out.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

import Stemmer

_COMPLEXITY = re.compile(r"\bo\(([^()]{1,30}(?:\([^()]{0,20}\)[^()]{0,10})?)\)", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:[-./'+#]+\w+)*(?:\+\+|#)?")
_PART = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

LONGEST = 100
"""Characters of a term; what is longer is no word."""

_QUIET = """
about after again all also am an and any are as at be because been before being but by can could
did do does doing done for from get gets give given go goes got had has have having he her here
him his how if in into is it its just know let like made make me more most much must my no nor not
now of off on once one only or other our out over own per please put really same say says she
should since so some something still such take than that the their them then there these they
thing things this those through to too under until up upon us use used very want was way we were
what when where whether which while who whose why will with would you your don't doesn't didn't
can't isn't it's i'm i'd i've what's
"""

QUIET = frozenset((*_QUIET.split(), "a", "i"))
"""Words of every question and every note: they say nothing of what either is about."""


def terms(text: str) -> Counter[str]:
    """How often each term occurs."""
    return Counter(each for each in _terms(text) if len(each) <= LONGEST)


def simple_parts(text: str) -> set[str]:
    """The terms of the smallest parts: whatever has this text, inside longer words too, has them,
    unless it begins or ends within a part."""
    parts = (part for piece in _HUMP.split(text) for part in _PART.findall(piece))
    return {_stem(part) for part in map(str.casefold, parts) if part not in QUIET}


def places(text: str, wanted: Collection[str]) -> list[tuple[int, int]]:
    """Where the words stand that have one of these terms: begin and end of each, in order."""
    return [
        found.span() for found in _WORD.finditer(text) if any(t in wanted for t in _of(found[0]))
    ]


def _terms(text: str) -> Iterator[str]:
    for found in _COMPLEXITY.finditer(text):
        yield f"o({' '.join(found[1].lower().split())})"
    for found in _WORD.finditer(text):
        yield from _of(found[0])


@lru_cache(maxsize=10_000)
def _of(word: str) -> tuple[str, ...]:
    whole = word.casefold()
    parts = [part.casefold() for piece in _HUMP.split(word) for part in _PART.findall(piece)]
    if parts == [whole]:
        parts = []
    return tuple(_stem(each) for each in (whole, *parts) if each not in QUIET)


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def _stem(word: str) -> str:
    """Compound words stay as they are: they are names."""
    return _stemmer().stemWord(word) if word.isalpha() else word
