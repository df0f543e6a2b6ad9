"""Write the README's first session again from the program: `python scripts/session.py`.

Each line that begins with `$ maang` is run, in order, in an empty home; what it prints replaces
what stood below it. `--check` compares instead, with numbers and dates taken out, and exits 1 for
a difference.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
MAANG = Path(sys.executable).with_name("maang")


def replayed(block: str) -> str:
    """The block with what each of its commands prints today."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    with tempfile.TemporaryDirectory(prefix="maang-") as home:
        env = {"MAANG_HOME": home, "PATH": os.environ["PATH"], "COLUMNS": "90", "TZ": "UTC"}
        try:
            return "\n\n".join(f"{line}\n{_answer(line, env)}" for line in commands) + "\n"
        finally:
            subprocess.run([MAANG, "down"], env=env, capture_output=True, check=False)


def shape(text: str) -> str:
    """A session without what changes from day to day, or with every id."""
    nameless = re.sub(r"\b[0-9a-f]{8}-[0-9a-f]{4}\b", "#", text)
    return re.sub(r"\s+", " ", re.sub(r"\d+", "#", nameless)).strip()


def _answer(line: str, env: dict[str, str]) -> str:
    arguments = shlex.split(line.removeprefix("$ maang "))
    done = subprocess.run([MAANG, *arguments], env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{line}\nended with {done.returncode}: {done.stderr}")
    return "\n".join(row.rstrip() for row in done.stdout.rstrip("\n").splitlines())


def main() -> None:
    """Renew the README, or check it."""
    text = README.read_text(encoding="utf-8")
    before = BLOCK.search(text)
    if before is None:
        sys.exit("the README has no session")
    now = replayed(before[1])
    if "--check" in sys.argv:
        if shape(now) != shape(before[1]):
            sys.exit(f"the README's session is stale: make docs\n\n{now}")
        return
    README.write_text(text.replace(before[1], now), encoding="utf-8")


if __name__ == "__main__":
    main()
