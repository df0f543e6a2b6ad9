"""The one rule for where sockets lie: derived from the data directory, so that cron finds them too.

Never from XDG_RUNTIME_DIR or TMPDIR, which cron does not have and a logout takes away.
"""

import os
import stat
from pathlib import Path

from maang.core.errors import Denied, Unavailable

LONGEST_DIRECTORY = 89
"""Bytes. macOS takes 103 for a whole socket path, and `/.s.PGSQL.5432` is 14 of them."""

SHORT_ROOT = Path("/tmp")
"""Where the sockets of a data directory with a long path lie."""


def socket_dir(data_dir: Path) -> Path:
    """The directory for the sockets of the servers whose data is `data_dir`. Touches nothing.

    Inside `data_dir` where the system's limit on socket paths allows, else `/tmp/maang-UID-HASH`.
    So too for a path with a comma, at which libpq would split it into two hosts.
    """
    inside = data_dir / "run"
    if len(os.fsencode(inside)) <= LONGEST_DIRECTORY and "," not in str(inside):
        return inside
    return SHORT_ROOT / f"maang-{os.geteuid()}-{digest(data_dir)}"


def digest(data_dir: Path) -> str:
    """A short name that no other data directory has."""
    from hashlib import sha256  # it loads OpenSSL, which most commands do without

    return sha256(os.fsencode(data_dir)).hexdigest()[:16]


def prepare(directory: Path, *, uid: int | None = None) -> None:
    """Make the socket directory, 0700 and owned by `uid` (default: us), or refuse what lies there.

    Raises Denied when it is a symlink, no directory, or someone else's.
    """
    owner = os.geteuid() if uid is None else uid
    try:
        directory.mkdir(mode=0o700, parents=False)
    except FileExistsError:
        pass
    except OSError as error:
        raise Unavailable(f"cannot make {directory}: {error.strerror}") from error
    else:
        if owner != os.geteuid():
            os.chown(directory, owner, -1, follow_symlinks=False)
    check(directory, uid=owner)
    directory.chmod(0o700)


def check(directory: Path, *, uid: int | None = None) -> None:
    """Raise Denied unless `directory` is a true directory of `uid` (default: ours). One `lstat`.

    FileNotFoundError passes through: there is no server yet.
    """
    owner = os.geteuid() if uid is None else uid
    found = directory.lstat()
    hint = f"run maang as its owner; if it is a stranger's (`ls -ld {directory}`), remove it"
    if not stat.S_ISDIR(found.st_mode):
        raise Denied(f"{directory} is not a directory of ours", hint=hint)
    if found.st_uid != owner:
        raise Denied(f"{directory} belongs to another user (uid {found.st_uid})", hint=hint)
