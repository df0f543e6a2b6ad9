"""Values of a login: where its secret was found, what is known of it, and what may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from maang.core.config.secret import Secret


class Keep(StrEnum):
    """Where we keep a secret, as the person chose."""

    KEYRING = "keyring"
    FILE = "file"


class Source(StrEnum):
    """Where a secret was found; the first of these that has it counts."""

    ENVIRONMENT = "environment"
    NAMED_FILE = "named-file"
    KEYRING = "keyring"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Found:
    """The secrets of a login by name, and the variable, keyring or file they were found in."""

    values: Mapping[str, Secret]
    source: Source
    where: str


@dataclass(frozen=True, slots=True)
class Credential:
    """What the database knows of a login: where its secret is kept, never the secret.

    `status` is how the sync of `last_sync_at` ended with it, `error` what cut that.
    """

    platform: str
    user_name: str | None
    kept: Keep | None
    expires_at: datetime | None
    last_sync_at: datetime | None = None
    status: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Login:
    """A way to a platform. Without `secrets` only what is public can be read there.

    `expires_at` is None where the secret does not say.
    """

    platform: str
    user_name: str | None
    secrets: Mapping[str, Secret] = field(default_factory=dict)
    source: Source | None = None
    where: str | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A login as it may be shown: `last4` are the last characters of its first secret.

    `last_sync_at`, `sync_status` and `sync_error` are of the last sync with it.
    """

    platform: str
    user: str | None
    source: Source | None
    where: str | None
    last4: str | None
    expires_at: datetime | None
    problem: str | None = None
    last_sync_at: datetime | None = None
    sync_status: str | None = None
    sync_error: str | None = None


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A login just made. `checked` is whether the platform itself said whose it is."""

    login: Shown
    checked: bool
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedOut:
    """A login just ended: from where its secret was removed, and where we may not remove it."""

    platform: str
    removed: tuple[str, ...]
    left: tuple[str, ...] = ()
