"""The layers drawn in pyproject.toml hold, and the contracts are really there."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_every_import_points_down_the_list_of_layers(tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "lint-imports"
    argv = [program, "--cache-dir", tmp_path]
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=120)

    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert done.returncode == 0, done.stdout
    assert f"{len(wanted['contracts'])} kept, 0 broken" in done.stdout
