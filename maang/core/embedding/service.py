"""The embedder a person has chosen, opened when the first vector is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from threading import Lock

from maang.core import plugins
from maang.core.embedding.models import DEFAULT, Checked, Wanted
from maang.core.embedding.ports import Embedder
from maang.core.errors import MaangError, NotConfigured


@dataclass(frozen=True, slots=True)
class Embedding:
    """Which embedder is meant, and the way to it and to any other.

    `name` is one of `names()`, and `wanted` what it is opened with. Opening costs tenths of a
    second or more, so it happens once, on the first `embedder()`, and never because somebody only
    holds this.
    """

    name: str = DEFAULT
    wanted: Wanted = field(default_factory=Wanted)
    _opened: dict[str, Embedder] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _lock: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    def names(self) -> tuple[str, ...]:
        """All that are installed, sorted; nothing is imported."""
        return plugins.names(plugins.EMBEDDERS)

    def embedder(self, name: str | None = None) -> Embedder:
        """The chosen embedder, or the one of that name with its own model; opened only once.

        Raises NotConfigured where it, or what it needs, is not installed, and Unavailable where
        its model cannot be used. Searching then goes by words alone.
        """
        asked = name or self.name
        wanted = self.wanted if asked == self.name else Wanted(threads=self.wanted.threads)
        with self._lock:
            if asked not in self._opened:
                self._opened[asked] = self._open(asked, wanted)
            return self._opened[asked]

    def check(self) -> Checked:
        """The chosen embedder; for `doctor`. Ours is tried on a text. Another one is only looked
        for: opening it may take long, or fetch a model."""
        try:
            if self.name != DEFAULT:
                _check_installed(plugins.load(plugins.EMBEDDERS, self.name))
                return Checked(self.name)
            ours = self.embedder()
            ours.embed(["binary search"])
        except MaangError as error:
            return Checked(self.name, problem=error.message, hint=error.hint)
        return Checked(self.name, model_id=ours.model_id, dimensions=ours.dimensions)

    def _open(self, name: str, wanted: Wanted) -> Embedder:
        opens: Callable[[Wanted], object] = plugins.load(plugins.EMBEDDERS, name)
        opened = _tried(partial(opens, wanted), name=name)
        if not isinstance(opened, Embedder):
            raise NotConfigured(
                f"{name!r} in {plugins.EMBEDDERS} is no embedder",
                hint=f"maang config set embedder {DEFAULT}",
            )
        return opened


def _check_installed(opens: object) -> None:
    """Look for the packages that an embedder says it `needs`, without importing them."""
    needed: Sequence[str] = getattr(opens, "needs", ())
    absent = [name for name in needed if find_spec(name) is None]
    if absent:
        hint = getattr(opens, "hint", None)
        raise NotConfigured(f"{', '.join(absent)} cannot be found", hint=hint)


def _tried(action: Callable[[], object], *, name: str) -> object:
    try:
        return action()
    except plugins.BROKEN as error:
        raise NotConfigured(
            f"the embedder {name!r} cannot be opened: {error}",
            hint=f"maang config set embedder {DEFAULT}",
        ) from error
