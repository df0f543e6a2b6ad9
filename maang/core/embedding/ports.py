"""What an embedder must offer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@runtime_checkable
class Embedder(Protocol):
    """Turns texts into directions: the closer two texts in meaning, the larger the dot product."""

    @property
    def model_id(self) -> str:
        """The name stored with each vector; vectors of different names are never compared."""
        ...

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        ...

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """A vector of unit length for each text, in order: shape (texts, dimensions).

        A text too long for the model counts by its beginning; chunk it first. Raises Unavailable
        when the model cannot be used.
        """
        ...
