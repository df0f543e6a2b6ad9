"""One process from its start to one vector: `embedding.py minilm` or `embedding.py st FOLDER`."""

import sys
from pathlib import Path

TEXT = "how did I find the cycle in a directed graph"


def main() -> None:
    """Embed once, and print the peak of memory in MiB (Linux)."""
    from maang.core.embedding.models import Wanted

    if sys.argv[1] == "minilm":
        from maang.core.embedding.embedders.onnx import MiniLM

        vectors = MiniLM(Wanted()).embed([TEXT])
    else:
        from maang.core.embedding.embedders.sentence_transformers import SentenceTransformers

        vectors = SentenceTransformers(Wanted(model=sys.argv[2])).embed([TEXT])
    assert vectors.shape == (1, 384)
    # Not getrusage: a child begins with the peak of the process that forked it.
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    print(next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM")))


if __name__ == "__main__":
    main()
