"""Reading settings files, good and broken, and finding the one of a project."""

from pathlib import Path

import pytest

from maang.core.config.files import find_project_file, read_settings
from maang.core.errors import Invalid, Unavailable


def test_tables_become_dotted_names(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text('zone = "UTC"\n[review.minutes]\neasy = 10\n[timer]\ncap = 5\n')
    assert read_settings(file) == {"zone": "UTC", "review.minutes.easy": 10, "timer.cap": 5}


def test_a_missing_file_says_nothing(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml") == {}


def test_broken_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text('zone = "UTC"\nlanguage = python\n')
    with pytest.raises(Invalid, match=r"c\.toml is not valid TOML: .*line 2"):
        read_settings(file)


def test_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_bytes(b'zone = "UTC"\ncompany = "caf\xe9"\n')
    with pytest.raises(Invalid, match=r"not UTF-8 \(at line 2\)"):
        read_settings(file)


def test_a_file_nested_without_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text("zone = " + "[" * 100_000)
    with pytest.raises(Invalid):
        read_settings(file)


def test_a_directory_in_its_place_is_an_error_one_can_read(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read"):
        read_settings(tmp_path)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home directory with a project two levels below it."""
    (tmp_path / "home/project/deep").mkdir(parents=True)
    return tmp_path / "home"


def test_the_nearest_project_file_upwards_is_found(home: Path) -> None:
    (home / ".maang.toml").touch()
    (home / "project/.maang.toml").touch()
    found = find_project_file(home / "project/deep", home=home)
    assert found == home / "project/.maang.toml"


def test_home_itself_is_looked_at(home: Path) -> None:
    (home / ".maang.toml").touch()
    assert find_project_file(home / "project", home=home) == home / ".maang.toml"


def test_above_home_nobody_looks(home: Path) -> None:
    (home.parent / ".maang.toml").touch()
    assert find_project_file(home / "project", home=home) is None


def test_outside_home_the_search_goes_to_the_root(home: Path) -> None:
    (home.parent / ".maang.toml").touch()
    (home.parent / "elsewhere/deep").mkdir(parents=True)
    found = find_project_file(home.parent / "elsewhere/deep", home=home)
    assert found == home.parent / ".maang.toml"


def test_a_directory_of_that_name_is_no_project_file(home: Path) -> None:
    (home / "project/.maang.toml").mkdir()
    assert find_project_file(home / "project", home=home) is None
