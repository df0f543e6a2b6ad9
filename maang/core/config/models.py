"""Every setting, with what it may hold, what holds without it, and one sentence on what it does.

A field's place in the tree is its name: `review.minutes.easy` in files, MAANG_REVIEW_MINUTES_EASY
in the environment. `settings.py` lists them; `.env.example` is generated from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from maang.core.config.facts import setting
from maang.core.config.kinds import (
    Address,
    Day,
    Folder,
    Number,
    OneOf,
    Switch,
    Url,
    Whole,
    Words,
    Zone,
)
from maang.core.config.secret import Secret

LANGUAGES = (
    *("python", "javascript", "typescript", "java", "kotlin", "cpp", "c", "csharp"),
    *("go", "rust", "swift", "ruby"),
)
_RECALL = Number(0.70, 0.97)
_MINUTES = Whole(1, 600, "minutes")
_SECONDS = Number(0.1, 600, "seconds")


@dataclass(frozen=True, slots=True)
class Database:
    """The Postgres server."""

    url: Secret | None = field(
        metadata=setting(
            Url(
                ("postgresql", "postgres", "postgresql+psycopg"),
                "postgresql://maang@db.example/maang",
            ),
            "Another Postgres server (16 or newer, with pgvector) instead of our own.",
            otherwise="our own server, started when needed",
        )
    )


@dataclass(frozen=True, slots=True)
class Redis:
    """The cache."""

    enabled: bool = field(
        metadata=setting(
            Switch(), "Whether to use a cache; without one everything works, slower.", default=True
        )
    )
    url: Secret | None = field(
        metadata=setting(
            Url(("redis", "rediss", "unix"), "redis://cache.example:6379/0"),
            "Another Redis or Valkey server instead of our own.",
            otherwise="our own server, started when needed",
        )
    )


@dataclass(frozen=True, slots=True)
class Retention:
    """The share of reviews one wants to remember, by kind of card."""

    problem: float = field(
        metadata=setting(_RECALL, "How likely one should recall a problem when due.", default=0.9)
    )
    concept: float = field(
        metadata=setting(_RECALL, "How likely one should recall a concept when due.", default=0.9)
    )
    behavioural: float = field(
        metadata=setting(_RECALL, "How likely one should recall a story when due.", default=0.9)
    )
    design: float = field(
        metadata=setting(_RECALL, "How likely one should recall a design when due.", default=0.9)
    )


@dataclass(frozen=True, slots=True)
class Minutes:
    """How long a review takes until one's own attempts say better."""

    easy: int = field(
        metadata=setting(_MINUTES, "What an easy problem is taken to last.", default=20)
    )
    medium: int = field(
        metadata=setting(_MINUTES, "What a medium problem is taken to last.", default=35)
    )
    hard: int = field(
        metadata=setting(_MINUTES, "What a hard problem is taken to last.", default=50)
    )


@dataclass(frozen=True, slots=True)
class Review:
    """Spaced repetition."""

    retention: Retention
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class Timer:
    """The clock across terminals."""

    cap: int = field(
        metadata=setting(
            _MINUTES, "How long a timer counts at most, in case one walked away.", default=90
        )
    )


@dataclass(frozen=True, slots=True)
class Deadline:
    """How long something may take before it is given up."""

    connect: float = field(
        metadata=setting(_SECONDS, "How long reaching a server may take.", default=3.0)
    )
    light: float = field(
        metadata=setting(_SECONDS, "How long a light command may take.", default=5.0)
    )
    llm: float = field(
        metadata=setting(_SECONDS, "How long a language model may take to reply.", default=120.0)
    )


@dataclass(frozen=True, slots=True)
class JsonLines:
    """A platform of one's own: `maang sync jsonlines` reads what another program writes."""

    command: str | None = field(
        metadata=setting(
            Words("a command"), "A command that prints submissions as JSON Lines.", otherwise="none"
        )
    )
    folder: Path | None = field(
        metadata=setting(
            Folder(), "A folder of *.jsonl files to read submissions from.", otherwise="none"
        )
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked and complete."""

    zone: str = field(
        metadata=setting(Zone(), "The time zone one lives in.", otherwise="the system's")
    )
    day_start: int = field(
        metadata=setting(Whole(0, 12), "The hour at which a day begins.", default=4)
    )
    language: str = field(
        metadata=setting(
            OneOf(LANGUAGES), "The language to solve in.", default="python", project=True
        )
    )
    list: str = field(
        metadata=setting(
            Words('the name of a list such as "blind-75"', r"[a-z0-9]+(?:-[a-z0-9]+)*"),
            "The list one is working through.",
            default="blind-75",
            project=True,
        )
    )
    workspace: Path = field(
        metadata=setting(
            Folder(), "Where solutions are written.", otherwise="~/maang", project=True
        )
    )
    interview_date: date | None = field(
        metadata=setting(Day(), "When the interview is.", otherwise="none")
    )
    company: str | None = field(
        metadata=setting(
            Words('a name such as "google"'), "The company one prepares for.", otherwise="none"
        )
    )
    editor: str = field(
        metadata=setting(
            Words("a command"),
            "The editor for code and notes.",
            default="vi",
            otherwise="$VISUAL, else $EDITOR, else vi",
            fallbacks=("VISUAL", "EDITOR"),
        )
    )
    pager: str = field(
        metadata=setting(
            Words("a command"),
            "The pager for what is longer than the screen.",
            default="less",
            otherwise="$PAGER, else less",
            fallbacks=("PAGER",),
        )
    )
    embedder: str = field(
        metadata=setting(
            Words('the name of an embedder such as "minilm"', r"[a-z0-9]+(?:[-_][a-z0-9]+)*"),
            "What turns text into vectors, for searching by meaning.",
            default="minilm",
        )
    )
    embedder_model: str | None = field(
        metadata=setting(
            Words("a model's name or a folder"),
            "The model, for an embedder that has a choice.",
            otherwise="the embedder's own",
        )
    )
    embedder_threads: int = field(
        metadata=setting(Whole(1, 64), "How many processors an embedder may keep busy.", default=2)
    )
    llm: str = field(
        metadata=setting(
            Words('the name of a provider such as "ollama"', r"[a-z0-9]+(?:[-_][a-z0-9]+)*"),
            "Who has the language model that words the answers of `ask`; none needs nobody.",
            default="none",
        )
    )
    llm_model: str | None = field(
        metadata=setting(
            Words("a model's name"), "The model, as its provider calls it.", otherwise="none"
        )
    )
    llm_base_url: str | None = field(
        metadata=setting(
            Address(), "Where the provider answers.", otherwise="the provider's own address"
        )
    )
    color: str = field(
        metadata=setting(OneOf(("auto", "always", "never")), "When to use colour.", default="auto")
    )
    theme: str = field(
        metadata=setting(
            OneOf(("auto", "dark", "light")),
            "The colours of `maang tui`; auto follows COLORFGBG, else dark.",
            default="auto",
        )
    )
    database: Database
    redis: Redis
    review: Review
    timer: Timer
    deadline: Deadline
    jsonlines: JsonLines


class Source(StrEnum):
    """Where a value comes from; the first of these that says something counts."""

    FLAG = "flag"
    ENVIRONMENT = "environment"
    PROJECT = "project"
    USER = "user"
    DEFAULT = "default"


class Origin(NamedTuple):
    """The source of a value and where exactly: a flag, a variable, a file, or nothing."""

    source: Source
    where: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings, the origin of each by its name, and what the person should hear.

    `keys` are the person's own keys for `maang tui`, by binding; only that screen knows whether
    they hold together.
    """

    settings: Settings
    origins: Mapping[str, Origin]
    notices: tuple[str, ...]
    keys: Mapping[str, str] = field(default_factory=dict)
