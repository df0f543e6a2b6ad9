"""What rounding the model to eight bits costs a search, and how well it finds, for `make bench`.

    python scripts/make_model.py --fp32 FOLDER
    python -m benchmarks retrieval --fp32 FOLDER

Both models index and search the same set on servers of their own; without FOLDER only the one that
ships is measured.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.retrieval import measures
from benchmarks.retrieval.loading import Collection, load
from benchmarks.retrieval.measures import Interval
from benchmarks.retrieval.run import LEADING, measure, values
from benchmarks.retrieval.shipped import Shipped, searcher
from maang.core.embedding.embedders.onnx import MiniLM
from maang.core.embedding.models import Wanted
from maang.core.retrieval.models import EXACT, FLOOR, TIME, WORDS

VARIANTS: Mapping[str, frozenset[str]] = {
    "whole": frozenset(),
    "without the floor": frozenset({FLOOR}),
    "dense alone": frozenset({EXACT, FLOOR, TIME, WORDS}),
}
"""What both models are compared in: as it ships, nothing turned away, likeness and nothing else."""


@dataclass
class Whole:
    """The model nothing of which is rounded."""

    folder: Path

    def __post_init__(self) -> None:
        self._opened = MiniLM(Wanted(), folder=self.folder)

    def embedder(self, name: str | None = None) -> MiniLM:
        """The one model, whatever is asked for."""
        return self._opened


def compare(fp32: Path | None) -> dict[str, object]:
    """How well the shipped search finds on both halves, and what it would with the whole model."""
    test = load(split="test")
    ours = searcher()
    found: dict[str, object] = {"test": _table(ours, test)}
    if fp32 is None:
        return found | {"int8 against fp32": "left out: no fp32 model was named (--fp32)"}
    theirs = searcher(Whole(fp32))
    theirs.index(test.passages)
    found["int8 against fp32"] = {
        split: {name: _loss(ours, theirs, load(split=split), off) for name, off in VARIANTS.items()}
        for split in ("dev", "test")
    }
    return found


def _table(ours: Shipped, collection: Collection) -> dict[str, object]:
    return {
        line.variant: {
            **{name: _said(figure) for name, figure in line.figures.items()},
            "less the whole": _said(line.difference) if line.difference else None,
        }
        for line in measure(ours, collection)
    }


def _loss(
    ours: Shipped, theirs: Shipped, collection: Collection, off: frozenset[str]
) -> dict[str, object]:
    """nDCG@10 of both, paired by question."""
    int8, fp32 = (values(each, collection, off) for each in (ours, theirs))
    difference = measures.difference(int8, fp32)
    whole = measures.interval([*fp32.values()])
    return {
        f"{LEADING} int8": _said(measures.interval([*int8.values()])),
        f"{LEADING} fp32": _said(whole),
        "int8 less fp32": _said(difference),
        "loss": round(-difference.mean / whole.mean, 4),
    }


def _said(figure: Interval) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in asdict(figure).items()}
