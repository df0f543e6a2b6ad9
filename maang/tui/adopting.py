"""Go by other settings while the screen is open."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maang.core.bootstrap import Core
    from maang.core.config.models import Settings

OPEN = {"servers", "db", "backups"}
"""What stays as it is until the program ends."""


def adopt(core: "Core", settings: "Settings") -> None:
    """Let `core` make its services anew, on these settings, when they are next used."""
    core.settings = settings
    core.close_cache()
    for name in set(core.__dict__) - OPEN:
        if isinstance(getattr(type(core), name, None), cached_property):
            del core.__dict__[name]
