"""(rules) What a search looks through: a line of each problem, and what is asked of all of them.

A line, the problem's haystack, is made of common forms: the whole title squeezed, then title,
pattern (perhaps empty), topics, techniques and difficulty between bars, each word between spaces.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from maang.core.problems.wording import common_form, plain_words


class Searchable(Protocol):
    """What a search needs of a problem beside its line."""

    @property
    def slug(self) -> str: ...
    @property
    def number(self) -> int | None: ...
    @property
    def pattern(self) -> str | None: ...


class Described(Searchable, Protocol):
    """What its line is made of."""

    @property
    def title(self) -> str: ...
    @property
    def topics(self) -> Sequence[str]: ...
    @property
    def techniques(self) -> Sequence[str]: ...
    @property
    def difficulty(self) -> str | None: ...
    @property
    def premium(self) -> bool: ...


Found = TypeVar("Found", bound=Searchable)


class Corpus(Generic[Found]):
    """Problems and their haystacks, in the same order. What a search asks of all of them is worked
    out when it is first asked, and kept: whoever types asks again with each letter."""

    def __init__(self, problems: Sequence[Found], lines: Sequence[str]) -> None:
        self.problems = problems
        self.lines = lines

    def only(self, wanted: Callable[[Found], bool]) -> "Corpus[Found]":
        """Those of the problems that are wanted."""
        kept = [at for at, problem in enumerate(self.problems) if wanted(problem)]
        return Corpus([self.problems[at] for at in kept], [self.lines[at] for at in kept])

    @cached_property
    def by_number(self) -> Mapping[int | None, Sequence[int]]:
        """Number → where the problems with it stand."""
        return _places(problem.number for problem in self.problems)

    @cached_property
    def by_slug(self) -> Mapping[str, Sequence[int]]:
        """Slug in small letters → where."""
        return _places(problem.slug.lower() for problem in self.problems)

    @cached_property
    def by_squeezed_slug(self) -> Mapping[str, Sequence[int]]:
        """Slug without its hyphens → where."""
        return _places(self.squeezed_slugs)

    @cached_property
    def by_title(self) -> Mapping[str, Sequence[int]]:
        """Squeezed title → where."""
        return _places(self.squeezed_titles)

    @cached_property
    def squeezed_slugs(self) -> Sequence[str]:
        """Each slug without its hyphens."""
        return [problem.slug.replace("-", "") for problem in self.problems]

    @cached_property
    def squeezed_titles(self) -> Sequence[str]:
        """Each title in common form without its spaces."""
        return [line.partition("|")[0] for line in self.lines]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every line."""
        rest = (line.partition("|")[2] for line in self.lines)
        return frozenset(" ".join(rest).split())

    def having(self, spellings: Iterable[str]) -> list[int]:
        """Where the lines stand that have one of some texts in them."""
        found: set[int] = set()
        for spelling in spellings:
            found.update([at for at, line in enumerate(self.lines) if spelling in line])
        return sorted(found)


def haystack(problem: Described) -> str:
    """The line a problem is searched through; it may be stored."""
    return next(iter(haystacks([problem])))


def haystacks(problems: Iterable[Described]) -> list[str]:
    """`haystack` of many, at a fraction of the price of one by one."""
    forms: dict[str, str] = {}
    return [_haystack(problem, forms) for problem in problems]


Name = TypeVar("Name", int | None, str)


def _places(names: Iterable[Name]) -> dict[Name, list[int]]:
    found: dict[Name, list[int]] = {}
    for at, name in enumerate(names):
        found.setdefault(name, []).append(at)
    return found


def _haystack(problem: Described, forms: dict[str, str]) -> str:
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
