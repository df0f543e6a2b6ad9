"""The zone the system is set to."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

ETC = Path("/etc")
FILES = Path("/usr/share/zoneinfo")
"""Where most systems keep what they know of zones."""


def system_zone(env: Mapping[str, str], *, etc: Path = ETC) -> tuple[str, str]:
    """The name of the zone, and where it was found ("" for the last resort, UTC).

    Asked in this order: TZ, the link `localtime`, the file `timezone`. A TZ that is a rule
    ("CET-1CEST") and a `localtime` that is no link have no name, so the next one is asked.
    """
    candidates = (
        ("TZ", env.get("TZ", "").removeprefix(":")),
        (str(etc / "localtime"), _link(etc / "localtime")),
        (str(etc / "timezone"), _line(etc / "timezone")),
    )
    for where, said in candidates:
        name = said.rpartition("zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")
        if name and _exists(name):
            return name, where
    return "UTC", ""


def _link(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return ""


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _exists(name: str) -> bool:
    """Whether there is such a zone. A look at its file is enough where there is one: loading what
    reads it takes as long as all other settings."""
    if ".." not in name:
        with suppress(OSError, ValueError), (FILES / name).open("rb") as file:
            if file.read(4) == b"TZif":
                return True
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
