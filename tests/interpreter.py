"""An interpreter of its own: maang, its packages, and somebody else's platform as a plug-in, or a
LeetCode that is played.

Cron knows no PYTHONPATH, so what a scheduled job is to find must be installed.
"""

import sys
import venv
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent

TOKEN = "token-of-ada-0123456789"

PLATFORM = f'''
from datetime import datetime, timezone
from maang.core.sync.errors import WrongSecret
from maang.core.sync.models import RemotePage, RemoteProblem, RemoteSubmission, Verdict

class Elsewhere:
    name = "elsewhere"

    def __init__(self, access):
        self._access = access

    def who_am_i(self):
        token = self._access.secrets.get("token")
        if token is None or token.reveal() != "{TOKEN}":
            raise WrongSecret("that is no token of elsewhere")
        return "ada"

    def pages(self, *, cursor, full):
        self.who_am_i()
        done = RemoteSubmission(
            "elsewhere", "1", RemoteProblem("elsewhere", "two-sum", title="Two Sum"),
            Verdict.ACCEPTED, "ok", datetime(2026, 3, 10, 9, tzinfo=timezone.utc),
        )
        new = () if cursor and not full else (done,)
        yield RemotePage(new, {{"page": 1}}, {{"seen": 1}}, seen=1 - len(new))
'''


LEETCODE = """
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from maang.core.sync.platforms import leetcode

class LeetCode(leetcode.LeetCode):
    def __init__(self, access):
        self._ahead = timedelta()
        address = Path(__file__).with_name("address").read_text()
        clock = lambda: access.clock() + self._ahead
        played = replace(access, base_url=address, state=None, clock=clock, sleep=self._skip)
        super().__init__(played)

    def _skip(self, seconds):
        self._ahead += timedelta(seconds=seconds + 0.001)
"""
"""LeetCode at another address, where no time is lost in waiting."""


def an_interpreter(directory: Path) -> Path:
    """Makes it there, with the platform `elsewhere`; the path of its python."""
    site = _made(directory)
    (site / "elsewhere.py").write_text(PLATFORM)
    _install(site, "elsewhere", "[maang.platforms]\nelsewhere = elsewhere:Elsewhere\n")
    return directory / "bin/python"


def one_with_leetcode_at(url: str, directory: Path) -> Path:
    """Makes it there, with LeetCode at that address; the path of its python.

    No setting can do this. Here the facts of the distribution `maang` itself are others: two
    distributions that both bring a `leetcode` would be refused.
    """
    site = _made(directory)
    (site / "played.py").write_text(LEETCODE)
    lines = [
        f"[{point.group}]\n{point.name} = "
        f"{'played:LeetCode' if point.name == 'leetcode' else point.value}\n"
        for point in distribution("maang").entry_points
    ]
    _install(site, "maang", "".join(sorted(lines)))
    leetcode_is_at(url, directory)
    return directory / "bin/python"


def leetcode_is_at(url: str, directory: Path) -> None:
    """From now on that interpreter's LeetCode is there."""
    (_site(directory) / "address").write_text(url)


def _made(directory: Path) -> Path:
    venv.create(directory, symlinks=True)
    site = _site(directory)
    ours = [each for each in sys.path if each.endswith("site-packages")]
    (site / "ours.pth").write_text("\n".join([str(ROOT), *ours]) + "\n")
    return site


def _site(directory: Path) -> Path:
    return next(directory.glob("lib/python3*/site-packages"))


def _install(site: Path, name: str, points: str) -> None:
    facts = site / f"{name}-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text(points)
