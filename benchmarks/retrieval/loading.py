"""Reading a collection in BEIR layout: this folder's own set, or a public one.

A folder holds corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv with a header line.
"""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

OWN = Path(__file__).parent

NOTHING = "nothing"
"""The type of a question no passage answers: right is an empty result."""

ANSWERS = 2
"""The grade of a passage that answers; 1 is one that helps."""


class Malformed(ValueError):
    """A folder is not in BEIR layout; the message names file and line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One passage and what is known about it; a public set knows only id, title and text."""

    id: str
    title: str
    text: str
    kind: str | None = None
    source: str | None = None
    problem: str | None = None
    pattern: str | None = None
    company: str | None = None
    speaker: str | None = None
    previous: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with its judgements: passage id → grade. `asked_at` is its 'now'."""

    id: str
    text: str
    type: str
    asked_at: datetime | None
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Collection:
    """Every passage, and the questions of one split that have an expected outcome.

    `digest` says which edition was read: 16 hex digits of the sha256 of corpus, queries and qrels.
    """

    name: str
    split: str
    digest: str
    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]


def load(folder: Path = OWN, *, split: str = "dev") -> Collection:
    """The passages of a folder and the questions of a split. Raises Malformed, FileNotFoundError.

    A question without judgements is left out, as BEIR does, unless its metadata says that it
    belongs to this split and must find nothing.
    """
    corpus, queries = folder / "corpus.jsonl", folder / "queries.jsonl"
    qrels = folder / "qrels" / f"{split}.tsv"
    judged = _judgements(qrels)
    passages = tuple(_passage(row) for row in _rows(corpus))
    questions = tuple(
        _question(row, judged.get(str(row["_id"]), {}))
        for row in _rows(queries)
        if str(row["_id"]) in judged or _finds_nothing(row, split)
    )
    digest = hashlib.sha256(b"".join(each.read_bytes() for each in (corpus, queries, qrels)))
    return Collection(folder.resolve().name, split, digest.hexdigest()[:16], passages, questions)


def _finds_nothing(row: Mapping[str, Any], split: str) -> bool:
    said = row.get("metadata") or {}
    return said.get("type") == NOTHING and said.get("split") == split


def _passage(row: Mapping[str, Any]) -> Passage:
    said = row.get("metadata") or {}
    names = ("kind", "source", "problem", "pattern", "company", "speaker", "previous")
    return Passage(
        id=str(row["_id"]),
        title=row.get("title") or "",
        text=row["text"],
        happened_at=_moment(said.get("happened_at")),
        **{name: said.get(name) for name in names},
    )


def _question(row: Mapping[str, Any], relevant: Mapping[str, int]) -> Question:
    said = row.get("metadata") or {}
    return Question(
        id=str(row["_id"]),
        text=row["text"],
        type=said.get("type") or "question",
        asked_at=_moment(said.get("asked_at")),
        relevant=relevant,
    )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                row["_id"], row["text"]
            except (ValueError, KeyError, TypeError) as problem:
                raise Malformed(f"{path.name}, line {number}: {problem!r}") from problem
            yield row


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    """Question id → passage id → grade; grade 0, 'judged and not relevant', is left out."""
    found: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows, None)  # the header
        for number, row in enumerate(rows, start=2):
            try:
                question, passage, grade = row
                relevance = int(grade)
            except ValueError as problem:
                raise Malformed(f"{path.name}, line {number}: {problem}") from problem
            if relevance > 0:
                found.setdefault(question, {})[passage] = relevance
    return found
