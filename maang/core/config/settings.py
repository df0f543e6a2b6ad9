"""The list of settings, read off the tree in `models.py`, and the names that belong to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from difflib import get_close_matches
from typing import NamedTuple, TypeVar, cast

from maang.core.config.facts import KEY, Facts
from maang.core.config.kinds import Url, Value
from maang.core.config.logins import login_variables
from maang.core.config.models import Settings
from maang.core.errors import NotFound

T = TypeVar("T")

PREFIX = "MAANG_"

OTHER_VARIABLES = {
    "MAANG_HOME": "Keeps everything (config/, data/, state/, cache/) below this directory.",
    "MAANG_DATABASE_URL_FILE": "A file that holds MAANG_DATABASE_URL.",
    "MAANG_REDIS_URL_FILE": "A file that holds MAANG_REDIS_URL.",
    **login_variables(),
}
"""Variables of ours that are no settings of their own."""

_TESTS_ONLY = "MAANG_TEST_"


class Setting(NamedTuple):
    """A setting's dotted name and what is known of it."""

    name: str
    facts: Facts

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.upper().replace(".", "_")

    @property
    def secret(self) -> bool:
        """Whether its value may hold a password."""
        return isinstance(self.facts.kind, Url)


def find_setting(name: str) -> Setting:
    """The setting of that dotted name. Raises NotFound, with the nearest name as the hint."""
    found = SETTINGS.get(name)
    if found is None:
        raise NotFound(f"there is no setting {name!r}", hint=did_you_mean(name))
    return found


def did_you_mean(name: str) -> str:
    """A hint for a name that is not one: the nearest, or where all of them are."""
    near = nearest(name, SETTINGS)
    return f"did you mean {near}?" if near else "`maang config show` lists every setting"


def nearest(name: str, known: Mapping[str, object]) -> str | None:
    """The known name that looks most like this one, if any does."""
    return next(iter(get_close_matches(name, list(known), n=1)), None)


def unknown_variables(
    env: Mapping[str, str], platforms: Callable[[], Iterable[str]] = tuple
) -> tuple[str, ...]:
    """A notice for each MAANG_ variable that means nothing to us: a typo must not stop cron.

    `platforms` names those that are installed, whose logins may have variables too; it is asked
    only where something is left to explain.
    """
    known = {setting.variable: "" for setting in SETTINGS.values()} | OTHER_VARIABLES
    ours = (name for name in sorted(env) if name.startswith(PREFIX))
    left = [name for name in ours if not name.startswith(_TESTS_ONLY) and name not in known]
    if left:
        known |= login_variables(platforms())
    notices = []
    for name in left:
        if name in known:
            continue
        near = nearest(name, known)
        notices.append(f"{name} means nothing here" + (f": did you mean {near}?" if near else ""))
    return tuple(notices)


def assembled(values: Mapping[str, Value]) -> Settings:
    """The tree of settings from a value for each dotted name."""
    return _assembled(Settings, values)


def value_of(settings: Settings, name: str) -> Value:
    """The value at a dotted name."""
    found: object = settings
    for part in name.split("."):
        found = getattr(found, part)
    return cast(Value, found)


def _settings_of(group: type, *, prefix: str = "") -> Iterator[Setting]:
    for each in _fields(group):
        name = prefix + each.name
        if KEY in each.metadata:
            yield Setting(name, each.metadata[KEY])
        elif isinstance(each.type, type):
            yield from _settings_of(each.type, prefix=f"{name}.")


def _assembled(group: Callable[..., T], values: Mapping[str, Value], *, prefix: str = "") -> T:
    parts: dict[str, object] = {}
    for each in _fields(group):
        name = prefix + each.name
        if KEY in each.metadata:
            parts[each.name] = values[name]
        elif isinstance(each.type, type):
            parts[each.name] = _assembled(each.type, values, prefix=f"{name}.")
    return group(**parts)


def _fields(group: object) -> tuple[Field[object], ...]:
    assert is_dataclass(group)
    return fields(group)


SETTINGS: Mapping[str, Setting] = {setting.name: setting for setting in _settings_of(Settings)}
"""Every setting by its dotted name, in the order of the tree."""
