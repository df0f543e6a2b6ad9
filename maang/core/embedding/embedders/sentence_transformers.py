"""Any model of sentence-transformers, on the processor or a GPU: the extra `maang[st]`.

Its first vector takes seconds and more than a gigabyte of packages; who needs neither another
model nor a GPU is better served by the default.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maang.core.embedding.models import Wanted
from maang.core.errors import NotConfigured, Unavailable

MODEL = "sentence-transformers/all-MiniLM-L6-v2"
"""Taken when no other is named; fetched once from the hub, or the path of a folder."""

INSTALL = "pip install 'maang[st]'"


class SentenceTransformers:
    """The named model, or a folder that holds one.

    Opening raises NotConfigured without the extra, and Unavailable where the model is neither
    here nor to be had.
    """

    needs = ("sentence_transformers", "torch")
    hint = INSTALL

    def __init__(self, wanted: Wanted) -> None:
        name = wanted.model or MODEL
        self._model = _opened(name, threads=wanted.threads)
        self.model_id = f"st:{name}"
        self.dimensions = int(self._model.get_embedding_dimension() or 0)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A unit vector for each text; the library sorts them by length itself."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        clean = [text.encode("utf-8", "replace").decode() for text in texts]
        try:
            made = self._model.encode(clean, normalize_embeddings=True, show_progress_bar=False)
        except RuntimeError as error:
            raise Unavailable(f"{self.model_id} cannot be run: {error}") from error
        return np.asarray(made, np.float32)


def _opened(name: str, *, threads: int) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
        from torch import set_num_threads
    except ImportError as error:
        raise NotConfigured(
            f"sentence-transformers cannot be imported: {error}", hint=INSTALL
        ) from error
    set_num_threads(threads)
    try:
        return SentenceTransformer(name)
    except (OSError, ValueError, RuntimeError) as error:
        raise Unavailable(
            f"the model {name!r} cannot be opened: {error}",
            hint="name a folder that holds it: maang config set embedder_model FOLDER",
        ) from error
