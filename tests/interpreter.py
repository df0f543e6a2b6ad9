"""An interpreter with somebody else's platform installed: maang, its packages, and a plug-in.

Cron knows no PYTHONPATH, so what a scheduled job is to find must be installed.
"""

import sys
import venv
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


def an_interpreter(directory: Path) -> Path:
    """Makes it there; the path of its python."""
    venv.create(directory, symlinks=True)
    site = next(directory.glob("lib/python3*/site-packages"))
    ours = [each for each in sys.path if each.endswith("site-packages")]
    (site / "ours.pth").write_text("\n".join([str(ROOT), *ours]) + "\n")
    (site / "elsewhere.py").write_text(PLATFORM)
    facts = site / "elsewhere-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: elsewhere\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[maang.platforms]\nelsewhere = elsewhere:Elsewhere\n")
    return directory / "bin/python"
