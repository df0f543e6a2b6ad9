"""Made things, kept in the process and on a server: looked for there before they are made again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from secrets import token_hex
from typing import TypeVar

from maang.core.cache import flights, tally
from maang.core.cache.flights import Flights
from maang.core.cache.keys import Names, stamped
from maang.core.cache.link import Link
from maang.core.cache.models import MISSING, Missing, Recipe, Value
from maang.core.cache.near import Near
from maang.core.cache.ports import Far
from maang.core.cache.tally import Tally

TAG_TTL = timedelta(days=30)
"""How long a tag's token lives; what carried it is then made anew."""

NEARLY = timedelta(seconds=30)
"""How long what the server had is kept here too: by so much it may outlive its time there."""

COUNTS = "counts"
"""The name under which the server adds up how asking went."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cache:
    """What was made is not made again while it is kept; without a server all is made, no slower.

    Nothing here raises for a server that is down, frozen or full. A value that carries tags is kept
    only where there is a server, since only there can another process have it forgotten; one that
    must be right across machines has the state of what it is made of among its parts instead.
    """

    names: Names
    link: Link
    near: Near = field(default_factory=Near)
    tally: Tally = field(default_factory=Tally)
    flights: Flights = field(default_factory=Flights)

    def key(self, kind: str, *parts: object) -> str:
        """The key of what is made of these parts. Raises ValueError for a kind that is no word."""
        return self.names.entry(kind, *parts)

    def get(self, key: str) -> Value | Missing:
        """What is kept under a key of `key()`, or MISSING."""
        value = self.near.get(key)
        return self._fetched(key) if value is MISSING else value

    def get_many(self, keys: Sequence[str]) -> list[Value | Missing]:
        """The same for many, in their order, in one round trip."""
        values = self.near.get_many(keys)
        absent = [index for index, value in enumerate(values) if value is MISSING]
        if absent:
            wanted = [keys[index] for index in absent]
            fetched = self.link.ask(lambda far: far.get_many(wanted))
            for index, value in zip(absent, fetched, strict=True):
                values[index] = value
            found = zip(wanted, fetched, strict=True)
            here = {key: value for key, value in found if not isinstance(value, Missing)}
            self.near.set_many(here, ttl=NEARLY)
        return values

    def set(self, key: str, value: Value, *, ttl: timedelta) -> None:
        """Keep a value for `ttl`."""
        self.set_many({key: value}, ttl=ttl)

    def set_many(self, entries: Mapping[str, Value], *, ttl: timedelta) -> None:
        """Keep many, in one round trip."""
        self.near.set_many(entries, ttl=ttl)
        if entries:
            self.link.ask(lambda far: far.set_many(entries, ttl=ttl))

    def delete(self, *keys: str) -> None:
        """Forget what is kept under these keys, here and on the server."""
        self.near.delete(keys)
        if keys:
            self.link.remove(keys)

    def forget(self, *tags: str) -> None:
        """Forget all that carries one of these tags; now, or before any of it is read again."""
        self.link.remove([self.names.tag(tag) for tag in tags])

    def clear(self, *kinds: str) -> None:
        """Remove all of these kinds, here and on the server: now, or when it is next opened."""
        patterns = [self.names.pattern(f"{kind}:*") for kind in kinds]
        for pattern in patterns:
            for keys in self.near.matching(pattern):
                self.near.delete(keys)
        self.link.remove_matching(patterns)

    def kept(self, recipe: Recipe[T], *parts: object) -> T | Missing:
        """What is kept of these parts, counted as asked for; for what cannot be made in one go."""
        found = self._kept(recipe, self.key(recipe.kind, recipe.version, *parts))
        if found is MISSING:
            self.tally.count(recipe.kind, tally.MISS)
        return found

    def keep(self, recipe: Recipe[T], made: T, *parts: object) -> None:
        """Keep what was made of these parts, if it is worth it."""
        if recipe.worth(made):
            key = self.key(recipe.kind, recipe.version, *parts)
            self.set(key, recipe.dump(made), ttl=recipe.ttl)

    def memoise(
        self,
        recipe: Recipe[T],
        make: Callable[[], T],
        *,
        parts: Sequence[object],
        tags: Sequence[str] = (),
    ) -> T:
        """What `make` gives for these parts, made now or kept from before.

        Whoever asks for the same at the same time, here or in another process, waits for the first
        one instead of making it too, but never longer than the recipe's patience. Whatever `make`
        raises passes through, and nothing is kept.
        """
        key = self._key_of(recipe, parts, tags)
        if key is None:
            self.tally.count(recipe.kind, tally.MISS)
            return make()
        found = self._kept(recipe, key)
        if found is not MISSING:
            return found
        with self.flights.alone(key, patience=recipe.patience):
            found = _loaded(recipe, self.near.get(key))  # made by whom we waited for
            return self._made(recipe, key, make) if found is MISSING else found

    def close(self) -> None:
        """Hand on what was counted, and give the connections back."""
        counts = self.tally.taken()
        if counts:
            name = self.names.own(COUNTS)
            reached, _ = self.link.attempt(lambda far: far.increment(name, counts))
            if not reached:
                self.tally.back(counts)
        self.link.close()

    def _key_of(
        self, recipe: Recipe[T], parts: Sequence[object], tags: Sequence[str]
    ) -> str | None:
        key = self.key(recipe.kind, recipe.version, *parts)
        if not tags:
            return key
        tokens = self._tokens([self.names.tag(tag) for tag in sorted(set(tags))])
        return None if tokens is None else stamped(key, tokens)

    def _tokens(self, names: Sequence[str]) -> list[str] | None:
        """The tokens of the tags, made where there are none; None where there is no server.

        They are read before anything is made: what is forgotten while it is being made lies under
        a token that nobody asks for any more.
        """
        if not self.link.settled():
            return None

        def read(far: Far) -> list[str | None]:
            tokens = far.claimed(names)
            absent = [name for name, token in zip(names, tokens, strict=True) if token is None]
            for name in absent:
                far.claim(name, token_hex(8), ttl=TAG_TTL)
            return far.claimed(names) if absent else tokens

        tokens = [token for token in self.link.ask(read) if token is not None]
        return tokens if len(tokens) == len(names) else None

    def _kept(self, recipe: Recipe[T], key: str) -> T | Missing:
        near = self.near.get(key)
        found = _loaded(recipe, self._fetched(key) if near is MISSING else near)
        if found is not MISSING:
            self.tally.count(recipe.kind, tally.FAR if near is MISSING else tally.NEAR)
        return found

    def _fetched(self, key: str) -> Value | Missing:
        value = self.link.ask(lambda far: far.get_many([key]))[0]
        if not isinstance(value, Missing):
            self.near.set_many({key: value}, ttl=NEARLY)
        return value

    def _made(self, recipe: Recipe[T], key: str, make: Callable[[], T]) -> T:
        if not self.link.there:  # nobody else to wait for, and nothing to tell
            made = make()
            if recipe.worth(made):
                self.near.set_many({key: recipe.dump(made)}, ttl=recipe.ttl)
            self.tally.count(recipe.kind, tally.MISS)
            return made
        mark = self.names.lock(key)
        with flights.claimed(self.link, mark, patience=recipe.patience) as ours:
            if not ours:
                found = _loaded(
                    recipe, flights.awaited(self.link, key, mark, patience=recipe.patience)
                )
                if found is not MISSING:
                    self.tally.count(recipe.kind, tally.FAR)
                    return found
            made = make()
            if recipe.worth(made):
                self.set(key, recipe.dump(made), ttl=recipe.ttl)
        self.tally.count(recipe.kind, tally.MISS)
        return made


def _loaded(recipe: Recipe[T], value: Value | Missing) -> T | Missing:
    if isinstance(value, Missing):
        return MISSING
    try:
        return recipe.load(value)
    except (ValueError, KeyError, TypeError):
        return MISSING
