"""The second level: Redis or Valkey, shared by processes. The one door to the client library.

One try, no retry, and a deadline on every answer: 30 ms on a Unix socket, 200 ms over TCP (the
library's own defaults wait 4 s for a server that is down and 45 s for one that is frozen). Errors
are Unavailable (it does not answer) and BadReply (it answers, but no: out of memory, say).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, TypeVar

import redis
from redis import exceptions
from redis.backoff import NoBackoff
from redis.retry import Retry

from maang.core.cache.encoding import Unreadable, decode, encode
from maang.core.cache.models import MISSING, Missing, Told, Value
from maang.core.errors import BadReply, Invalid, Unavailable

NEAR_SECONDS, FAR_SECONDS = 0.03, 0.2
"""How long an answer may take on a Unix socket, and over a network."""

CONNECTIONS = 16
"""Of one process at a time; who finds them all taken does without."""

BATCH = 1000
"""Keys looked at, or removed, in one round trip."""

RELEASE = "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('del',KEYS[1]) end return 0"
"""Remove a mark only if it is still ours: it may have expired and be another's by now."""

T = TypeVar("T")


class Redis:
    """A store on the server at a `unix://`, `redis://` or `rediss://` URL; connects when asked.

    `seconds` takes the place of both deadlines. Every method may raise Unavailable or BadReply.
    Raises Invalid for a URL that is not understood.
    """

    def __init__(self, url: str, *, seconds: float | None = None) -> None:
        waits = seconds or (NEAR_SECONDS if url.startswith("unix:") else FAR_SECONDS)
        try:
            # RESP2 needs no handshake, and nobody reads the name of our driver.
            self._client = redis.Redis.from_url(
                url,
                protocol=2,
                driver_info=None,
                socket_timeout=waits,
                socket_connect_timeout=waits,
                retry=Retry(NoBackoff(), 0),
                max_connections=CONNECTIONS,
                decode_responses=False,
            )
        except ValueError as error:  # its words may hold a part of the password
            raise Invalid(
                "the address of the cache is not understood", hint="maang config get redis.url"
            ) from None if "@" in url else error

    def get_many(self, keys: Sequence[str]) -> list[Value | Missing]:
        """See Store. GET for one key, MGET for more."""
        if len(keys) == 1:
            return [_read(self._ask(lambda: self._client.get(keys[0])))]
        if not keys:
            return []
        return [_read(kept) for kept in self._ask(lambda: self._client.mget(keys))]

    def set_many(self, entries: Mapping[str, Value], *, ttl: timedelta) -> None:
        """See Store. SET for one entry, a pipeline for more."""
        kept = {key: encode(value) for key, value in entries.items()}
        if len(kept) == 1:
            ((key, value),) = kept.items()
            self._ask(lambda: self._client.set(key, value, px=ttl))
            return
        with self._client.pipeline(transaction=False) as line:
            for key, value in kept.items():
                line.set(key, value, px=ttl)
            self._ask(line.execute)

    def delete(self, keys: Sequence[str]) -> int:
        """See Store. UNLINK, a thousand at a time."""
        batches = (keys[first : first + BATCH] for first in range(0, len(keys), BATCH))
        return sum(self._ask(lambda: self._client.unlink(*batch)) for batch in batches)  # noqa: B023

    def matching(self, pattern: str) -> Iterator[list[str]]:
        """See Store. SCAN, which never stops the server for long as KEYS does."""
        cursor = 0
        while True:
            cursor, found = self._ask(
                lambda: self._client.scan(cursor, match=pattern, count=BATCH)  # noqa: B023
            )
            yield [key.decode(errors="replace") for key in found]
            if cursor == 0:
                return

    def hash_set(self, name: str, fields: Mapping[str, Value], *, ttl: timedelta) -> None:
        """See Hashes."""
        kept = {field: encode(value) for field, value in fields.items()}
        self._keeping(name, ttl, lambda line: line.hset(name, mapping=kept))

    def hash_get(self, name: str) -> dict[str, Value]:
        """See Hashes."""
        found = self._ask(lambda: self._client.hgetall(name))
        read = {field.decode(errors="replace"): _read(kept) for field, kept in found.items()}
        return {field: value for field, value in read.items() if not isinstance(value, Missing)}

    def push(self, name: str, values: Sequence[Value], *, keep: int, ttl: timedelta) -> None:
        """See Lists."""
        kept = [encode(value) for value in values]
        self._keeping(
            name,
            ttl,
            lambda line: line.lpush(name, *kept),
            lambda line: line.ltrim(name, 0, keep - 1),
        )

    def items(self, name: str, *, limit: int) -> list[Value]:
        """See Lists."""
        read = map(_read, self._ask(lambda: self._client.lrange(name, 0, limit - 1)))
        return [value for value in read if not isinstance(value, Missing)]

    def add(self, name: str, members: Sequence[str], *, ttl: timedelta) -> None:
        """See Sets."""
        self._keeping(name, ttl, lambda line: line.sadd(name, *members))

    def members(self, name: str) -> set[str]:
        """See Sets."""
        found = self._ask(lambda: self._client.smembers(name))
        return {member.decode(errors="replace") for member in found}

    def increment(self, name: str, by: Mapping[str, int]) -> None:
        """See Counters."""
        with self._client.pipeline(transaction=False) as line:
            for field, amount in by.items():
                line.hincrby(name, field, amount)
            self._ask(line.execute)

    def counts(self, name: str) -> dict[str, int]:
        """See Counters."""
        found = self._ask(lambda: self._client.hgetall(name))
        return {field.decode(errors="replace"): int(count) for field, count in found.items()}

    def expire(self, name: str, *, ttl: timedelta) -> bool:
        """See Lives."""
        return bool(self._ask(lambda: self._client.pexpire(name, ttl)))

    def remaining(self, name: str) -> timedelta | None:
        """See Lives."""
        milliseconds = self._ask(lambda: self._client.pttl(name))
        return timedelta(milliseconds=milliseconds) if milliseconds >= 0 else None

    def claim(self, name: str, token: str, *, ttl: timedelta) -> bool:
        """See Claims. SET NX PX."""
        return bool(self._ask(lambda: self._client.set(name, token, nx=True, px=ttl)))

    def release(self, name: str, token: str) -> bool:
        """See Claims."""
        return bool(self._ask(lambda: self._client.eval(RELEASE, 1, name, token)))

    def claimed(self, names: Sequence[str]) -> list[str | None]:
        """See Claims."""
        found = self._ask(lambda: self._client.mget(names)) if names else []
        return [None if token is None else token.decode(errors="replace") for token in found]

    def told(self) -> Told:
        """What the server says of itself."""
        said = self._ask(self._client.info)
        program = "Valkey" if "valkey_version" in said else "Redis"
        version = said.get("valkey_version") or said.get("redis_version")
        return Told(
            server=f"{program} {version}" if version else None,
            memory=said.get("used_memory"),
            memory_limit=said.get("maxmemory") or None,
            policy=said.get("maxmemory_policy"),
            evicted=said.get("evicted_keys"),
            uptime_seconds=said.get("uptime_in_seconds"),
        )

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _keeping(self, name: str, ttl: timedelta, *steps: Callable[[Any], object]) -> None:
        with self._client.pipeline(transaction=True) as line:
            for step in steps:
                step(line)
            line.pexpire(name, ttl)
            self._ask(line.execute)

    def _ask(self, question: Callable[[], Any]) -> Any:
        try:
            return question()
        except exceptions.MaxConnectionsError as error:
            raise BadReply("every connection to the cache is in use") from error
        except (exceptions.ConnectionError, exceptions.TimeoutError, OSError) as error:
            raise Unavailable(
                f"the cache does not answer ({_said(error)})", hint="maang doctor"
            ) from error
        except (exceptions.RedisError, ValueError) as error:
            raise BadReply(f"the cache refuses ({_said(error)})") from error


def _read(kept: Any) -> Value | Missing:
    if not isinstance(kept, bytes):
        return MISSING
    try:
        return decode(kept)
    except Unreadable:
        return MISSING


def _said(error: Exception) -> str:
    """Its first line. A URL, and so a password, is in none of them."""
    return (str(error).splitlines() or [type(error).__name__])[0]
