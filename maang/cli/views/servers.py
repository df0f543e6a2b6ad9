"""(rules) Servers and the database → what the person reads."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from maang.cli.views.tables import grid
from maang.core.health.models import DatabaseStatus, Upgraded
from maang.core.servers.models import ServerState, ServerStatus

STYLES = {
    ServerState.RUNNING: "green",
    ServerState.EXTERNAL: "green",
    ServerState.BROKEN: "red",
}


def statuses(values: Sequence[ServerStatus]) -> RenderableType:
    """A line for each server, and what is wrong with it."""
    table = grid(
        ("name", "state", "version", ">memory", "where"),
        (
            (
                value.name,
                Text(value.state, style=STYLES.get(value.state, "yellow")),
                value.version or "-",
                size(value.memory_bytes),
                value.where or "-",
            )
            for value in values
        ),
    )
    details = [Text(f"{value.name}: {value.detail}") for value in values if value.detail]
    return Group(table, *details)


def stopped(names: Sequence[str]) -> str:
    """Which servers were stopped."""
    return f"stopped: {', '.join(names)}" if names else "nothing was running"


def contained(files: Mapping[str, Path]) -> str:
    """How to use the servers that were started in containers."""
    lines = [f"  export {variable}='{file}'" for variable, file in files.items()]
    return "\n".join(["the servers run in containers; point maang at them:", *lines])


def database(value: DatabaseStatus) -> RenderableType:
    """The state of the database."""
    behind = "" if value.current else "  (behind: maang db upgrade)"
    facts = (
        ("server", f"PostgreSQL {value.server}"),
        ("schema", f"{value.revision or 'none'}, the newest is {value.head}{behind}"),
        ("catalogue", value.catalogue or "not loaded"),
        ("size", size(value.size_bytes)),
        *((table, str(count)) for table, count in value.rows.items()),
    )
    return grid(("", ""), facts)


def upgraded(value: Upgraded) -> str:
    """What an upgrade did."""
    if not value.needed:
        return f"nothing to do: schema {value.after}, catalogue {value.catalogue}"
    lines = [f"schema {value.before or 'none'} → {value.after}, catalogue {value.catalogue}"]
    if value.kept is not None:
        lines.append(f"the data as it was before is kept in {value.kept}")
    return "\n".join(lines)


def size(count: int | None) -> str:
    """Bytes as MiB; unknown is a dash."""
    return "-" if count is None else f"{count / (1 << 20):.1f} MiB"
