"""(rules) A Markdown file's bytes → its text, its title and the front matter it begins with."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from maang.core.cleaning import safe_line, safe_text
from maang.core.errors import Invalid

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)

LARGEST_FRONT = 64 * 1024
"""Characters of front matter that are understood."""

DEEPEST = 8
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says. `front` is what JSON can carry; `problem` says why it could not be read."""

    text: str
    title: str
    front: dict[str, Any]
    problem: str | None = None


def read_document(raw: bytes, *, name: str) -> Document:
    """Understand a file. `name` is its title where it has no other.

    Raises Invalid for what is not text of ours: binary, not UTF-8, nothing but white space.
    """
    if b"\0" in raw:
        raise Invalid("binary")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("not UTF-8") from error
    text = safe_text(text)
    front: dict[str, Any] = {}
    problem = None
    found = _FRONT.match(text)
    if found:
        front, problem = _front_matter(found[1])
        text = text[found.end() :] if problem is None else text
    text = text.strip("\n").rstrip()
    if not text.strip():
        raise Invalid("empty")
    heading = _HEADING.search(text)
    title = front.get("title") or (heading and heading[1]) or name
    return Document(text, safe_line(str(title))[:LONGEST_TITLE], front, problem)


def _front_matter(said: str) -> tuple[dict[str, Any], str | None]:
    if len(said) > LARGEST_FRONT:
        return {}, "its front matter is too long"
    import yaml

    class Plain(yaml.SafeLoader):  # type: ignore[misc]
        """YAML without aliases: a few lines of them can mean gigabytes."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("aliases are not understood")
            return super().compose_node(parent, index)

    try:
        value = yaml.load(said, Loader=Plain)  # noqa: S506 - a SafeLoader with less
        plain = _plain(value or {})
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return {}, "its front matter is not YAML we understand"
    if not isinstance(plain, dict):
        return {}, None if value is None else "its front matter is not YAML we understand"
    return plain, None


def _plain(value: Any, depth: int = 0) -> Any:
    """What JSON and the database can carry."""
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, dict):
        return {safe_line(str(key)): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item, depth + 1) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 1 << 63 else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime | date):
        return value.isoformat()
    return safe_text(value if isinstance(value, str) else repr(value))
