"""Where files live: below MAANG_HOME, or where the XDG Base Directory Specification says.

The specification is followed on macOS too, as git and most terminal tools do: one rule, short
paths, and no library to import before every command.
"""

import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from maang.core.errors import Invalid, NotConfigured


@dataclass(frozen=True, slots=True)
class Paths:
    """Absolute paths; nothing is created. `workspace` is where solutions go by default."""

    home: Path
    config_file: Path
    data: Path
    state: Path
    cache: Path
    workspace: Path


def find_paths(env: Mapping[str, str]) -> Paths:
    """The paths for this environment.

    Empty or relative XDG values are ignored, as the specification asks. Raises Invalid for a
    relative MAANG_HOME and NotConfigured when there is no home directory at all.
    """
    own = env.get("MAANG_HOME", "")
    if own:
        return _below(own, env=env)
    home = _home(env)
    return Paths(
        home=home,
        config_file=_xdg(env, "XDG_CONFIG_HOME", home / ".config") / "config.toml",
        data=_xdg(env, "XDG_DATA_HOME", home / ".local/share"),
        state=_xdg(env, "XDG_STATE_HOME", home / ".local/state"),
        cache=_xdg(env, "XDG_CACHE_HOME", home / ".cache"),
        workspace=home / "maang",
    )


def expanded(path: Path, *, home: Path, base: Path) -> Path:
    """The path made absolute: `~` is `home`, anything relative starts at `base`."""
    if path.parts[:1] == ("~",):
        return home.joinpath(*path.parts[1:])
    return Path(os.path.normpath(base / path))


def _below(own: str, *, env: Mapping[str, str]) -> Paths:
    root = Path(own)
    if root.parts[:1] == ("~",):
        root = _home(env).joinpath(*root.parts[1:])
    if not root.is_absolute():
        raise Invalid(
            f"MAANG_HOME is {own!r}, which depends on where one stands",
            hint="give it an absolute path, starting with / or ~/",
        )
    return Paths(
        home=_home_or(root, env=env),
        config_file=root / "config/config.toml",
        data=root / "data",
        state=root / "state",
        cache=root / "cache",
        workspace=root / "workspace",
    )


def _xdg(env: Mapping[str, str], variable: str, default: Path) -> Path:
    said = Path(env.get(variable, ""))
    return (said if said.is_absolute() else default) / "maang"


def _home(env: Mapping[str, str]) -> Path:
    said = Path(env.get("HOME", ""))
    if said.is_absolute():
        return said
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError as error:
        raise NotConfigured(
            "there is no home directory to keep anything in",
            hint="set HOME, or MAANG_HOME to a directory for everything",
        ) from error


def _home_or(root: Path, *, env: Mapping[str, str]) -> Path:
    try:
        return _home(env)
    except NotConfigured:
        return root
