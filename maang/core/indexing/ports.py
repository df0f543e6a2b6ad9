"""What indexing needs of a model."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from maang.core.errors import NotConfigured


class Embedder(Protocol):
    """Text → vectors of unit length."""

    @property
    def model_id(self) -> str:
        """The name that is stored with every vector."""

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""

    def embed(self, texts: Sequence[str]) -> Any:
        """A vector for each text, as rows of an array."""


def no_embedder(name: str | None) -> Embedder:
    """Where no model can be had at all."""
    raise NotConfigured(
        f"the model {name or 'for meanings'} is not installed",
        hint="words are found all the same",
    )


Embedders = Callable[[str | None], Embedder]
"""The embedder of a name, or without one that of the settings. Raises NotConfigured or Unavailable
where it cannot be had."""
