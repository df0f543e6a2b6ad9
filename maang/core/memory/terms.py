"""(rules) Text → terms with counts, for BM25: whole words and the parts of compound ones.

`two-sum` is itself, `two` and `sum`; `O(log n)` is `o(log n)`, `o`, `log` and `n`; `maxHeap` is
itself, `max` and `heap`. Nothing is stemmed.
"""

import re
from collections import Counter
from collections.abc import Iterator

_COMPLEXITY = re.compile(r"\bo\(([^()]{1,30}(?:\([^()]{0,20}\)[^()]{0,10})?)\)", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:[-./'+#]+\w+)*(?:\+\+|#)?")
_PART = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

LONGEST = 100
"""Characters of a term; what is longer is no word."""


def terms(text: str) -> Counter[str]:
    """How often each term occurs."""
    return Counter(each for each in _terms(text) if len(each) <= LONGEST)


def _terms(text: str) -> Iterator[str]:
    for found in _COMPLEXITY.finditer(text):
        yield f"o({' '.join(found[1].lower().split())})"
    for found in _WORD.finditer(text):
        word = found[0]
        whole = word.casefold()
        yield whole
        parts = [part for piece in _HUMP.split(word) for part in _PART.findall(piece)]
        if len(parts) > 1 or (parts and parts[0].casefold() != whole):
            yield from (part.casefold() for part in parts)
