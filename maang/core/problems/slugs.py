"""What a person types for a problem → one value that says what it is; titles → slugs."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from maang.core.cleaning import REPLACEMENT, safe_line
from maang.core.errors import Invalid
from maang.core.problems.neetcode import LEETCODE_NAMES

LONGEST = 300
"""Characters a reference may have."""

_HINT = "name it by its number, slug, URL or words, for example: 1, two-sum, two sum"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PAGE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_NUMBER = re.compile(r"#?\s*([0-9]{1,9})[.:)]?")
_TITLED = re.compile(r"#?\s*([0-9]{1,9})[.:)]\s+(\S.*)")
_LEETCODE = re.compile(r"(?:leetcode|lc)(?=[\s#:.\d-])[\s#:.-]*", re.IGNORECASE)
_CODEFORCES = re.compile(
    r"(?:codeforces|cf)[\s#:/-]*([0-9]{1,6})[\s/-]*([a-z][0-9]?)", re.IGNORECASE
)
_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)

_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs")

_SITES = {
    "leetcode.com": ("leetcode", "problems"),
    "leetcode.cn": ("leetcode", "problems"),
    "leetcode-cn.com": ("leetcode", "problems"),
    "neetcode.io": ("leetcode", "problems"),
    "codeforces.com": ("codeforces", "problem"),
    "hackerrank.com": ("hackerrank", "challenges"),
    "geeksforgeeks.org": ("geeksforgeeks", "problems"),
    "atcoder.jp": ("atcoder", "tasks"),
}
"""Host → the platform, and the part of the path after which the problem is named."""


class ReferenceKind(StrEnum):
    """What the typed text is."""

    NUMBER = "number"
    SLUG = "slug"
    """One word, or words with hyphens: a slug, but perhaps only a word to search for."""
    URL = "url"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Reference:
    """What was typed, read.

    `platform` is set when the text says it, `number` for a number. `slug` is certain for a URL of
    a known site (None: not a problem's page, or an unknown site) and the best guess otherwise.
    `words` is what is left to search for, empty where there is nothing but the number or the URL.
    """

    kind: ReferenceKind
    text: str
    words: str
    platform: str | None = None
    slug: str | None = None
    number: int | None = None


def slug_of(title: str) -> str:
    """The slug the catalogue gives a title: `Pow(x, n)` → `powx-n`.

    Raises Invalid when the title has no Latin letter or digit to make one from.
    """
    slug = _slug(title)
    if slug is None:
        raise Invalid(
            f"no slug can be made from {title!r}",
            hint="give the problem a slug of its own: lower-case letters, digits and hyphens",
        )
    return slug


def parse_reference(text: str) -> Reference:
    """Read a number (`1`, `#1`, `lc 1`, `1. Two Sum`), a slug, a URL or words.

    Raises Invalid when nothing printable is there, or more than `LONGEST` characters.
    """
    if len(text.strip()) > LONGEST:
        raise Invalid(f"a problem is named in at most {LONGEST} characters", hint=_HINT)
    typed = _printable(text)
    if not typed:
        raise Invalid("no problem is named", hint=_HINT)
    return _url(typed) or _codeforces(typed) or _leetcode(typed) or _named(typed)


def _printable(text: str) -> str:
    """Text without what no one can see: controls, joiners, private and unassigned characters."""
    plain = unicodedata.normalize("NFKC", safe_line(text).replace(REPLACEMENT, " "))
    seen = "".join(sign for sign in plain if unicodedata.category(sign) not in _UNSEEN)
    return " ".join(seen.split())


def _slug(title: str) -> str | None:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    kept = "".join(
        sign if sign.isalnum() else " " for sign in plain if sign.isalnum() or sign in " -_\t\n"
    )
    return "-".join(kept.split()) or None


def _named(typed: str) -> Reference:
    number = _NUMBER.fullmatch(typed)
    if number:
        words = typed if typed.isdecimal() else ""
        return Reference(ReferenceKind.NUMBER, typed, words, number=int(number[1]))
    titled = _TITLED.fullmatch(typed)
    if titled:
        title = titled[2]
        return Reference(
            ReferenceKind.NUMBER, typed, title, slug=_slug(title), number=int(titled[1])
        )
    if _SLUG.fullmatch(typed.lower()):
        return Reference(ReferenceKind.SLUG, typed, typed, slug=typed.lower())
    return Reference(ReferenceKind.WORDS, typed, typed, slug=_slug(typed))


def _leetcode(typed: str) -> Reference | None:
    prefix = _LEETCODE.match(typed)
    if not prefix or prefix.end() == len(typed):
        return None
    rest = _named(typed[prefix.end() :])
    words = "" if rest.words.isdecimal() else rest.words
    return Reference(
        rest.kind, typed, words, platform="leetcode", slug=rest.slug, number=rest.number
    )


def _codeforces(typed: str) -> Reference | None:
    found = _CODEFORCES.fullmatch(typed)
    if not found:
        return None
    slug = found[1] + found[2].upper()
    return Reference(ReferenceKind.SLUG, typed, slug, platform="codeforces", slug=slug)


def _url(typed: str) -> Reference | None:
    text = typed.strip("<>")
    scheme = _SCHEME.match(text)
    place = text[scheme.end() :] if scheme else text
    host, _, path = place.partition("?")[0].partition("#")[0].partition("/")
    platform, marker = _site(host)
    if not scheme and (platform is None or not path):
        return None
    parts = [part for part in path.split("/") if part]
    slug = _named_page(platform, marker, parts, host=host) if platform else None
    return Reference(ReferenceKind.URL, typed, "", platform=platform, slug=slug)


def _site(host: str) -> tuple[str | None, str]:
    name = host.lower().rpartition("@")[2].partition(":")[0]
    for known, site in _SITES.items():
        if name == known or name.endswith(f".{known}"):
            return site
    return None, ""


def _named_page(platform: str, marker: str, parts: list[str], *, host: str) -> str | None:
    if marker not in parts:
        return None
    at = parts.index(marker)
    if platform == "codeforces":
        return _codeforces_page(parts, at)
    page = parts[at + 1].lower() if at + 1 < len(parts) else ""
    if not _PAGE.fullmatch(page):
        return None
    return LEETCODE_NAMES.get(page, page) if "neetcode" in host.lower() else page


def _codeforces_page(parts: list[str], at: int) -> str | None:
    """`problemset/problem/1850/A` and `contest/1850/problem/A` → `1850A`."""
    after = parts[at + 1 : at + 3]
    contest, index = after if len(after) == 2 else (parts[at - 1], "".join(after))
    found = _CODEFORCES.fullmatch(f"cf{contest}{index}")
    return found[1] + found[2].upper() if found else None
