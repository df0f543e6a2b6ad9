"""`.env.example` is what the list of settings says."""

import subprocess
import sys
from pathlib import Path

import pytest

from maang.core.config.settings import OTHER_VARIABLES, SETTINGS

ROOT = Path(__file__).parents[3]
VARIABLES = [*OTHER_VARIABLES, *(setting.variable for setting in SETTINGS.values())]


def test_the_file_is_fresh() -> None:
    script = ROOT / "scripts/env_example.py"
    done = subprocess.run([sys.executable, str(script), "--check"], check=False, timeout=60)
    assert done.returncode == 0


def test_a_stale_file_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    script = tmp_path / "scripts/env_example.py"
    script.write_text((ROOT / "scripts/env_example.py").read_text())
    (tmp_path / ".env.example").write_text("# MAANG_OLD=\n")
    done = subprocess.run(
        [sys.executable, str(script), "--check"], check=False, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (
        1,
        b".env.example is stale: run python scripts/env_example.py\n",
    )


@pytest.mark.parametrize("variable", VARIABLES)
def test_each_variable_is_there_once_and_commented_out(variable: str) -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    assert len([line for line in lines if line.startswith(f"# {variable}=")]) == 1
