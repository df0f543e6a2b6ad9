"""200 texts of ours and the vectors sentence-transformers gives them in fp32."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent

TEXTS = (FOLDER / "texts.txt").read_text(encoding="utf-8").splitlines()


def reference() -> NDArray[np.float32]:
    """One unit row for each text, made by scripts/reference_vectors.py."""
    vectors = np.load(FOLDER / "reference.npy").astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def cosines(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """How near each vector is to its reference: 1 is the same direction."""
    return (vectors * reference()).sum(axis=1)
