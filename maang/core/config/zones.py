"""The zone the system is set to."""

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

ETC = Path("/etc")


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
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
