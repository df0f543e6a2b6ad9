"""What is said to a model, what comes back, and what one is opened with."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from maang.core.config.secret import Secret

NONE = "none"
"""The setting that means: no model."""


class Role(StrEnum):
    """Who says it. Only we are the system: text from anywhere else never is."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """The next piece of a reply, a few characters or a few sentences, as the model sent it."""

    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The model that is set up, by its name (None: none is); what it lacks, and what to do."""

    model_id: str | None
    problem: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; every provider is called with one.

    `model` is the vendor's name for it; `base_url` stands for the vendor's own address. A reply
    that is not whole after `seconds` is given up, a connection after `connect_seconds`. `secrets`
    are those of the provider's login by name, such as `key`.
    """

    model: str | None = None
    base_url: str | None = None
    secrets: Mapping[str, Secret] | None = None
    seconds: float = 120.0
    connect_seconds: float = 3.0
