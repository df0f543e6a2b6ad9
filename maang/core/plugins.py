"""Parts that other packages bring along: entry points, looked up without importing any of them.

Ours are registered in `pyproject.toml` exactly like anyone else's.
"""

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from maang.core.errors import NotConfigured

EMBEDDERS = "maang.embedders"
"""Group of what turns text into vectors; each is called with a `Wanted`."""

MODELS = "maang.models"
"""Group of the ways to language models; each is called with a `Wanted` of its own."""

PLATFORMS = "maang.platforms"
"""Group of the sites and commands that know submissions; each is called with an `Access`."""

BROKEN = (
    *(ImportError, SyntaxError, NameError, AttributeError, LookupError, TypeError, ValueError),
    *(OSError, RuntimeError, ArithmeticError, AssertionError),
)
"""What somebody else's module may raise while it is imported."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """An installed part: what it is, or why it cannot be loaded. `origin` is module:attribute."""

    name: str
    origin: str
    loaded: Any = None
    problem: str | None = None


def names(group: str) -> tuple[str, ...]:
    """The names of what is installed in the group, sorted; nothing is imported."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def load(group: str, name: str) -> Any:
    """What is registered under that name.

    Raises NotConfigured when nothing is, when it cannot be imported, or when two packages claim
    the name for different things: which of them counts must not depend on the order of a path.
    """
    points = _points(group, name)
    if not points:
        raise NotConfigured(f"there is no {name!r} in {group}", hint=_installed(group))
    if len(points) > 1:
        origins = " and ".join(sorted(point.value for point in points))
        raise NotConfigured(
            f"{name!r} in {group} is claimed by {origins}", hint="uninstall one of them"
        )
    return _loaded(points[0])


def load_all(group: str) -> tuple[Plugin, ...]:
    """Everything in the group, each loaded or with the reason why not; for `doctor`."""
    found = []
    for name in names(group):
        origin = ", ".join(point.value for point in _points(group, name))
        try:
            found.append(Plugin(name, origin, loaded=load(group, name)))
        except NotConfigured as error:
            found.append(Plugin(name, origin, problem=error.message))
    return tuple(found)


def _points(group: str, name: str) -> list[EntryPoint]:
    found = entry_points(group=group, name=name)
    return list({point.value: point for point in found}.values())


def _loaded(point: EntryPoint) -> Any:
    try:
        return point.load()
    except BROKEN as error:
        raise NotConfigured(
            f"{point.name!r} is installed but cannot be loaded: {error}",
            hint=f"reinstall the package that brings {point.value}",
        ) from error


def _installed(group: str) -> str:
    found = names(group)
    return f"installed: {', '.join(found)}" if found else "nothing is installed there"
