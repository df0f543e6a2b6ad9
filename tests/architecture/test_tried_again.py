"""A failure that a second try forgives is still told."""

import os
import subprocess
import sys
from pathlib import Path

from tests.tried_again import pytest_terminal_summary as the_hook

ROOT = Path(__file__).parent.parent.parent

FAILS_ONCE = """
tries = []

def test_one():
    tries.append(1)
    assert len(tries) == 2, "the cause of it"
"""


def test_a_test_that_passed_at_the_second_try_tells_what_the_first_one_said(
    tmp_path: Path,
) -> None:
    (tmp_path / "conftest.py").write_text(
        f"from {the_hook.__module__} import pytest_terminal_summary\n"
    )
    (tmp_path / "test_it.py").write_text(FAILS_ONCE)
    argv = [sys.executable, "-m", "pytest", "-q", "--reruns", "1", "-p", "no:cacheprovider", "."]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(argv, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60)

    assert "1 passed, 1 rerun" in done.stdout
    assert "test_it.py::test_one" in done.stdout
    assert "the cause of it" in done.stdout
