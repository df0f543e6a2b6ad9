"""(rules) What a person says about a problem → what is stored: checked, cleaned, filled in."""

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

from maang.core.cleaning import safe_line
from maang.core.errors import Invalid
from maang.core.plain import to_plain
from maang.core.problems.models import Difficulty, Facts, Problem
from maang.core.problems.slugs import ReferenceKind, parse_reference, slug_of

OWN = "own"
"""The platform of what stands on no platform."""

LONGEST_TITLE = 200
LONGEST_NAME = 80
LONGEST_URL = 500
LARGEST_NUMBER = 999_999_999
"""What a reference can still name."""

_SLUG = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:[-_][a-z0-9]+)*")
_CODEFORCES = re.compile(r"[0-9]{1,6}[A-Z][0-9]?")
_PLATFORM = re.compile(r"[a-z][a-z0-9-]{0,39}")
_URL = re.compile(r"https?://[^\s/@]+(?:/\S*)?", re.IGNORECASE)
_RESERVED = ("last",)
"""What a reference understands as something else."""


def checked(facts: Facts) -> Facts:
    """The facts with their text made safe. Raises Invalid for what no problem can be."""
    if facts.number is not None and not 1 <= facts.number <= LARGEST_NUMBER:
        raise Invalid(f"{facts.number} is no problem's number", hint=f"1 to {LARGEST_NUMBER}")
    return replace(
        facts,
        title=_title(facts.title),
        url=_url(facts.url),
        pattern=_line("pattern", facts.pattern),
        topics=_names("topic", facts.topics),
        techniques=_names("technique", facts.techniques),
        time=_line("time", facts.time),
        space=_line("space", facts.space),
    )


def new_problem(facts: Facts, *, key: UUID) -> Problem:
    """The problem checked facts speak of: its URL says where it stands, its title its slug.

    Raises Invalid for no title, or where no slug can be made.
    """
    if not facts.title:
        raise Invalid("a problem needs a title", hint='maang problem add "Rotate a Ring"')
    page = parse_reference(facts.url) if facts.url else None
    known = page if page and page.kind is ReferenceKind.URL and page.slug else None
    platform = _platform(facts.platform or (known.platform if known else None) or OWN)
    slug = facts.slug or (known.slug if known else None) or slug_of(facts.title)
    return Problem(
        id=key,
        platform=platform,
        slug=_slug(slug, platform),
        number=facts.number,
        title=facts.title,
        difficulty=facts.difficulty,
        premium=bool(facts.premium),
        pattern=facts.pattern or None,
        topics=facts.topics or (),
        techniques=facts.techniques or (),
        time=facts.time or None,
        space=facts.space or None,
        url=facts.url or None,
    )


def edited(problem: Problem, facts: Facts) -> Problem:
    """The problem with what checked facts say in the place of what it said. Raises Invalid."""
    if facts.title == "":
        raise Invalid("a problem needs a title")
    said = {name: getattr(facts, name) for name in EDITABLE}
    changes = {name: value for name, value in said.items() if value is not None}
    return replace(problem, **{name: _stored(value) for name, value in changes.items()})


def restated(problem: Problem, facts: Facts) -> Problem:
    """The problem with all that checked facts say, also where they say nothing."""
    said = {name: getattr(facts, name) for name in EDITABLE}
    said |= {"title": facts.title or problem.title, "premium": bool(facts.premium)}
    said |= {"topics": facts.topics or (), "techniques": facts.techniques or ()}
    return replace(problem, **said)


EDITABLE = (
    *("title", "url", "number", "difficulty", "premium", "pattern"),
    *("topics", "techniques", "time", "space"),
)
"""What may be said of a problem that exists."""


def to_step(problem: Problem) -> dict[str, Any]:
    """A problem as an undo step keeps it."""
    plain = to_plain(problem)
    assert isinstance(plain, dict)  # a dataclass
    return plain


def from_step(plain: dict[str, Any]) -> Problem:
    """The problem an undo step keeps."""
    return Problem(
        **{
            **plain,
            "id": UUID(plain["id"]),
            "difficulty": Difficulty(plain["difficulty"]) if plain["difficulty"] else None,
            "topics": tuple(plain["topics"]),
            "techniques": tuple(plain["techniques"]),
        }
    )


def _stored(value: Any) -> Any:
    return None if value == "" else value


def _title(title: str | None) -> str | None:
    line = None if title is None else safe_line(title)
    if line is not None and len(line) > LONGEST_TITLE:
        raise Invalid(f"the title is {len(line)} characters long", hint=f"at most {LONGEST_TITLE}")
    return line


def _line(what: str, text: str | None) -> str | None:
    line = None if text is None else safe_line(text)
    if line is not None and len(line) > LONGEST_NAME:
        raise Invalid(f"the {what} is {len(line)} characters long", hint=f"at most {LONGEST_NAME}")
    return line


def _names(what: str, names: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if names is None:
        return None
    lines = (_line(what, name) for name in names)
    return tuple(dict.fromkeys(line for line in lines if line))


def _url(url: str | None) -> str | None:
    line = None if url is None else safe_line(url)
    if not line:
        return line
    if len(line) > LONGEST_URL or not _URL.fullmatch(line):
        raise Invalid(
            "that is no web address of a problem", hint="https://site/page, without a password"
        )
    return line


def _platform(platform: str) -> str:
    name = safe_line(platform).lower()
    if not _PLATFORM.fullmatch(name):
        raise Invalid(
            f"{platform!r} cannot be a platform", hint="one word: own, leetcode, hackerrank"
        )
    return name


def _slug(slug: str, platform: str) -> str:
    if platform == "codeforces" and _CODEFORCES.fullmatch(slug.upper()):
        return slug.upper()
    name = slug.lower()
    if not _SLUG.fullmatch(name) or len(name) > LONGEST_TITLE or name in _RESERVED:
        raise Invalid(
            f"{slug!r} cannot be a slug",
            hint="--slug with lower-case letters, digits and hyphens; not digits alone",
        )
    return name
