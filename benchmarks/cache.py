"""The cache against the bare client library, a dictionary, and making things anew.

`python -m benchmarks.cache [ROUNDS]` alone. Everything is timed in turns in this process, on a
Valkey of its own on a Unix socket; a ratio is of lower quartiles over the rounds.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path

import redis

from benchmarks.circumstances import circumstances
from benchmarks.measure import WARM_UPS, timed
from maang.core.cache.breaker import Breaker
from maang.core.cache.keys import Names
from maang.core.cache.link import Link
from maang.core.cache.models import Recipe
from maang.core.cache.owed import Owed
from maang.core.cache.service import Cache
from maang.core.clock import utc_now
from maang.core.embedding.models import Wanted
from maang.core.servers.service import Servers

LIBRARIES = ("redis", "hiredis", "backports.zstd")
CALLS = 200
"""Of each action in a turn."""

HOUR = timedelta(hours=1)
SMALL, LARGE = "a note of mine " * 60, "a note of mine " * 680
"""900 bytes, kept as they are, and 10 kB, kept compressed."""

Figures = dict[str, float]


def compare(*, rounds: int) -> Figures:
    """Each ratio by its name; `GET us` is what most of them are ratios of.

    On a busy machine a GET waits for the server's turn on a processor, and what never leaves the
    process looks better against it than it is: hence the load.
    """
    with _server() as (servers, state), redis.Redis.from_url(_url(servers), protocol=2) as raw:
        cache = _cache(servers.valkey_url, state)
        lost = _cache(lambda: "unix:///nonexistent/maang.sock", state / "lost")
        actions = _actions(cache, raw, _cache(lambda: None, state), lost)
        seconds = _in_turns(actions, rounds=rounds)
        cache.close()
    get = seconds["raw GET"]
    made, five = seconds["embedding made"], seconds["five GETs' work"]
    return {
        "load average": round(os.getloadavg()[0], 1),
        "GET us": round(1e6 * get, 1),
        "our get / raw GET, 900 bytes": round(seconds["our get"] / get, 2),
        "our get / raw GET, 10 kB": round(seconds["our large get"] / seconds["raw large GET"], 2),
        "near us": round(1e6 * seconds["near"], 3),
        "near / raw GET, 1 over": round(get / seconds["near"]),
        "Cache.get held near / raw GET, 1 over": round(get / seconds["get near"]),
        "dict / raw GET, 1 over": round(get / seconds["dict"]),
        "200 by MGET / 200 raw GETs, 1 over": round(200 * get / seconds["200 of ours"], 1),
        "embedding kept far / made": round(seconds["embedding kept"] / made, 3),
        "no server / made, embedding": round(seconds["embedding, no server"] / made, 3),
        "server given up / made, embedding": round(seconds["embedding, given up"] / made, 3),
        "no server / made, five GETs' work": round(seconds["work, no server"] / five, 3),
    }


def _actions(
    cache: Cache, raw: redis.Redis, alone: Cache, lost: Cache
) -> Mapping[str, Callable[[], object]]:
    small, large = cache.key("bench", "small"), cache.key("bench", "large")
    many = [cache.key("bench", number) for number in range(200)]
    cache.set_many({small: SMALL, large: LARGE} | dict.fromkeys(many, SMALL), ttl=HOUR)
    raw.set("bench:small", SMALL)
    raw.set("bench:large", LARGE)
    embed, numbers = _embedding(), count()
    recipe = Recipe("vector", HOUR, bytes, _bytes)
    work = _work(5 * statistics.median(timed(partial(raw.get, "bench:small")) for _ in range(999)))
    kept = {small: SMALL}
    far = cache.link.ask
    cache.memoise(recipe, embed, parts=["kept"])

    def kept_far() -> object:
        cache.near.delete([cache.key("vector", 1, "kept")])
        return cache.memoise(recipe, embed, parts=["kept"])

    return {
        "raw GET": partial(raw.get, "bench:small"),
        "our get": lambda: far(lambda store: store.get_many([small])),
        "raw large GET": partial(raw.get, "bench:large"),
        "our large get": lambda: far(lambda store: store.get_many([large])),
        "near": partial(cache.near.get, small),
        "get near": partial(cache.get, small),
        "dict": partial(kept.get, small),
        "200 of ours": lambda: far(lambda store: store.get_many(many)),
        "embedding kept": kept_far,
        "embedding made": embed,
        "embedding, no server": lambda: alone.memoise(recipe, embed, parts=[next(numbers)]),
        "embedding, given up": lambda: lost.memoise(recipe, embed, parts=[next(numbers)]),
        "five GETs' work": work,
        "work, no server": lambda: alone.memoise(recipe, work, parts=[next(numbers)]),
    }


def _embedding() -> Callable[[], bytes]:
    from maang.core.embedding.embedders.onnx import MiniLM

    model = MiniLM(Wanted())
    return lambda: model.embed(["what do I keep getting wrong in binary search?"]).tobytes()


def _work(seconds: float) -> Callable[[], bytes]:
    """Something that takes about so long, and always the same number of steps."""

    def steps(number: int) -> bytes:
        return str(sum(range(number))).encode()

    once = statistics.median(timed(partial(steps, 1000)) for _ in range(999))
    return partial(steps, max(1, round(1000 * seconds / once)))


def _bytes(kept: object) -> bytes:
    if not isinstance(kept, bytes):
        raise TypeError(type(kept).__name__)
    return kept


def _in_turns(actions: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, float]:
    """The lower quartile of one call's seconds, CALLS together (slow ones fewer), A B A B …"""
    times: dict[str, list[float]] = {name: [] for name in actions}
    calls = {name: _calls(action) for name, action in actions.items()}
    for turn in range(rounds + WARM_UPS):
        for name, action in actions.items():
            seconds = timed(partial(_repeat, action, calls[name])) / calls[name]
            if turn >= WARM_UPS:
                times[name].append(seconds)
    return {name: statistics.quantiles(found, n=4)[0] for name, found in times.items()}


def _calls(action: Callable[[], object]) -> int:
    quickest = min(timed(action) for _ in range(5))
    return max(1, min(CALLS, round(0.02 / quickest)))


def _repeat(action: Callable[[], object], number: int) -> None:
    for _ in range(number):
        action()


def _cache(find: Callable[[], str | None], state: Path) -> Cache:
    breaker = Breaker(state / "cache.down", now=utc_now)
    return Cache(Names("bench"), Link(find, breaker, Owed(state), lambda _: None, seconds=5))


def _url(servers: Servers) -> str:
    url = servers.valkey_url()
    if url is None:
        raise RuntimeError("the server is not running")
    return url


@contextmanager
def _server() -> Iterator[tuple[Servers, Path]]:
    home = Path(tempfile.mkdtemp(prefix="maang-bench-", dir="/tmp"))
    servers = Servers(home / "data", home / "state")
    try:
        servers.valkey()
        yield servers, home / "state"
    finally:
        servers.down()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    asked = int(sys.argv[1]) if sys.argv[1:] else 15
    found = circumstances(asked, libraries=LIBRARIES) | {"cache": compare(rounds=asked)}
    print(json.dumps(found, indent=2))
