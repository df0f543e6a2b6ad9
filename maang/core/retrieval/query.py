"""(rules) What a person typed → what is to be searched: terms, phrases, names, a stretch of time.

As in a search box: `"a phrase"` must be there, `-word` must not; OR is between all words anyway.
A name in backticks, or a query that is code and nothing else (`min_freq`, `n & (n-1)`), is looked
for as it stands.
"""

import re
from datetime import datetime, tzinfo

from maang.core.memory.terms import terms
from maang.core.retrieval.models import Asked
from maang.core.retrieval.moments import stretch_in

LONGEST = 2_000
"""Characters of a question that count."""

_QUOTED = re.compile(r'(?P<minus>(?<!\S)-)?"(?P<phrase>[^"]+)"')
_TICKED = re.compile(r"`([^`]+)`")
_MINUS = re.compile(r"(?<!\S)-(?=[^\W\d])(\w{2,})")
_CODE = re.compile(r"[_()\[\]{}=<>&|*/\\#]|\w[.:-]\w|[a-z][A-Z]|\+\+")
_CODE_WORDS = 5
"""A query of more words is a sentence that has code in it."""


def read(query: str, *, now: datetime, zone: tzinfo) -> Asked:
    """What is asked; a query without a single word of content has no `terms`."""
    text = " ".join(query[:LONGEST].split())
    if _is_code(text):
        literal = text.strip("`\"'")
        return Asked(literal, tuple(terms(literal)), literals=(literal,))
    required = tuple(each["phrase"] for each in _QUOTED.finditer(text) if not each["minus"])
    refused = [each["phrase"] for each in _QUOTED.finditer(text) if each["minus"]]
    text = _QUOTED.sub(lambda each: "" if each["minus"] else each["phrase"], text)
    ticked = tuple(_TICKED.findall(text))
    refused += _MINUS.findall(text)
    text = _MINUS.sub("", text).replace("`", "").replace(" OR ", " ")
    text = " ".join(text.split())
    return Asked(
        text=text,
        terms=tuple(terms(text)),
        required=required,
        refused=tuple(refused),
        literals=ticked + required,
        stretch=stretch_in(text, now=now, zone=zone),
    )


def _is_code(text: str) -> bool:
    few = len(text.split()) <= _CODE_WORDS
    return few and '"' not in text and _MINUS.search(text) is None and bool(_CODE.search(text))
