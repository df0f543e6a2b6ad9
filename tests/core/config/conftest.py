"""A machine to load settings on: a home, a project below it, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from maang.core.config.loader import load
from maang.core.config.models import Loaded
from maang.core.config.paths import Paths, find_paths


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    return tmp_path


@pytest.fixture
def paths(home: Path) -> Paths:
    return find_paths({"HOME": str(home)})


@pytest.fixture
def user_file(paths: Paths) -> Callable[[str], Path]:
    """Writes the user's file and says where it is."""

    def write(text: str) -> Path:
        paths.config_file.parent.mkdir(parents=True, exist_ok=True)
        paths.config_file.write_text(text)
        return paths.config_file

    return write


@pytest.fixture
def project_file(home: Path) -> Callable[[str], Path]:
    """Writes the project's file and says where it is."""

    def write(text: str) -> Path:
        (home / "project/.maang.toml").write_text(text)
        return home / "project/.maang.toml"

    return write


@pytest.fixture
def loaded(home: Path, paths: Paths) -> Callable[..., Loaded]:
    """Loads from inside the project; keywords are variables, `flags` are flags."""

    def read(flags: dict[str, object] | None = None, **variables: str) -> Loaded:
        env = {"TZ": "Europe/Paris", **variables}
        return load(env, cwd=home / "project", paths=paths, flags=flags)

    return read
