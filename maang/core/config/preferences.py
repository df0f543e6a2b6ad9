"""A person's settings while a program runs: seen with their sources, changed in their file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from maang.core.config.files import read_settings
from maang.core.config.loader import load
from maang.core.config.models import Loaded, Source
from maang.core.config.paths import Paths
from maang.core.errors import Denied

if TYPE_CHECKING:
    from maang.core.config.listing import Shown

FIXED = (Source.FLAG, Source.ENVIRONMENT, Source.PROJECT)
"""What stands above the person's file: a change of the file would not be seen."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """The settings as the environment, a project and the person's file say them just now; `begun`
    are those the program has begun with, where they were read already."""

    env: Mapping[str, str]
    folder: Path
    paths: Paths
    begun: Loaded | None = None

    @property
    def loaded(self) -> Loaded:
        """What the program has begun with. Raises as `load`."""
        return self.begun or self.load()

    def load(self) -> Loaded:
        """All of them. Raises as `loader.load`."""
        return load(self.env, cwd=self.folder, paths=self.paths)

    def listing(self) -> "tuple[Shown, ...]":
        """Every setting with its source, in the order of the tree; passwords are masked."""
        from maang.core.config.listing import listing

        return listing(self.load())

    def change(self, name: str, text: str | None) -> str | None:
        """Write a setting into the person's file, or take it out with None.

        Answers with what the file said before (None: nothing), which takes the change back.
        Raises Denied where something above the file sets it, and as `set_setting`.
        """
        from maang.core.config.settings import find_setting
        from maang.core.config.writer import set_setting, unset_setting

        find_setting(name)
        origin = self.load().origins[name]
        if origin.source in FIXED:
            raise Denied(
                f"{name} is set by {origin.where or origin.source}, which counts more",
                hint=f"change it in {origin.where or 'the command line'}",
            )
        file = self.paths.config_file
        before = read_settings(file).get(name)
        if text is None:
            unset_setting(file, name=name)
        else:
            set_setting(file, name=name, text=text)
        return None if before is None else _text(before)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
