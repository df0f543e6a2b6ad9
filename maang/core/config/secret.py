"""Values that must not be shown, and addresses without the password in them."""

import re

MASK = "***"

SHORTEST = 6
"""Characters from which a secret is taken out of other texts: a shorter one is in every text."""

_seen: set[str] = set()

_USERINFO = r"(?s)(?P<keep>^[^:/?#]*://[^:@]*):.*@"
_PARAMETER = r"(?i)(?P<keep>[?&][^=&#]*(?:password|secret|token)[^=&#]*=)[^&#]*"


class Secret:
    """A value that shows itself only to who asks for it by `reveal()`.

    Not a dataclass on purpose: what turns values into JSON does not know it and refuses.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value
        if len(value) >= SHORTEST:
            _seen.add(value)

    def reveal(self) -> str:
        """The value itself."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK


def seen() -> frozenset[str]:
    """Every secret this process has held: what no log, traceback or message may show."""
    return frozenset(_seen)


def redacted(text: str) -> str:
    """The text with `***` for each secret this process has held."""
    for secret in sorted(_seen, key=len, reverse=True):
        text = text.replace(secret, masked_url(secret) if "://" in secret else MASK)
    return text


def masked_url(url: str) -> str:
    """The address with `***` for each password in it, before the host or in the query.

    A password with an unescaped `@` or `/` is masked to its end: rather too much than too little.
    """
    without = re.sub(_USERINFO, rf"\g<keep>:{MASK}@", url)
    return re.sub(_PARAMETER, rf"\g<keep>{MASK}", without)


def has_password(url: str) -> bool:
    """Whether there is anything in the address to mask."""
    return masked_url(url) != url
