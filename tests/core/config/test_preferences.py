"""Settings changed while a program runs."""

from pathlib import Path

import pytest

from maang.core.config.loader import load
from maang.core.config.models import Source
from maang.core.config.paths import find_paths
from maang.core.config.preferences import Preferences
from maang.core.errors import Denied, Invalid, NotFound


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"MAANG_HOME": str(tmp_path / "maang"), "HOME": str(tmp_path), "TZ": "UTC"}


@pytest.fixture
def preferences(env: dict[str, str], tmp_path: Path) -> Preferences:
    return Preferences(env, tmp_path, find_paths(env))


def test_a_change_holds_and_says_what_the_file_said_before(preferences: Preferences) -> None:
    assert preferences.change("day_start", "5") is None
    assert preferences.change("day_start", "6") == "5"
    assert preferences.load().settings.day_start == 6


def test_what_was_before_takes_the_change_back(preferences: Preferences) -> None:
    before = preferences.change("redis.enabled", "false")
    again = preferences.change("redis.enabled", before)

    assert (before, again) == (None, "false")
    assert preferences.load().origins["redis.enabled"].source is Source.DEFAULT


def test_the_environment_counts_more_and_the_file_stays_as_it_is(
    env: dict[str, str], preferences: Preferences
) -> None:
    env["MAANG_DAY_START"] = "3"

    with pytest.raises(Denied, match="MAANG_DAY_START") as error:
        preferences.change("day_start", "5")

    assert error.value.hint
    assert not preferences.paths.config_file.exists()


def test_a_project_counts_more_too(preferences: Preferences) -> None:
    (preferences.folder / ".maang.toml").write_text('language = "go"\n')

    with pytest.raises(Denied, match=r"\.maang\.toml"):
        preferences.change("language", "rust")


@pytest.mark.parametrize(("name", "text"), [("day_start", "25"), ("theme", "pink")])
def test_a_value_that_cannot_be_changes_nothing(
    preferences: Preferences, name: str, text: str
) -> None:
    with pytest.raises(Invalid):
        preferences.change(name, text)

    assert not preferences.paths.config_file.exists()


def test_a_setting_that_is_none_is_not_found(preferences: Preferences) -> None:
    with pytest.raises(NotFound):
        preferences.change("colour", "never")


def test_a_persons_keys_are_read_and_stay_when_a_setting_is_written(
    env: dict[str, str], preferences: Preferences, tmp_path: Path
) -> None:
    file = preferences.paths.config_file
    file.parent.mkdir(parents=True)
    file.write_text('[keys.lists]\ndown = "n" # as in nano\n')

    preferences.change("day_start", "5")

    assert preferences.load().keys == {"lists.down": "n"}
    assert "# as in nano" in file.read_text()


def test_keys_that_are_no_text_are_refused(preferences: Preferences) -> None:
    file = preferences.paths.config_file
    file.parent.mkdir(parents=True)
    file.write_text("[keys.lists]\ndown = 5\n")

    with pytest.raises(Invalid, match=r"keys\.lists\.down"):
        preferences.load()


def test_a_project_may_not_set_keys(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / ".maang.toml").write_text('[keys.lists]\ndown = "n"\n')

    with pytest.raises(Denied, match="project file"):
        load(env, cwd=tmp_path, paths=find_paths(env))
