"""What an embedder is opened with, and what trying it has shown."""

from dataclasses import dataclass

DEFAULT = "minilm"
"""The embedder that comes with maang and needs nothing else."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; every embedder is called with one.

    `model` names one of several, or is a folder, for an embedder that has a choice. `threads` is
    how many the computation may use.
    """

    model: str | None = None
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """An embedder that was looked at; where it does not work, why not and what to do.

    `model_id` and `dimensions` are known of one that was tried.
    """

    name: str
    problem: str | None = None
    hint: str | None = None
    model_id: str | None = None
    dimensions: int | None = None
