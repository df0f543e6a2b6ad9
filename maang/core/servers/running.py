"""The quick look: is our server up, and where? No subprocess, no lock, about a tenth of a ms.

Every command takes this path, so this module imports only what the others need anyway.
"""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

from maang.core.servers import record as records
from maang.core.servers import sockets
from maang.core.servers.begun import base_dir
from maang.core.servers.models import PostgresAddress, ValkeyAddress
from maang.core.servers.record import Record

CONNECT_SECONDS = 1.0
READY = ("ready", "standby")
STATUS_LINE = 8
"""Of `postmaster.pid`, counted from one."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of one embedded PostgreSQL lie, and which user id owns them."""

    base: Path
    """Our own directory: the record and the lock."""
    root: Path
    """Where the cluster is: `base`, or elsewhere for root without namespaces."""
    sockets: Path
    owner: int

    @property
    def cluster(self) -> Path:
        return self.root / "cluster"

    @property
    def pid_file(self) -> Path:
        return self.cluster / "postmaster.pid"


def places(data_dir: Path, record: Record | None) -> Places:
    """Where things lie; a pure function of the data directory and what is recorded in it."""
    base = base_dir(data_dir)
    if record is not None and record.elsewhere is not None and record.owner is not None:
        return Places(base, record.elsewhere, record.elsewhere / "run", record.owner)
    return Places(base, base, sockets.socket_dir(data_dir), os.geteuid())


def postgres(data_dir: Path) -> PostgresAddress | None:
    """The address of the running PostgreSQL of `data_dir`; None when it needs a start.

    Raises Denied when someone else's directory lies where our sockets should be.
    """
    record = records.read(base_dir(data_dir))
    if record is None or not record.binaries.is_dir():
        return None  # a server whose programs went away can no longer load `vector`
    here = places(data_dir, record)
    address = PostgresAddress(here.sockets)
    if not _ours(here.sockets, here.owner) or postmaster(here)[1] not in READY:
        return None
    return address if answers(address.socket) else None


def postmaster(here: Places) -> tuple[int | None, str]:
    """The process id and the status (`starting`, `ready`, `stopping`) of the last postmaster."""
    try:
        lines = here.pid_file.read_text(errors="replace").splitlines()
        pid = abs(int(lines[0]))  # negative in single-user mode
    except (OSError, ValueError, IndexError):
        return None, ""
    return pid, lines[STATUS_LINE - 1].strip() if len(lines) >= STATUS_LINE else ""


def valkey_address(data_dir: Path) -> ValkeyAddress:
    """Where the embedded Valkey of `data_dir` listens when it runs."""
    return ValkeyAddress(sockets.socket_dir(data_dir) / "valkey.sock")


def valkey(data_dir: Path) -> ValkeyAddress | None:
    """The address of the running Valkey of `data_dir`; None when it needs a start."""
    address = valkey_address(data_dir)
    if not _ours(address.socket.parent, os.geteuid()):
        return None
    return address if answers(address.socket) else None


def answers(path: Path, *, seconds: float = CONNECT_SECONDS) -> bool:
    """Whether somebody listens on that Unix socket: also one who is frozen, with a full queue of
    those who wait. To start such a server over would only add a wait to the trouble."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(seconds)
        try:
            probe.connect(os.fspath(path))
        except (TimeoutError, BlockingIOError):
            return True
        except OSError:
            return False
    return True


def _ours(directory: Path, uid: int) -> bool:
    try:
        sockets.check(directory, uid=uid)
    except OSError:  # not there, or not for us to see: whoever starts it will say so
        return False
    return True
