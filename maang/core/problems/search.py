"""Words → problems, best first; every hit says why it was found, and nonsense finds nothing.

A problem is searched through its haystack, one line of common forms: the whole title squeezed,
then title, pattern (perhaps empty), topics, techniques and difficulty between bars, each word
between spaces.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol, TypeVar

from maang.core.problems.models import Match
from maang.core.problems.query import Query, Wanted, read_query
from maang.core.problems.slugs import ReferenceKind
from maang.core.problems.wording import common_form, plain_words


class Searchable(Protocol):
    """What of a problem is searched."""

    @property
    def slug(self) -> str: ...
    @property
    def number(self) -> int | None: ...
    @property
    def title(self) -> str: ...
    @property
    def pattern(self) -> str | None: ...
    @property
    def topics(self) -> Sequence[str]: ...
    @property
    def techniques(self) -> Sequence[str]: ...
    @property
    def difficulty(self) -> str | None: ...
    @property
    def premium(self) -> bool: ...


Found = TypeVar("Found", bound=Searchable)

Rank = tuple[float, ...]
"""Sorts hits: smaller comes first."""

_ORDER = {match: place for place, match in enumerate(Match)}
_NOBODY: Mapping[str, int] = MappingProxyType({})
_UNNUMBERED = float("inf")


def haystack(problem: Searchable) -> str:
    """The line a problem is searched through; it may be stored and handed to `rank`."""
    return next(iter(haystacks([problem])))


def haystacks(problems: Iterable[Searchable]) -> list[str]:
    """`haystack` of many, at a fraction of the price of one by one."""
    forms: dict[str, str] = {}
    return [_haystack(problem, forms) for problem in problems]


def rank(
    problems: Sequence[Found],
    query: str,
    *,
    limit: int = 20,
    fame: Mapping[str, int] = _NOBODY,
    texts: Sequence[str] | None = None,
) -> list[tuple[Found, Match]]:
    """The problems a query finds, best first, at most `limit`.

    First its number, slug or title; then all its words anywhere, those in the title before those
    in pattern, topics and techniques; then beginnings of words; what merely looks alike only when
    nothing else was found. Among equals the better known come first: `fame` counts the lists a
    slug is in. `texts` are the problems' haystacks, when they are already known. A URL finds its
    own problem or nothing. Raises Invalid for an empty or over-long query.
    """
    asked = read_query(query)
    lines = haystacks(problems) if texts is None else texts
    search = _Search(asked, problems, lines, fame)
    ranked = search.found() or search.alike()
    return [(problems[at], match) for _, at, match in sorted(ranked)[:limit]]


@dataclass(frozen=True, slots=True)
class _Search:
    query: Query
    problems: Sequence[Searchable]
    lines: Sequence[str]
    fame: Mapping[str, int]

    def found(self) -> list[tuple[Rank, int, Match]]:
        """What the query finds as it was typed."""
        exact = {
            at: place for at in range(len(self.lines)) if (place := self._exact(at)) is not None
        }
        hits = [((0.0, float(place)), at, Match.EXACT) for at, place in exact.items()]
        return hits + [hit for hit in self._matching(self.query.wanted) if hit[1] not in exact]

    def alike(self) -> list[tuple[Rank, int, Match]]:
        """What the query may have meant, when it finds nothing as it was typed."""
        if not self.query.wanted or self.query.reference.kind is ReferenceKind.NUMBER:
            return []
        from maang.core.problems.typos import lookalikes, mended

        near = lookalikes(
            self.query.titles[0], titles=[line.partition("|")[0] for line in self.lines]
        )
        slugs = [problem.slug.replace("-", "") for problem in self.problems]
        for at, slips in lookalikes(self.query.squeezed, titles=slugs).items():
            near[at] = min(slips, near.get(at, slips))
        hits = {at: (0.0, float(slips), *self._standing(at)) for at, slips in near.items()}
        vocabulary = {word for line in self.lines for word in line.partition("|")[2].split()}
        widened = mended(self.query.wanted, vocabulary=vocabulary)
        for key, at, _ in self._matching(widened):
            slips = sum(not _holds(self.lines[at], want) for want in self.query.wanted)
            hits.setdefault(at, (1.0, float(slips), *key))
        return [(key, at, Match.TYPO) for at, key in hits.items()]

    def _exact(self, at: int) -> int | None:
        """0 for the number, 1 for the slug, 2 for the title; None for none of them."""
        problem, reference = self.problems[at], self.query.reference
        if reference.number is not None and problem.number == reference.number:
            return 0
        if reference.slug is not None and problem.slug.lower() == reference.slug.lower():
            return 1
        if not self.query.titles:
            return None
        squeezed = problem.slug.replace("-", "") == self.query.squeezed
        return 2 if squeezed or self.lines[at].partition("|")[0] in self.query.titles else None

    def _matching(self, wanted: Sequence[Wanted]) -> list[tuple[Rank, int, Match]]:
        if not wanted:
            return []
        hits = []
        for at, line in enumerate(self.lines):
            match = _match(line, wanted)
            if match is not None and all(_holds(line, want) for want in self.query.filters):
                place = _place(line, wanted, self.query.phrases)
                key = (float(_ORDER[match]), place, *self._standing(at))
                hits.append((key, at, match))
        return hits

    def _standing(self, at: int) -> Rank:
        """How well known a problem is, then how short its title, then its age."""
        problem = self.problems[at]
        title = _title(self.lines[at])
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
    return any(phrase in text for phrase in want.phrases) or (
        want.stem is not None and want.stem in text
    )


def _in_order(title: str, wanted: Sequence[Wanted]) -> bool:
    at = 0
    for want in wanted:
        spellings = want.phrases if want.stem is None else (*want.phrases, want.stem)
        starts = [start for spelling in spellings if (start := title.find(spelling, at)) >= 0]
        if not starts:
            return False
        at = min(starts) + 1
    return True


def _title(line: str) -> str:
    return line.split("|", 2)[1]


def _haystack(problem: Searchable, forms: dict[str, str]) -> str:
    title = _common(problem.title, forms)
    paid = "premium" if problem.premium else ""
    rest = (*problem.topics, *problem.techniques, problem.difficulty or "", paid)
    named = (problem.pattern or "", *(field for field in rest if field))
    fields = "|".join(f" {_common(field, forms)} " for field in named)
    return f"{title.replace(' ', '')}| {title} |{fields}"


def _common(text: str, forms: dict[str, str]) -> str:
    """`words_of`, each word and each field worked out once a call."""
    known = forms.get(text)
    if known is None:
        known = forms[text] = " ".join(map(common_form, plain_words(text)))
    return known
