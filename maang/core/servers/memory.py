"""What a running server is and costs, as the operating system sees it. Slow; only for `status`,
`down` and repairs, never on the way to an answer.
"""

from pathlib import Path

import psutil


def memory_of(pid: int) -> int | None:
    """Bytes used by a process and its children, shared pages counted once where the system can
    say (Linux); None when it is gone or hidden from us.
    """
    try:
        leader = psutil.Process(pid)
        family = [leader, *leader.children(recursive=True)]
    except psutil.Error:
        return None
    return sum(_share(member) for member in family)


def works_in(pid: int, directory: Path) -> bool:
    """Whether that process is a server whose working directory is `directory`.

    Tells our postmaster, which works inside its cluster, from a stranger that got its number.
    """
    try:
        return Path(psutil.Process(pid).cwd()) == directory.resolve()
    except (psutil.Error, OSError):
        return False


def _share(member: psutil.Process) -> int:
    try:
        full = member.memory_full_info()
        return int(getattr(full, "pss", full.rss))
    except psutil.Error:  # it ended while we looked
        return 0
