"""(rules) The person's own keys: `[keys.review]` `good = "g"` checked, so that no key is lost."""

import string
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, cached_property

from textual.keys import Keys, _character_to_key

from maang.core.errors import Invalid
from maang.tui.keys import EVERY, TOGETHER, all_keys, spoken

HELP = "`?` in `maang tui` shows every key; docs/keys.md names them all"

_MODIFIERS = ("ctrl", "alt", "shift", "super")


class Keymap:
    """The keys that hold: the defaults, and what the person says instead."""

    def __init__(self, said: Mapping[str, str]) -> None:
        """`said` is by binding (`review.good`), keys separated by commas.

        Raises Invalid for a name that is none, for a key that no terminal sends, and where a key
        would mean two things at once.
        """
        defaults = dict(all_keys())
        for name in said:
            if name not in defaults:
                raise Invalid(f"keys.{name}: nothing is called so", hint=_near(name, defaults))
        self.own = {name: _read(name, keys) for name, keys in said.items()}
        self._keys = {**defaults, **self.own}
        if not self.own:
            return
        # a screen may use a key of everywhere itself: the grades of a review do
        meant = set(_clashes(defaults))
        for name, other, key in _clashes(self._keys):
            if (name, other, key) not in meant:
                raise Invalid(
                    f"the key {spoken(key)} would mean both {name} and {other}",
                    hint=f"give one of them another key in [keys]; {HELP}",
                )

    @cached_property
    def every(self) -> frozenset[str]:
        """All keys that mean something somewhere."""
        return frozenset(key for keys in self._keys.values() for key in keys.split(","))

    def keys(self, name: str) -> str:
        """All keys of a binding, as one reads them: `j down`."""
        return spoken(self._keys[name])

    def key(self, name: str) -> str:
        """The first of them."""
        return spoken(self._keys[name].split(",")[0])


def _read(name: str, keys: str) -> str:
    found = [_key(name, each.strip()) for each in keys.split(",")]
    return ",".join(dict.fromkeys(found))


def _key(name: str, said: str) -> str:
    *modifiers, last = said.split("+") if len(said) > 1 else [said]
    known = last in _names() or (len(last) == 1 and last.isprintable() and last != " ")
    if said and known and all(each in _MODIFIERS for each in modifiers):
        named = _character_to_key(last) if len(last) == 1 and not last.isalnum() else last
        return "+".join((*modifiers, named))
    raise Invalid(
        f"keys.{name}: {said!r:.40} is no key",
        hint='a letter, or a name such as "space", "f5", "ctrl+k"; several as "j,down"',
    )


@cache
def _names() -> frozenset[str]:
    """What Textual calls the keys that are no letters and no digits."""
    signs = {_character_to_key(sign) for sign in string.punctuation}
    return frozenset(signs | {key.value for key in Keys})


def _clashes(keys: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for tables in TOGETHER:
        taken: dict[str, str] = {}
        for table in tables:
            for act in table.acts:
                name = table.id_of(act)
                for key in keys[name].split(","):
                    before = taken.setdefault(key, name)
                    if before != name:
                        yield before, name, key


def _near(name: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    if near:
        return f"did you mean keys.{near[0]}?"
    return f"there is keys.{', keys.'.join(table.name for table in EVERY)}; {HELP}"
