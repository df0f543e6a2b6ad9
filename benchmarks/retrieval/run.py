"""`python -m benchmarks.retrieval.run`: ask every question of a searcher, write the table.

A searcher is anything with the shape of `Searcher`, named as module:function; without one the plain
BM25 is measured. Folders other than our own are public sets in BEIR layout.
"""

import argparse
import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from benchmarks.retrieval import measures
from benchmarks.retrieval.loading import NOTHING, OWN, Collection, Passage, Question, load
from benchmarks.retrieval.measures import Interval
from benchmarks.retrieval.tables import written

RESULTS = Path(__file__).parent / "results"
DEEPEST = 100
"""How many passages each search may return: MRR looks that far."""


class Searcher(Protocol):
    """What is measured. Its first variant is the whole; the others are compared with it."""

    @property
    def variants(self) -> Mapping[str, frozenset[str]]:
        """Line of the table → the terms switched off for it."""

    def index(self, passages: Sequence[Passage]) -> None:
        """Hold these passages and no others."""

    def search(
        self, query: str, *, k: int, asked_at: datetime | None, switched_off: frozenset[str]
    ) -> list[tuple[str, float]]:
        """At most k passage ids with scores, best first; empty when nothing is relevant."""


Figure = Callable[[Sequence[str], Question], float]

FIGURES: Mapping[str, Figure] = {
    "nDCG@10": lambda ranking, question: measures.ndcg(ranking, question.relevant),
    "recall@5": lambda ranking, question: measures.recall(ranking, question.relevant, k=5),
    "recall@10": lambda ranking, question: measures.recall(ranking, question.relevant, k=10),
    "recall@20": lambda ranking, question: measures.recall(ranking, question.relevant, k=20),
    "MRR": lambda ranking, question: measures.reciprocal_rank(ranking, question.relevant),
}

LEADING = "nDCG@10"
EMPTY = "rightly empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One variant: its figures, its nDCG@10 by type of question, and what it gains on the whole.

    `difference` is this variant minus the first one, paired by question; None for the first.
    """

    variant: str
    switched_off: tuple[str, ...]
    figures: Mapping[str, Interval]
    by_type: Mapping[str, Interval]
    difference: Interval | None


def measure(searcher: Searcher, collection: Collection) -> list[Line]:
    """Index the collection once and ask every question of every variant."""
    searcher.index(collection.passages)
    lines: list[Line] = []
    whole: Mapping[str, float] | None = None
    for variant, switched_off in searcher.variants.items():
        rankings = _rankings(searcher, collection.questions, switched_off)
        leading = _values(collection.questions, rankings, FIGURES[LEADING])
        lines.append(
            Line(
                variant=variant,
                switched_off=tuple(sorted(switched_off)),
                figures=_figures(collection.questions, rankings),
                by_type=_by_type(collection.questions, leading),
                difference=None if whole is None else measures.difference(leading, whole),
            )
        )
        whole = leading if whole is None else whole
    return lines


def values(
    searcher: Searcher, collection: Collection, switched_off: frozenset[str]
) -> dict[str, float]:
    """nDCG@10 of each question that has an answer; what is to be searched is indexed already."""
    rankings = _rankings(searcher, collection.questions, switched_off)
    return _values(collection.questions, rankings, FIGURES[LEADING])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and keep the table as JSON and Markdown; the exit code."""
    asked = _asked(arguments)
    collection = load(asked.folder, split=asked.split)
    module, _, made_by = asked.searcher.partition(":")
    searcher: Searcher = getattr(importlib.import_module(module), made_by)()
    found = {
        "commit": _commit(),
        "date": datetime.now(UTC).date().isoformat(),
        "searcher": asked.searcher,
        "collection": collection.name,
        "split": collection.split,
        "digest": collection.digest,
        "passages": len(collection.passages),
        "questions": len(collection.questions),
        "lines": [asdict(line) for line in measure(searcher, collection)],
    }
    table = written(found)
    print(table)
    if asked.save:
        _keep(asked.save, found, table)
    return 0


def _rankings(
    searcher: Searcher, questions: Sequence[Question], switched_off: frozenset[str]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for question in questions:
        hits = searcher.search(
            question.text, k=DEEPEST, asked_at=question.asked_at, switched_off=switched_off
        )
        found[question.id] = [id for id, _ in hits]
        if len(set(found[question.id])) < len(hits):
            raise ValueError(f"{question.id}: a passage was returned twice")
    return found


def _values(
    questions: Sequence[Question], rankings: Mapping[str, Sequence[str]], figure: Figure
) -> dict[str, float]:
    return {
        question.id: figure(rankings[question.id], question)
        for question in questions
        if question.type != NOTHING
    }


def _figures(
    questions: Sequence[Question], rankings: Mapping[str, Sequence[str]]
) -> dict[str, Interval]:
    found = {
        name: measures.interval([*_values(questions, rankings, figure).values()])
        for name, figure in FIGURES.items()
    }
    empties = [
        measures.rightly_empty(rankings[question.id])
        for question in questions
        if question.type == NOTHING
    ]
    return found | ({EMPTY: measures.interval(empties)} if empties else {})


def _by_type(questions: Sequence[Question], values: Mapping[str, float]) -> dict[str, Interval]:
    gathered: dict[str, list[float]] = {}
    for question in questions:
        if question.id in values:
            gathered.setdefault(question.type, []).append(values[question.id])
    return {sort: measures.interval(found) for sort, found in gathered.items()}


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval.run", description=__doc__)
    parser.add_argument("--folder", type=Path, default=OWN, help="a BEIR folder (our own)")
    parser.add_argument("--split", default="dev", help="choose on dev, report test (dev)")
    parser.add_argument("--searcher", default="benchmarks.retrieval.baseline:searcher")
    parser.add_argument("--save", type=Path, nargs="?", const=RESULTS, help="keep it in a folder")
    return parser.parse_args(arguments)


def _commit() -> str:
    described = ["git", "-C", str(OWN), "describe", "--always", "--dirty"]
    return subprocess.run(described, capture_output=True, text=True).stdout.strip() or "unknown"


def _keep(folder: Path, found: Mapping[str, object], table: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    maker = str(found["searcher"]).partition(":")[0].rpartition(".")[2]
    place = folder / f"{found['date']}-{found['commit']}-{maker}-{found['split']}"
    Path(f"{place}.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    Path(f"{place}.md").write_text(table + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
