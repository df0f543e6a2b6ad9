"""The language of a submission: from the many names that judges give to the one of ours (rules)."""

import re

from maang.core.cleaning import safe_line

_NAMES = (
    ("python", r"(micro|c)?python|pypy|pythondata|pythonml"),
    ("typescript", r"typescript"),
    ("javascript", r"javascript|node(\.?js)?\b"),
    ("kotlin", r"kotlin"),
    ("java", r"java\b|java\s?\d|openjdk"),
    ("cpp", r"(gnu |ms |visual )*(c\+\+|cpp\b|g\+\+)|clang\+\+"),
    ("csharp", r"(mono )?c#|csharp|\.net core c#"),
    ("c", r"(gnu )?c(?=$|[\s(]|\d\d\b)"),
    ("go", r"go(lang)?\b"),
    ("rust", r"rust"),
    ("swift", r"swift"),
    ("ruby", r"ruby"),
)
"""What the judge's word begins with, in any case: `PyPy 3-64`, `GNU C++17`, `Java (OpenJDK 17)`."""

_PATTERNS = tuple((name, re.compile(begins, re.IGNORECASE)) for name, begins in _NAMES)


def language_of(said: str) -> str | None:
    """`python` for `Python3` or `PyPy 3-64`; a language we have no name for keeps its own, in lower
    case; None where nothing is said."""
    word = safe_line(said)
    for name, begins in _PATTERNS:
        if begins.match(word):
            return name
    return word.lower() or None
