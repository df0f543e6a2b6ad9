"""The README's first session is what the program says today."""

import subprocess
import sys
from pathlib import Path

SESSION = Path(__file__).parents[1] / "scripts" / "session.py"


def test_the_first_session_prints_what_the_readme_shows() -> None:
    done = subprocess.run(
        [sys.executable, SESSION, "--check"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
