"""MAANG_TEST_REQUIRE: CI cannot pass by skipping what it was told to have."""

import os
import subprocess
import sys
from pathlib import Path

from tests.required import pytest_runtest_makereport as the_hook

ROOT = Path(__file__).parent.parent.parent

SKIPS = """
import pytest

@pytest.mark.skipif(True, reason="strace shows what reaches the disk")
def test_one(): ...
"""


def outcome(tmp_path: Path, required: str) -> str:
    (tmp_path / "conftest.py").write_text(
        f"from {the_hook.__module__} import pytest_runtest_makereport\n"
    )
    (tmp_path / "test_it.py").write_text(SKIPS)
    argv = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "MAANG_TEST_REQUIRE": required}
    done = subprocess.run(argv, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60)
    return done.stdout


def test_a_skip_for_want_of_something_required_fails(tmp_path: Path) -> None:
    said = outcome(tmp_path, "git,strace")

    assert "1 error" in said
    assert "strace may not be missing here" in said


def test_a_skip_for_want_of_anything_else_stays_a_skip(tmp_path: Path) -> None:
    assert "1 skipped" in outcome(tmp_path, "git,secret-service")
