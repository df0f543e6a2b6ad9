"""The settings a TOML file holds, by their dotted names."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from maang.core.errors import Denied, Invalid, Unavailable

PROJECT_FILE = ".maang.toml"


def read_settings(file: Path) -> dict[str, object]:
    """What the file says, flat: `[timer]` with `cap = 60` is `{"timer.cap": 60}`.

    A missing file says nothing. Raises Invalid (with the line) for broken TOML, Denied and
    Unavailable when it cannot be read.
    """
    try:
        content = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except PermissionError as error:
        raise Denied(f"{file} may not be read", hint=f"check who owns it: ls -l {file}") from error
    except OSError as error:
        raise Unavailable(f"{file} cannot be read: {error.strerror}") from error
    return parsed(content, file=file)


def parsed(content: bytes, *, file: Path) -> dict[str, object]:
    """The same for content at hand; `file` names it in errors."""
    import tomllib

    try:
        return dict(_flat(tomllib.loads(content.decode())))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Invalid(f"{file} is not UTF-8 (at line {line})", hint="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise Invalid(
            f"{file} is not valid TOML: {error}",
            hint='a line reads name = value, with text in quotes: language = "python"',
        ) from error
    except RecursionError as error:
        raise Invalid(f"{file} is nested too deeply", hint="settings are nested twice") from error


def find_project_file(cwd: Path, *, home: Path) -> Path | None:
    """The nearest `.maang.toml` from `cwd` upwards, as far as the home directory or the root."""
    start, last = cwd.resolve(), home.resolve()
    for folder in (start, *start.parents):
        file = folder / PROJECT_FILE
        if _is_file(file):
            return file
        if folder == last:
            break
    return None


def _flat(tree: Mapping[str, object], *, prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, prefix=f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:
        return False
