"""(rules) A finer look at the best: every token of the question meets the one most like it.

The mean over the question's tokens of the largest dot product, as in Khattab and Zaharia,
'ColBERT: Efficient and Effective Passage Search' (2020), with the tokens of the embedder at hand
instead of a model trained for it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maang.core.embedding.ports import TokenEmbedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEPTH = 30
"""How many are looked at: 100 found no more than 50 on the development half, 20 a little less."""


def likenesses(embedder: TokenEmbedder, question: str, texts: Sequence[str]) -> list[float]:
    """From -1 to 1 for each text. Raises Unavailable when the model cannot be used."""
    if not texts:
        return []
    asked, *given = embedder.embed_tokens([question, *texts])
    return [_likeness(asked, tokens) for tokens in given]


def _likeness(asked: "NDArray[np.float32]", given: "NDArray[np.float32]") -> float:
    if not len(asked) or not len(given):
        return 0.0
    return float((asked @ given.T).max(axis=1).mean())
