"""Words → problems, best first; every hit says why it was found, and nonsense finds nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from maang.core.problems.corpus import Corpus, Found
from maang.core.problems.models import Match
from maang.core.problems.query import Query, Wanted, read_query
from maang.core.problems.slugs import ReferenceKind

Rank = tuple[float, ...]
"""Sorts hits: smaller comes first."""

_ORDER = {match: place for place, match in enumerate(Match)}
_NOBODY: Mapping[str, int] = MappingProxyType({})
_UNNUMBERED = float("inf")


def rank(
    corpus: Corpus[Found], query: str, *, limit: int = 20, fame: Mapping[str, int] = _NOBODY
) -> list[tuple[Found, Match]]:
    """The problems a query finds, best first, at most `limit`.

    First its number, slug or title; then all its words anywhere, those in the title before those
    in pattern, topics and techniques; then beginnings of words; what merely looks alike only when
    nothing else was found. Among equals the better known come first: `fame` counts the lists a
    slug is in. A URL finds its own problem or nothing. Raises Invalid for an empty or over-long
    query.
    """
    search = _Search(read_query(query), corpus, fame)
    ranked = search.found() or search.alike()
    return [(corpus.problems[at], match) for _, at, match in sorted(ranked)[:limit]]


@dataclass(frozen=True, slots=True)
class _Search:
    query: Query
    corpus: Corpus[Any]
    fame: Mapping[str, int]

    def found(self) -> list[tuple[Rank, int, Match]]:
        """What the query finds as it was typed."""
        exact = self._exact()
        hits = [((0.0, float(place)), at, Match.EXACT) for at, place in exact.items()]
        return hits + [hit for hit in self._matching(self.query.wanted) if hit[1] not in exact]

    def alike(self) -> list[tuple[Rank, int, Match]]:
        """What the query may have meant, when it finds nothing as it was typed."""
        if not self.query.wanted or self.query.reference.kind is ReferenceKind.NUMBER:
            return []
        from maang.core.problems.typos import lookalikes, mended

        corpus = self.corpus
        near = lookalikes(self.query.titles[0], titles=corpus.squeezed_titles)
        for at, slips in lookalikes(self.query.squeezed, titles=corpus.squeezed_slugs).items():
            near[at] = min(slips, near.get(at, slips))
        hits = {at: (0.0, float(slips), *self._standing(at)) for at, slips in near.items()}
        widened = mended(self.query.wanted, vocabulary=corpus.vocabulary)
        for key, at, _ in self._matching(widened):
            slips = sum(not _holds(corpus.lines[at], want) for want in self.query.wanted)
            hits.setdefault(at, (1.0, float(slips), *key))
        return [(key, at, Match.TYPO) for at, key in hits.items()]

    def _exact(self) -> dict[int, int]:
        """Where something is called so: 0 for the number, 1 for the slug, 2 for the title."""
        corpus, reference, found = self.corpus, self.query.reference, dict[int, int]()
        for title in self.query.titles:
            found |= dict.fromkeys(corpus.by_title.get(title, ()), 2)
        if self.query.titles:
            found |= dict.fromkeys(corpus.by_squeezed_slug.get(self.query.squeezed, ()), 2)
        if reference.slug is not None:
            found |= dict.fromkeys(corpus.by_slug.get(reference.slug.lower(), ()), 1)
        if reference.number is not None:
            found |= dict.fromkeys(corpus.by_number.get(reference.number, ()), 0)
        return found

    def _matching(self, wanted: Sequence[Wanted]) -> list[tuple[Rank, int, Match]]:
        if not wanted:
            return []
        hits = []
        for at in self.corpus.having(wanted[0].spellings):
            line = self.corpus.lines[at]
            match = _match(line, wanted)
            if match is not None and all(_holds(line, want) for want in self.query.filters):
                place = _place(line, wanted, self.query.phrases)
                key = (float(_ORDER[match]), place, *self._standing(at))
                hits.append((key, at, match))
        return hits

    def _standing(self, at: int) -> Rank:
        """How well known a problem is, then how short its title, then its age."""
        problem = self.corpus.problems[at]
        title = _title(self.corpus.lines[at])
        fame = self.fame.get(problem.slug, 0) + (problem.pattern is not None)
        starts = any(title.startswith(run) for run in self.query.phrases)
        number = _UNNUMBERED if problem.number is None else float(problem.number)
        return (-float(fame), float(not starts), float(title.count(" ")), number)


def _match(line: str, wanted: Sequence[Wanted]) -> Match | None:
    begun = False
    for want in wanted:
        for phrase in want.phrases:
            if phrase in line:
                break
        else:
            if want.stem is None or want.stem not in line:
                return None
            begun = True
    return Match.PREFIX if begun else Match.WORDS


def _place(line: str, wanted: Sequence[Wanted], phrases: Sequence[str]) -> float:
    """Where the words stand: together in the title 0, in it in their order 1, together in the
    pattern 2 or a topic 3; else scattered, 4 and later for each word the title lacks."""
    title = _title(line)
    if any(run in title for run in phrases):
        return 0
    outside = sum(not _holds(title, want) for want in wanted)
    if not outside and _in_order(title, wanted):
        return 1
    if any(run in line for run in phrases):
        pattern = line.split("|", 3)[2]
        return 2 if any(run in pattern for run in phrases) else 3
    return 4 + outside


def _holds(text: str, want: Wanted) -> bool:
    return any(spelling in text for spelling in want.spellings)


def _in_order(title: str, wanted: Sequence[Wanted]) -> bool:
    at = 0
    for want in wanted:
        starts = [start for text in want.spellings if (start := title.find(text, at)) >= 0]
        if not starts:
            return False
        at = min(starts) + 1
    return True


def _title(line: str) -> str:
    return line.split("|", 2)[1]
