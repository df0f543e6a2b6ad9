"""The embedder a person has chosen, opened when the first vector is asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock

from maang.core import plugins
from maang.core.embedding.models import DEFAULT, Checked, Wanted
from maang.core.embedding.ports import Embedder
from maang.core.errors import MaangError, NotConfigured


@dataclass(frozen=True, slots=True)
class Embedding:
    """Which embedder is meant, and the way to it.

    `name` is one of `names()`. Opening costs tenths of a second or more, so it happens once, on
    the first `embedder()`, and never because somebody only holds this.
    """

    name: str = DEFAULT
    wanted: Wanted = field(default_factory=Wanted)
    _opened: list[Embedder] = field(default_factory=list, init=False, repr=False, compare=False)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    def names(self) -> tuple[str, ...]:
        """All that are installed, sorted; nothing is imported."""
        return plugins.names(plugins.EMBEDDERS)

    def embedder(self) -> Embedder:
        """The chosen embedder, always the same one.

        Raises NotConfigured where it, or what it needs, is not installed, and Unavailable where
        its model cannot be used. Searching then goes by words alone.
        """
        with self._lock:
            if not self._opened:
                self._opened.append(self._open(self.name, self.wanted))
        return self._opened[0]

    def check(self) -> Checked:
        """The chosen embedder, tried on one text; for `doctor`."""
        try:
            self.embedder().embed(["binary search"])
        except MaangError as error:
            return Checked(self.name, problem=error.message, hint=error.hint)
        return Checked(self.name)

    def _open(self, name: str, wanted: Wanted) -> Embedder:
        opens: Callable[[Wanted], object] = plugins.load(plugins.EMBEDDERS, name)
        opened = _tried(partial(opens, wanted), name=name)
        if not isinstance(opened, Embedder):
            raise NotConfigured(
                f"{name!r} in {plugins.EMBEDDERS} is no embedder",
                hint=f"maang config set embedder {DEFAULT}",
            )
        return opened


def _tried(action: Callable[[], object], *, name: str) -> object:
    try:
        return action()
    except plugins.BROKEN as error:
        raise NotConfigured(
            f"the embedder {name!r} cannot be opened: {error}",
            hint=f"maang config set embedder {DEFAULT}",
        ) from error
