"""Where a server is and how it fares, as values."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

PORT = 5432
"""Only names the socket file (`.s.PGSQL.5432`): nothing listens on a network."""


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """The embedded PostgreSQL, reached through a Unix socket without a password."""

    socket_dir: Path
    port: int = PORT
    user: str = "maang"
    dbname: str = "maang"

    @property
    def socket(self) -> Path:
        """The socket file itself."""
        return self.socket_dir / f".s.PGSQL.{self.port}"

    @property
    def url(self) -> str:
        """As a `postgresql://` URL; any character may stand in the path."""
        host = quote(str(self.socket_dir), safe="")
        return f"postgresql://{self.user}@/{self.dbname}?host={host}&port={self.port}"

    @property
    def conninfo(self) -> str:
        """As libpq's `key='value'` pairs."""
        pairs = {
            "host": str(self.socket_dir),
            "port": str(self.port),
            "user": self.user,
            "dbname": self.dbname,
        }
        return " ".join(f"{key}='{_escaped(value)}'" for key, value in pairs.items())


@dataclass(frozen=True, slots=True)
class ValkeyAddress:
    """The embedded Valkey, reached through a Unix socket without a password."""

    socket: Path

    @property
    def url(self) -> str:
        """As a `unix://` URL."""
        return f"unix://{quote(str(self.socket))}"


@dataclass(frozen=True, slots=True, repr=False)
class ExternalServer:
    """A server somebody else runs. `url` holds the password; everything shown is `masked`."""

    url: str

    @property
    def masked(self) -> str:
        """The URL without its password and without its query (which may hold one too).

        Only its scheme where it cannot be told what is the password: an unquoted `/`, say.
        """
        try:
            parts = urlsplit(self.url)
        except ValueError:
            return "***"
        account, at, host = parts.netloc.rpartition("@")
        if "@" in parts.path + parts.query + parts.fragment:
            return f"{parts.scheme}://***"
        user, colon, _ = account.partition(":")
        return urlunsplit((parts.scheme, f"{user}{colon and ':***'}{at}{host}", parts.path, "", ""))

    def __repr__(self) -> str:
        return f"ExternalServer({self.masked!r})"


class Footing(StrEnum):
    """As whom the embedded PostgreSQL runs, which refuses to be root."""

    DIRECT = "direct"
    """As the ordinary user we are."""
    NAMESPACE = "namespace"
    """We are root: in a user namespace where root has another number. Files stay root's."""
    ACCOUNT = "account"
    """We are root and namespaces are refused: as an unprivileged account, data in /var/lib."""


class ServerState(StrEnum):
    """What a look at a server found."""

    RUNNING = "running"
    STOPPED = "stopped"
    ABSENT = "absent"
    """Not created yet, or switched off."""
    EXTERNAL = "external"
    """Somebody else's, and it answers."""
    BROKEN = "broken"
    """It should answer and does not; `detail` says why."""


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """How one server fares; what is not known is None. `where` never holds a password."""

    name: str
    state: ServerState
    version: str | None = None
    pid: int | None = None
    memory_bytes: int | None = None
    data_dir: Path | None = None
    where: str | None = None
    detail: str | None = None


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")
