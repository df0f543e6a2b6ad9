"""A real Secret Service for a test: gnome-keyring on a D-Bus of its own, both gone afterwards."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")

SCRIPT = """
printf password | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
echo "$DBUS_SESSION_BUS_ADDRESS"
cat >/dev/null
kill $! 2>/dev/null
wait
"""


@contextmanager
def a_secret_service(home: Path) -> Iterator[dict[str, str]]:
    """Yields the environment of an unlocked keyring; skips where the programs are missing."""
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        pytest.skip(f"secret-service needs {' and '.join(missing)}")
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(home / "share"),
    }
    with subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", SCRIPT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env,
        text=True,
    ) as session:
        assert session.stdout is not None
        address = session.stdout.readline().strip()
        yield {**env, "DBUS_SESSION_BUS_ADDRESS": address}
        session.communicate(timeout=10)
