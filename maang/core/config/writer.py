"""Change one setting in the user's file: comments stay, and a crash leaves the old or the new."""

import os
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

import tomlkit
from tomlkit.exceptions import TOMLKitError

from maang.core.config.files import parsed, read_settings
from maang.core.config.kinds import Value
from maang.core.config.secret import Secret, has_password
from maang.core.config.settings import Setting, find_setting
from maang.core.errors import Conflict, Denied, Invalid, Unavailable

Table = MutableMapping[str, object]


def set_setting(file: Path, *, name: str, text: str) -> None:
    """Write `name` as the text says, in TOML's own type.

    Raises NotFound for an unknown name, Invalid for a wrong value or a broken file, Denied for a
    password or when the file may not be written, Unavailable when the disk will not take it.
    """
    setting = find_setting(name)
    said = _for_toml(_value(setting, text.strip()))
    before = read_settings(file)
    document = _document(file)
    *groups, key = name.split(".")
    _table(document, groups=groups, file=file)[key] = said
    _write(file, document.as_string(), expected={**before, name: said})


def unset_setting(file: Path, *, name: str) -> bool:
    """Take `name` out, so that its default holds; False if it was not there.

    Raises the same as `set_setting`.
    """
    find_setting(name)
    before = read_settings(file)
    if name not in before:
        return False
    document = _document(file)
    *groups, key = name.split(".")
    _table(document, groups=groups, file=file).pop(key, None)
    expected = {known: value for known, value in before.items() if known != name}
    _write(file, document.as_string(), expected=expected)
    return True


def write_atomically(file: Path, *, content: bytes) -> None:
    """Put `content` into the file, mode 0600, so that a reader sees all of it or what was before.

    A symbolic link stays one: what it points to is replaced. Raises OSError.
    """
    target = file.resolve()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, made = mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(made)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    # The rename itself is only on disk when its directory is.
    directory = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def _value(setting: Setting, text: str) -> Value:
    try:
        value = setting.facts.kind.from_text(text)
    except ValueError as error:
        instead = "" if setting.secret else f", not {text!r:.60}"
        raise Invalid(
            f"{setting.name}: expected {setting.facts.kind.expects}{instead}",
            hint=f"nothing was changed; `maang config get {setting.name}` shows what holds",
        ) from error
    if isinstance(value, Secret) and has_password(value.reveal()):
        raise Denied(
            f"a settings file is no place for the password in {setting.name}",
            hint=f"put the address into {setting.variable}, or into a file named by "
            f"{setting.variable}_FILE",
        )
    return value


def _for_toml(value: Value) -> object:
    if isinstance(value, Secret):
        return value.reveal()
    return str(value) if isinstance(value, Path) else value


def _document(file: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return tomlkit.document()
    except TOMLKitError as error:
        raise _by_hand(file) from error


def _table(document: Table, *, groups: list[str], file: Path) -> Table:
    """The table a setting stands in, made if need be."""
    table = document
    for group in groups:
        inner = table.setdefault(group, tomlkit.table())
        if not isinstance(inner, MutableMapping):
            raise _by_hand(file)
        table = inner
    return table


def _write(file: Path, text: str, *, expected: dict[str, object]) -> None:
    # A file may be laid out in ways the library does not edit well: nothing else may change.
    try:
        unharmed = parsed(text.encode(), file=file) == expected
    except Invalid as error:
        raise _by_hand(file) from error
    if not unharmed:
        raise _by_hand(file)
    try:
        write_atomically(file, content=text.encode())
    except PermissionError as error:
        raise Denied(
            f"{file} may not be written", hint=f"check who owns it: ls -ld {file.parent} {file}"
        ) from error
    except OSError as error:
        raise Unavailable(
            f"{file} cannot be written: {error.strerror}", hint="it is as it was before"
        ) from error


def _by_hand(file: Path) -> Conflict:
    return Conflict(
        f"{file} is laid out in a way that cannot be changed safely",
        hint="change it by hand: `maang config edit`",
    )
