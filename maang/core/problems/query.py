"""What the words of a search ask for: noise dropped, abbreviations spelled out."""

import re
from dataclasses import dataclass
from itertools import islice, product

from maang.core.problems.slugs import Reference, ReferenceKind, parse_reference
from maang.core.problems.synonyms import ABBREVIATIONS, LONGEST, SYNONYMS
from maang.core.problems.wording import common_form, plain_words

_GRAMMAR = ("a", "an", "and", "are", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to")
_CHATTER = ("find", "lc", "leetcode", "neetcode", "problem", "question", "solution", "solve")
_NOISE = frozenset((*_GRAMMAR, *_CHATTER, "problems", "questions", "using", "via", "with"))
_FILTERS = frozenset(("easy", "medium", "hard", "premium"))
_MOST_SPELLINGS = 8
_INNER = r"\((?:[^()]|\([^()]*\))*\)"
_COMPLEXITY = re.compile(rf"\b[oO]\s*\((?:[^()]|{_INNER})*\)(?:\s*(?:time|space)\b)?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing a problem must have: any of `phrases`, or a word that begins with `stem`.

    Both are padded with the spaces that bound them in a haystack: ` tree `, ` tre`. The first
    phrase is the word itself; without a stem only whole words count (`dp`, `lis`, numbers).
    """

    phrases: tuple[str, ...]
    stem: str | None

    @property
    def word(self) -> str:
        """The word itself, in its common form."""
        return self.phrases[0].strip()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Whatever will do: a phrase, or the stem."""
        return self.phrases if self.stem is None else (*self.phrases, self.stem)


@dataclass(frozen=True, slots=True)
class Query:
    """A search, read.

    `squeezed` is every letter and digit as typed, `titles` the same in common form, with and
    without noise words; `phrases` are the runs of words that weigh most where they stand together.
    `filters` must be met too, wherever they stand: the difficulty, or that it is premium.
    """

    reference: Reference
    squeezed: str
    titles: tuple[str, ...]
    phrases: tuple[str, ...]
    wanted: tuple[Wanted, ...]
    filters: tuple[Wanted, ...]


def read_query(text: str) -> Query:
    """Read what was typed. Raises Invalid where `parse_reference` does."""
    reference = parse_reference(text)
    if reference.kind is ReferenceKind.URL:
        return Query(reference, "", (), (), (), ())
    every = plain_words(reference.words)
    telling = plain_words(_COMPLEXITY.sub(" ", reference.words))
    wanted, filters = _sorted_out(_wanted(telling))
    quiet = _without_noise(telling)
    titles = ("".join(map(common_form, words)) for words in (every, quiet))
    return Query(
        reference=reference,
        squeezed="".join(every),
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        phrases=_phrases(every, wanted),
        wanted=tuple(dict.fromkeys(wanted)),
        filters=tuple(filters),
    )


def _without_noise(words: list[str]) -> list[str]:
    return [word for word in words if word not in _NOISE] or words


def _sorted_out(wanted: list[Wanted]) -> tuple[list[Wanted], list[Wanted]]:
    """What is looked for, and what it is filtered by, unless nothing is left to look for."""
    telling = [want for want in wanted if want.word not in _NOISE] or wanted
    sought = [want for want in telling if want.word not in _FILTERS]
    if not sought:
        return telling, []
    return sought, [want for want in telling if want.word in _FILTERS]


def _wanted(words: list[str]) -> list[Wanted]:
    forms = [common_form(word) for word in words]
    found = []
    at = 0
    while at < len(words):
        size = _known_run(forms, at)
        beginning = _beginning(words, at) if size == 1 else None
        found.append(_one_wanted(forms[at : at + size], beginning))
        at += size
    return found


def _phrases(words: list[str], wanted: list[Wanted]) -> tuple[str, ...]:
    """The words as typed, then each way to spell out their abbreviations, a few at most."""
    typed = " ".join(map(common_form, words))
    spelled = islice(product(*(want.phrases for want in wanted)), _MOST_SPELLINGS)
    runs = (typed, *(" ".join(phrase.strip() for phrase in run) for run in spelled))
    return tuple(dict.fromkeys(f" {run} " for run in runs if run))


def _known_run(forms: list[str], at: int) -> int:
    for size in range(min(LONGEST, len(forms) - at), 1, -1):
        if tuple(forms[at : at + size]) in SYNONYMS:
            return size
    return 1


def _beginning(words: list[str], at: int) -> str | None:
    """The word as typed where it may be the beginning of a longer one."""
    word = words[at]
    alone = len(word) == 1 and len(words) == 1
    return None if alone or word.isdecimal() or common_form(word) in ABBREVIATIONS else word


def _one_wanted(run: list[str], beginning: str | None) -> Wanted:
    phrases = (" ".join(run), *SYNONYMS.get(tuple(run), ()))
    stem = None if beginning is None else f" {beginning}"
    return Wanted(tuple(f" {phrase} " for phrase in phrases), stem)
