"""Where files live, for every way an environment can look."""

import os
import pwd
from pathlib import Path

import pytest

from maang.core.config.paths import expanded, find_paths
from maang.core.errors import Invalid

HOME = {"HOME": "/home/ada"}


def test_without_anything_set_the_xdg_defaults_hold() -> None:
    paths = find_paths(HOME)
    assert [paths.config_file, paths.data, paths.state, paths.cache] == [
        Path("/home/ada/.config/maang/config.toml"),
        Path("/home/ada/.local/share/maang"),
        Path("/home/ada/.local/state/maang"),
        Path("/home/ada/.cache/maang"),
    ]


def test_xdg_variables_count() -> None:
    env = {
        **HOME,
        "XDG_CONFIG_HOME": "/c",
        "XDG_DATA_HOME": "/d",
        "XDG_STATE_HOME": "/s",
        "XDG_CACHE_HOME": "/k",
    }
    paths = find_paths(env)
    assert [paths.config_file, paths.data, paths.state, paths.cache] == [
        Path("/c/maang/config.toml"),
        Path("/d/maang"),
        Path("/s/maang"),
        Path("/k/maang"),
    ]


@pytest.mark.parametrize("value", ["", "relative/dir", "./here", "~/x"])
def test_empty_and_relative_xdg_values_are_ignored(value: str) -> None:
    assert find_paths({**HOME, "XDG_DATA_HOME": value}) == find_paths(HOME)


def test_below_maang_home_everything_is_together() -> None:
    paths = find_paths({**HOME, "MAANG_HOME": "/srv/m", "XDG_DATA_HOME": "/d"})
    assert [paths.config_file, paths.data, paths.state, paths.cache, paths.workspace] == [
        Path("/srv/m/config/config.toml"),
        Path("/srv/m/data"),
        Path("/srv/m/state"),
        Path("/srv/m/cache"),
        Path("/srv/m/workspace"),
    ]


def test_an_empty_maang_home_is_none() -> None:
    assert find_paths({**HOME, "MAANG_HOME": ""}) == find_paths(HOME)


def test_maang_home_may_start_at_home() -> None:
    assert find_paths({**HOME, "MAANG_HOME": "~/m"}).data == Path("/home/ada/m/data")


@pytest.mark.parametrize("value", ["m", "./m", "../m", "~ada/m"])
def test_a_maang_home_that_depends_on_where_one_stands_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match="depends on where one stands"):
        find_paths({**HOME, "MAANG_HOME": value})


@pytest.mark.parametrize("env", [{}, {"HOME": ""}, {"HOME": "home"}])
def test_without_a_usable_home_the_systems_own_record_counts(env: dict[str, str]) -> None:
    assert find_paths(env).home == Path(pwd.getpwuid(os.getuid()).pw_dir)


@pytest.mark.parametrize(
    ("path", "absolute"),
    [
        ("~", "/home/ada"),
        ("~/code", "/home/ada/code"),
        ("code", "/base/code"),
        ("../code", "/code"),
        ("/abs", "/abs"),
        ("a/~", "/base/a/~"),
    ],
)
def test_paths_become_absolute(path: str, absolute: str) -> None:
    assert expanded(Path(path), home=Path("/home/ada"), base=Path("/base")) == Path(absolute)
