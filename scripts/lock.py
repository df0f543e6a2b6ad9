"""Write `constraints.txt` from what is installed in the environment that runs this.

The Makefile and CI install with it, so that everybody tests the same versions; a user's own
`pip install maang` goes by the ranges in pyproject.toml.
"""

import re
import subprocess
import sys
from pathlib import Path

FILE = Path(__file__).parent.parent / "constraints.txt"

HEADER = """\
# The exact versions maang is tested with. Written by `make lock`; change pyproject.toml instead.
"""

PINNED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.!+_-]+")

OURS = ("maang", "setuptools", "wheel")
"""Not pinned: ourselves, and what only a Python's own venv brings."""


def main() -> int:
    """Write the file; 1 when something is installed that no version can name."""
    pip = [sys.executable, "-m", "pip", "freeze", "--all", "--exclude-editable"]
    frozen = subprocess.run(pip, check=True, capture_output=True, text=True).stdout.splitlines()
    lines = sorted((line for line in frozen if _name(line) not in OURS), key=str.lower)
    nameless = [line for line in lines if not PINNED.fullmatch(line)]
    if nameless:
        print("installed from somewhere without a version:", *nameless, sep="\n  ", file=sys.stderr)
        return 1
    FILE.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {len(lines)} packages")
    return 0


def _name(line: str) -> str:
    return re.split(r"[=@ ]", line, maxsplit=1)[0].lower()


if __name__ == "__main__":
    sys.exit(main())
