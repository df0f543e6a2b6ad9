"""What `config show` and `config get` say: each setting, its source, no passwords."""

from dataclasses import dataclass

from maang.core.config.kinds import Value
from maang.core.config.models import Loaded, Source
from maang.core.config.secret import Secret, masked_url
from maang.core.config.settings import SETTINGS, Setting, find_setting, value_of


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting as `config show` lists it; passwords are masked, `None` is "not set"."""

    name: str
    value: str | None
    source: Source
    where: str
    about: str


def listing(loaded: Loaded) -> tuple[Shown, ...]:
    """Every setting in the order of the tree."""
    return tuple(_shown(setting, loaded) for setting in SETTINGS.values())


def one(loaded: Loaded, *, name: str) -> Shown:
    """The setting of that name. Raises NotFound, with the nearest name as the hint."""
    return _shown(find_setting(name), loaded)


def as_text(value: Value) -> str | None:
    """A value as one would type it; None is "not set"."""
    if value is None:
        return None
    if isinstance(value, Secret):
        return masked_url(value.reveal())
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _shown(setting: Setting, loaded: Loaded) -> Shown:
    origin = loaded.origins[setting.name]
    value = as_text(value_of(loaded.settings, setting.name))
    return Shown(setting.name, value, origin.source, origin.where, setting.facts.about)
