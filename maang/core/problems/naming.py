"""(rules) What a person calls a pattern, topic, technique or list → the names that may mean."""

import difflib
from collections.abc import Callable, Iterable, Sequence

from maang.core.errors import Ambiguous
from maang.core.problems.models import Problem, ProblemList
from maang.core.problems.slugs import Reference
from maang.core.problems.synonyms import SYNONYMS
from maang.core.problems.wording import words_of

NEAREST = 3
"""How many names are offered for one that does not exist."""

_QUIET = ("and", "or", "the")


def matching(names: Iterable[str], said: str) -> tuple[str, ...]:
    """The names somebody means, all of the strongest kind; none is made up.

    First the very name, whatever its case, plural or abbreviation (`dp`); then those that hold its
    words (`dynamic programming`); then those whose words begin so (`slid win`).
    """
    words = _words(said)
    if not words:
        return ()
    known = {name: _words(name) for name in names}
    phrases = (words, *(phrase.split() for phrase in SYNONYMS.get(tuple(words), ())))
    for fits in (_equal, _holding, _beginning):
        found = _found(known, phrases, fits)
        if found:
            return found
    return ()


def nearest(names: Iterable[str], said: str) -> list[str]:
    """The names most like one that does not exist, best first; perhaps none."""
    known = {name.lower(): name for name in names}
    near = difflib.get_close_matches(said.strip().lower(), known, n=NEAREST, cutoff=0.5)
    return [known[name] for name in near]


def list_called(lists: Sequence[ProblemList], said: str) -> ProblemList | None:
    """The list of that slug, else of that name: `Blind 75` and `blind75` are `blind-75`."""
    by_slug = [one for one in lists if one.slug == said]
    wanted = "".join(_words(said))
    alike = [one for one in lists if wanted in ("".join(_words(n)) for n in (one.slug, one.name))]
    return next(iter(by_slug or (alike if wanted else [])), None)


Fits = Callable[[Sequence[str], Sequence[str]], bool]
"""Whether a name, in words, answers to a phrase, in words."""


def agreed(found: Sequence[Problem], parsed: Reference) -> Problem:
    """`2. Two Sum` names two problems; `1. Two Sum (easy)` names one, whatever it is called.

    Raises Ambiguous for the former.
    """
    numbered = [problem for problem in found if problem.number == parsed.number][:1]
    titled = [problem for problem in found if problem.slug == parsed.slug][:1]
    if titled and numbered != titled:
        raise Ambiguous(
            f"{parsed.text!r}: that number and that title do not belong together",
            candidates=tuple(map(candidate, (*numbered, *titled))),
            hint="name one by its slug or number alone",
        )
    return numbered[0]


def candidate(problem: Problem) -> str:
    """A problem as one of several that may be meant."""
    return f"{problem.number or '-'}  {problem.slug}  {problem.title}"


def _found(
    known: dict[str, list[str]], phrases: Iterable[Sequence[str]], fits: Fits
) -> tuple[str, ...]:
    phrases = list(phrases)
    return tuple(
        name for name, words in known.items() if any(fits(words, phrase) for phrase in phrases)
    )


def _equal(name: Sequence[str], phrase: Sequence[str]) -> bool:
    return "".join(name) == "".join(phrase)


def _holding(name: Sequence[str], phrase: Sequence[str]) -> bool:
    return f" {' '.join(phrase)} " in f" {' '.join(name)} "


def _beginning(name: Sequence[str], phrase: Sequence[str]) -> bool:
    return all(any(word.startswith(start) for word in name) for start in phrase)


def _words(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in _QUIET]
