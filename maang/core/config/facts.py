"""What is known of a setting besides its value; kept as the metadata of its field."""

from collections.abc import Mapping
from typing import NamedTuple

from maang.core.config.kinds import Kind, Value

NOTHING = "-"
"""The answer that takes a setting away, so that its default holds."""

KEY = "setting"
"""Where in a field's metadata the facts stand."""


class Facts(NamedTuple):
    """How a setting is read, what holds without it, and who may set it.

    `otherwise` says the default in words where it is worked out rather than written down.
    `project` allows a project file to set it. `fallbacks` are variables of other programs that
    count before the default.
    """

    kind: Kind
    about: str
    default: Value = None
    otherwise: str = ""
    project: bool = False
    fallbacks: tuple[str, ...] = ()


def setting(
    kind: Kind,
    about: str,
    *,
    default: Value = None,
    otherwise: str = "",
    project: bool = False,
    fallbacks: tuple[str, ...] = (),
) -> Mapping[str, Facts]:
    """The metadata of a field that is a setting."""
    return {KEY: Facts(kind, about, default, otherwise, project, fallbacks)}
