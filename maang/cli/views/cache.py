"""(rules) The cache → what the person reads."""

from rich.console import Group, RenderableType
from rich.text import Text

from maang.cli.views.servers import size
from maang.cli.views.tables import grid
from maang.core.cache.models import CacheStats, Flushed, KindStats, Ping
from maang.words.common import plural

FEW = 5
"""From fewer answers no share is given."""


def ping(value: Ping) -> RenderableType:
    """Whether the cache answers, and where it is (a path of any length: folded)."""
    said = f"{value.server or 'a server'} answers in {value.milliseconds} ms"
    lines = [said if value.answers else f"no answer: {value.detail}", value.where]
    return Group(*(Text(line, overflow="fold") for line in lines if line))


def stats(value: CacheStats) -> RenderableType:
    """The server, and a line for each kind of thing in it."""
    told = value.told
    limit = f" of {size(told.memory_limit)}" if told.memory_limit else ""
    facts = (
        ("server", told.server or "-"),
        ("where", value.where or "-"),
        ("memory", f"{size(told.memory)}{limit}"),
        ("when full", told.policy or "-"),
        ("evicted", "-" if told.evicted is None else str(told.evicted)),
        ("own keys", str(value.own_keys)),
    )
    if not value.kinds:
        return Group(grid(("", ""), facts), Text("nothing of yours is kept"))
    kinds = grid(
        ("kind", ">kept", ">asked", ">near", ">far", ">made", ">found"),
        (_kind(each) for each in value.kinds),
    )
    return Group(grid(("", ""), facts), Text(), kinds)


def flushed(value: Flushed) -> str:
    """What a flush took out."""
    did = "would be removed" if value.dry_run else "removed"
    return f"{plural(value.removed, 'key')} {did}"


def _kind(each: KindStats) -> tuple[str, ...]:
    rate = each.hit_rate if each.asked >= FEW else None
    counts = (each.entries, each.asked, each.near, each.far, each.misses)
    return (each.kind, *map(str, counts), "-" if rate is None else f"{rate:.0%}")
