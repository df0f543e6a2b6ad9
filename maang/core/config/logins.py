"""What a login on each platform consists of, and the environment variables that may carry it.

A platform not named here (somebody else's) has a user name and one secret called `token`.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Part(NamedTuple):
    """One secret of a login. `said` is what the platform itself calls it."""

    name: str
    said: str


LOGINS: Mapping[str, tuple[Part, ...]] = {
    "leetcode": (Part("session", "LEETCODE_SESSION"), Part("csrf", "csrftoken")),
    "codeforces": (Part("key", "API key"), Part("secret", "API secret")),
    "github": (Part("token", "token"),),
    "atcoder": (),
    "jsonlines": (),
    "anthropic": (Part("key", "API key"),),
    "google": (Part("key", "API key"),),
    "llamacpp": (Part("key", "API key"),),
    "ollama": (),
    "openai": (Part("key", "API key"),),
    "openai-compatible": (Part("key", "API key"),),
}
"""Platform, or provider of models → its secrets, the one that counts first. Without any, what is
public can be read."""

MODELS = frozenset({"anthropic", "google", "llamacpp", "ollama", "openai", "openai-compatible"})
"""Those that have language models and nothing to sync."""

NO_USER = frozenset({"jsonlines"}) | MODELS
"""Platforms that know nobody's name."""

FILE = "_FILE"


def parts_of(platform: str) -> tuple[Part, ...]:
    """The secrets of a login there."""
    return LOGINS.get(platform, (Part("token", "token"),))


def variable(platform: str, part: str) -> str:
    """The variable of one part, or of `user`: MAANG_LEETCODE_SESSION, MAANG_LEETCODE_USER."""
    return f"MAANG_{platform}_{part}".upper().replace("-", "_")


def secret_variables() -> tuple[str, ...]:
    """Every variable that may hold a secret of a platform we know."""
    return tuple(
        variable(platform, part.name) for platform, parts in LOGINS.items() for part in parts
    )


def login_variables(platforms: Iterable[str] = LOGINS) -> dict[str, str]:
    """Every variable of a login on those platforms, with a sentence on what it holds."""
    told: dict[str, str] = {}
    for platform in platforms:
        if platform not in NO_USER:
            told[variable(platform, "user")] = f"Your user name on {platform}."
        for part in parts_of(platform):
            name = variable(platform, part.name)
            told[name] = f"Your {part.said} of {platform}, instead of `maang login {platform}`."
            told[name + FILE] = f"A file that holds {name}."
    return told
