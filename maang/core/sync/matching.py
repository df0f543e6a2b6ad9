"""(rules) A problem as a platform names it → ours: by slug, number, URL, then title, or a new one.

A weaker name is asked only where a stronger one is not given: a slug that fits nothing speaks
against a title that does, for many problems share one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from maang.core.cleaning import safe_line
from maang.core.errors import Invalid
from maang.core.ids import new_id
from maang.core.problems.facts import (
    LARGEST_NUMBER,
    LONGEST_NAME,
    LONGEST_TITLE,
    LONGEST_URL,
    checked,
    new_problem,
)
from maang.core.problems.models import Difficulty, Facts, Known, Problem
from maang.core.problems.slugs import LONGEST, ReferenceKind, parse_reference
from maang.core.sync.errors import SchemaChanged
from maang.core.sync.models import RemoteProblem

UPPER = ("codeforces",)
"""Platforms whose slugs are written in capitals; all others write them small."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a problem is called elsewhere, cleaned; `places` are (platform, slug), best first."""

    platform: str
    places: tuple[tuple[str, str], ...]
    number: int | None
    title: str | None


class Directory:
    """Problems of ours among which remote ones are looked up; titles are in small letters."""

    def __init__(self, problems: Iterable[Known]) -> None:
        self._by_place: dict[tuple[str, str], UUID] = {}
        self._by_number: dict[tuple[str, int], UUID] = {}
        self._by_title: dict[str, list[Known]] = {}
        for one in problems:
            self.add(one)

    def add(self, one: Known) -> None:
        """One problem more."""
        self._by_place[one.platform, one.slug] = one.id
        if one.number is not None:
            self._by_number[one.platform, one.number] = one.id
        self._by_title.setdefault(one.title, []).append(one)

    def find(self, name: Name) -> UUID | None:
        """Ours behind a name, if it is here and there is no doubt."""
        for place in name.places:
            if place in self._by_place:
                return self._by_place[place]
        if name.number is not None:
            return self._by_number.get((name.platform, name.number))
        if name.places or name.title is None:
            return None
        titled = self._by_title.get(name.title, [])
        own = [one for one in titled if one.platform == name.platform] or titled
        return own[0].id if len(own) == 1 else None


def placed(
    remote: Sequence[RemoteProblem], names: Sequence[Name], directory: Directory
) -> tuple[list[UUID], list[Problem]]:
    """Ours for each of theirs, whose names are given too, and those that have to be added for it.

    Raises SchemaChanged for what no problem can be.
    """
    places, new = [], []
    for one, name in zip(remote, names, strict=True):
        place = directory.find(name)
        if place is None:
            problem = added(one, key=new_id())
            directory.add(known(problem))
            new.append(problem)
            place = problem.id
        places.append(place)
    return places, new


def name_of(remote: RemoteProblem) -> Name:
    """What a remote problem is called. Raises SchemaChanged where it is not called anything."""
    platform = safe_line(remote.platform).lower()
    places = []
    if remote.slug and (slug := safe_line(remote.slug)):
        for where in (platform, *remote.elsewhere):
            places.append((where, slug.upper() if where in UPPER else slug.lower()))
    elif (page := _page(remote.url)) is not None:
        places.append(page)
    title = safe_line(remote.title or "").lower() or None
    number = remote.number if 0 < (remote.number or 0) <= LARGEST_NUMBER else None
    if not places and number is None and title is None:
        raise SchemaChanged(
            f"{platform} names a problem by nothing we know",
            hint="look for a newer maang: pip install --upgrade maang",
        )
    return Name(platform, tuple(places), number, title)


def added(remote: RemoteProblem, *, key: UUID) -> Problem:
    """The new problem a remote one makes. Raises SchemaChanged for what no problem can be."""
    name = name_of(remote)
    platform, slug = name.places[0] if name.places else (name.platform, None)
    title = safe_line(remote.title or "") or slug or f"{platform} {name.number}"
    facts = Facts(
        title=title[:LONGEST_TITLE],
        platform=platform,
        slug=slug,
        number=name.number,
        url=remote.url if remote.url and len(remote.url) <= LONGEST_URL else None,
        difficulty=_difficulty(remote.difficulty),
        topics=tuple(topic[:LONGEST_NAME] for topic in remote.topics),
    )
    try:
        return new_problem(checked(facts), key=key)
    except Invalid as error:
        raise SchemaChanged(
            f"{platform} names a problem {title!r}: {error.message}", hint=error.hint
        ) from error


def known(problem: Problem) -> Known:
    """A problem as the directory has it."""
    return Known(problem.id, problem.platform, problem.slug, problem.number, problem.title.lower())


def _page(url: str | None) -> tuple[str, str] | None:
    """The platform and slug an address names, where it is one of a site we know."""
    if not url or not url.strip() or len(url) > LONGEST:
        return None
    page = parse_reference(url)
    if page.kind is not ReferenceKind.URL or page.platform is None or page.slug is None:
        return None
    return page.platform, page.slug


def _difficulty(said: str | None) -> Difficulty | None:
    word = (said or "").strip().lower()
    return Difficulty(word) if word in list(Difficulty) else None
