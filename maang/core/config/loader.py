"""Settings from flags, the environment, a project file, the user's file and the defaults.

Everything is checked, also what another source overrides: a mistake is heard at once and not on
the day the other source goes away.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from maang.core.config.files import find_project_file, read_settings
from maang.core.config.kinds import Value
from maang.core.config.models import Loaded, Origin, Source
from maang.core.config.paths import Paths, expanded
from maang.core.config.secret import Secret, has_password
from maang.core.config.settings import (
    SETTINGS,
    Setting,
    assembled,
    did_you_mean,
    find_setting,
    unknown_variables,
)
from maang.core.config.zones import system_zone
from maang.core.errors import Denied, Invalid, NotConfigured

Said = TypeVar("Said")


KEYS = "keys."
"""Where the person's keys stand in their file: `[keys.lists]`."""


class Found(NamedTuple):
    """A checked value and where it was found."""

    value: Value
    origin: Origin


Layer = dict[str, Found]
"""What one source says, by dotted name."""


def load(
    env: Mapping[str, str],
    *,
    cwd: Path,
    paths: Paths,
    flags: Mapping[str, object] | None = None,
    platforms: Callable[[], Iterable[str]] = tuple,
) -> Loaded:
    """The settings; a flag counts before the environment, the project, the user and the default.

    `flags` are by dotted name, None meaning "not given". Raises Invalid for a value or a name
    that is wrong (saying where), Denied for a setting that has no business where it stands, and
    NotConfigured for a MAANG_…_FILE that is not there. A MAANG_ variable unknown to us, and no
    login of one of the installed `platforms`, is only a notice.
    """
    zone, notices = _zone(env)
    project = find_project_file(cwd, home=paths.home)
    found: Layer = {
        **_defaults(env, paths=paths),
        **zone,
        **_user(paths),
        **(_project(project, paths=paths) if project else {}),
        **_environment(env, cwd=cwd, paths=paths),
        **_flags(flags or {}, cwd=cwd, paths=paths),
    }
    if found["zone"].origin.source is not Source.DEFAULT:
        notices = ()
    return Loaded(
        settings=assembled({name: each.value for name, each in found.items()}),
        origins={name: found[name].origin for name in SETTINGS},
        notices=(*notices, *unknown_variables(env, platforms)),
        keys=_keys(paths.config_file),
    )


def _defaults(env: Mapping[str, str], *, paths: Paths) -> Layer:
    layer = {
        name: Found(setting.facts.default, Origin(Source.DEFAULT))
        for name, setting in SETTINGS.items()
    }
    layer["workspace"] = Found(paths.workspace, Origin(Source.DEFAULT))
    for name, setting in SETTINGS.items():
        for variable in setting.facts.fallbacks:
            text = env.get(variable, "").strip()
            # Other programs' variables: what we cannot use is not ours to complain about.
            if text and text.isprintable():
                layer[name] = Found(text, Origin(Source.DEFAULT, variable))
                break
    return layer


def _zone(env: Mapping[str, str]) -> tuple[Layer, tuple[str, ...]]:
    zone, where = system_zone(env)
    layer = {"zone": Found(zone, Origin(Source.DEFAULT, where))}
    if env.get("TZ") and where != "TZ":
        return layer, (f"TZ names no zone of the IANA database: days are counted in {zone}",)
    return layer, ()


def _user(paths: Paths) -> Layer:
    file = paths.config_file
    layer: Layer = {}
    for name, said in read_settings(file).items():
        if name.startswith(KEYS):
            continue
        setting = _named(name, file=file)
        value = _from_file(setting, said, file=file, hint=f"`maang config set {name} …` mends it")
        value = _placed(value, paths=paths, base=file.parent)
        layer[name] = Found(value, Origin(Source.USER, str(file)))
    return layer


def _keys(file: Path) -> dict[str, str]:
    """The person's own keys; what they are called is checked where they are used."""
    found = {}
    for name, said in read_settings(file).items():
        if name.startswith(KEYS):
            if not isinstance(said, str):
                hint = 'keys are text: down = "j,down"'
                raise Invalid(f"{file}: {name}: expected keys, not {said!r:.60}", hint=hint)
            found[name.removeprefix(KEYS)] = said
    return found


def _project(file: Path, *, paths: Paths) -> Layer:
    layer: Layer = {}
    for name, said in read_settings(file).items():
        if name.startswith(KEYS) or not _named(name, file=file).facts.project:
            allowed = ", ".join(each.name for each in SETTINGS.values() if each.facts.project)
            raise Denied(
                f"{file}: a project file may not set {name}; it may come from somebody else",
                hint=f"it may set {allowed}; everything else belongs into {paths.config_file}",
            )
        setting = _named(name, file=file)
        value = _from_file(setting, said, file=file, hint=f"correct it in {file}")
        value = _placed(value, paths=paths, base=file.parent)
        if isinstance(value, Path) and not value.resolve().is_relative_to(file.parent):
            raise Denied(
                f"{file}: {name} is outside the project; the file may come from somebody else",
                hint=f"name a directory below {file.parent}, or set it in {paths.config_file}",
            )
        layer[name] = Found(value, Origin(Source.PROJECT, str(file)))
    return layer


def _environment(env: Mapping[str, str], *, cwd: Path, paths: Paths) -> Layer:
    layer: Layer = {}
    for name, setting in SETTINGS.items():
        variable = setting.variable
        text = env.get(variable, "").strip()
        if not text and setting.secret:
            variable = f"{setting.variable}_FILE"
            text = _held(env.get(variable, ""), variable=variable, cwd=cwd, paths=paths)
        if not text:
            continue
        value = _checked(
            setting,
            read=setting.facts.kind.from_text,
            said=text,
            place=variable,
            hint=f"correct {variable} or unset it",
        )
        value = _placed(value, paths=paths, base=cwd)
        layer[name] = Found(value, Origin(Source.ENVIRONMENT, variable))
    return layer


def _flags(flags: Mapping[str, object], *, cwd: Path, paths: Paths) -> Layer:
    layer: Layer = {}
    for name, said in flags.items():
        if said is None:
            continue
        setting = find_setting(name)
        value = _from_flag(setting, said)
        _refuse_password(setting, value, place="the command line")
        layer[name] = Found(_placed(value, paths=paths, base=cwd), Origin(Source.FLAG))
    return layer


def _from_flag(setting: Setting, said: object) -> Value:
    kind, place = setting.facts.kind, setting.name
    hint = f"{setting.variable} and `maang config set {setting.name} …` take the same"
    if isinstance(said, str | Path):
        return _checked(setting, read=kind.from_text, said=str(said), place=place, hint=hint)
    return _checked(setting, read=kind.from_toml, said=said, place=place, hint=hint)


def _named(name: str, *, file: Path) -> Setting:
    setting = SETTINGS.get(name)
    if setting is None:
        group = sorted(known for known in SETTINGS if known.startswith(f"{name}."))
        hint = f"it is a group: {', '.join(group)}" if group else did_you_mean(name)
        raise Invalid(f"{file}: there is no setting {name!r}", hint=hint)
    return setting


def _from_file(setting: Setting, said: object, *, file: Path, hint: str) -> Value:
    value = _checked(
        setting,
        read=setting.facts.kind.from_toml,
        said=said,
        place=f"{file}: {setting.name}",
        hint=hint,
    )
    _refuse_password(setting, value, place=str(file))
    return value


def _checked(
    setting: Setting, *, read: Callable[[Said], Value], said: Said, place: str, hint: str
) -> Value:
    try:
        return read(said)
    except ValueError as error:
        instead = "" if setting.secret else f", not {said!r:.60}"
        expects = setting.facts.kind.expects
        raise Invalid(f"{place}: expected {expects}{instead}", hint=hint) from error


def _refuse_password(setting: Setting, value: Value, *, place: str) -> None:
    if isinstance(value, Secret) and has_password(value.reveal()):
        raise Denied(
            f"{place} is no place for the password in {setting.name}",
            hint=f"put the address into {setting.variable}, or into a file named by "
            f"{setting.variable}_FILE",
        )


def _placed(value: Value, *, paths: Paths, base: Path) -> Value:
    return expanded(value, home=paths.home, base=base) if isinstance(value, Path) else value


def _held(said: str, *, variable: str, cwd: Path, paths: Paths) -> str:
    """What the file holds that a MAANG_…_FILE variable names."""
    if not said.strip():
        return ""
    file = expanded(Path(said.strip()), home=paths.home, base=cwd)
    try:
        text = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise NotConfigured(
            f"{variable} names {file}, which cannot be read: {reason}",
            hint=f"correct {variable} or unset it",
        ) from error
    if not text:
        raise NotConfigured(f"{variable} names {file}, which is empty", hint="write the address in")
    return text
