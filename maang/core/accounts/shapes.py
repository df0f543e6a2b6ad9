"""(rules) What a person pasted → the secrets in it, whether they look right, and until when.

Nothing here ever puts a secret into a message.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from maang.core.accounts.tokens import expires_at, looks_like_token
from maang.core.config.logins import Part, parts_of
from maang.core.config.secret import Secret
from maang.core.errors import Invalid

SHORTEST = 16
"""Characters a secret has at least; what is shorter is a user name or a slip."""

TAIL = 4
"""Characters of a secret that may be shown."""

WHERE_TO_LOOK = {
    "leetcode": (
        "in a browser where you are logged in on leetcode.com: developer tools, Application or "
        "Storage, Cookies: LEETCODE_SESSION and csrftoken; or paste a request's whole Cookie header"
    ),
    "codeforces": "codeforces.com/settings/api makes a key and a secret; paste both",
    "anthropic": "console.anthropic.com/settings/keys makes a key",
    "google": "aistudio.google.com/apikey makes a key",
    "openai": "platform.openai.com/api-keys makes a key",
    "github": "github.com/settings/tokens makes a token; reading public events needs no scope",
}


def pasted(platform: str, text: str) -> dict[str, Secret]:
    """The secrets in a text: a Cookie header, `name=value` pairs, or the bare values in order.

    Raises Invalid when one is missing or does not look like what it should be.
    """
    parts = parts_of(platform)
    pairs, bare = _taken_apart(text, parts)
    free = [part for part in parts if part.name not in pairs]
    if len(bare) > len(free):
        raise _refused(platform, f"{len(bare)} values for {len(free)} secrets")
    pairs |= {part.name: value for part, value in zip(free, bare, strict=False)}
    return checked(platform, pairs)


def checked(platform: str, values: Mapping[str, str]) -> dict[str, Secret]:
    """The same secrets, each of the right shape. Raises Invalid."""
    for part in parts_of(platform):
        value = values.get(part.name)
        if value is None:
            raise _refused(platform, f"the {part.said} is missing")
        if len(value) < SHORTEST or not _is_word(value):
            raise _refused(platform, f"that is no {part.said}")
    if platform == "leetcode" and not looks_like_token(values["session"]):
        raise _refused(platform, "that is no LEETCODE_SESSION: it has three parts joined by dots")
    return {name: Secret(value) for name, value in values.items()}


def ends(platform: str, values: Mapping[str, Secret]) -> datetime | None:
    """When a login ends, read from the secret that counts; None where it does not say."""
    first = _first(platform, values)
    return expires_at(first.reveal()) if first else None


def tail(platform: str, values: Mapping[str, Secret]) -> str | None:
    """The last characters of the secret that counts."""
    first = _first(platform, values)
    return first.reveal()[-TAIL:] if first else None


def _first(platform: str, values: Mapping[str, Secret]) -> Secret | None:
    return next((values[part.name] for part in parts_of(platform) if part.name in values), None)


def _taken_apart(text: str, parts: tuple[Part, ...]) -> tuple[dict[str, str], list[str]]:
    """What is given by name, and what stands alone. Other cookies of a header are left out."""
    known = {said.lower(): part.name for part in parts for said in (part.name, part.said)}
    pairs: dict[str, str] = {}
    bare: list[str] = []
    text = re.sub(r"^\s*cookie:", "", text, flags=re.IGNORECASE)
    named = any(re.search(rf"(?i)(^|[\s;]){re.escape(name)}=", text) for name in known)
    for word in re.split(r"[;\s]+", text):
        name, equals, value = word.partition("=")
        if equals and name.lower() in known:
            pairs[known[name.lower()]] = value.strip("\"'")
        elif word and not named:
            bare.append(word.strip("\"'"))
    return pairs, bare


def _is_word(value: str) -> bool:
    return value.isascii() and value.isprintable() and not re.search(r"[\s;,\"']", value)


def _refused(platform: str, why: str) -> Invalid:
    return Invalid(f"{platform}: {why}", hint=WHERE_TO_LOOK.get(platform))
