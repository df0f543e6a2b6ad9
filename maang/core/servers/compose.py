"""`up --compose`: the servers in containers instead, by the compose file that comes with maang."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from maang.core import process
from maang.core.errors import MaangError, NotConfigured, Unavailable

INSTALL = "https://docs.docker.com/engine/install/"
LOOK_SECONDS = 10.0
UP_SECONDS = 600.0
"""The first time it fetches images."""


@dataclass(frozen=True, slots=True)
class Compose:
    """The containers of one compose file, with their passwords as files in `secrets`."""

    file: Path
    secrets: Path

    @property
    def database_url_file(self) -> Path:
        """After `up`: the file for MAANG_DATABASE_URL_FILE, with the password in it."""
        return self.secrets / "database_url"

    @property
    def redis_url_file(self) -> Path:
        """After `up`: the file for MAANG_REDIS_URL_FILE, with the password in it."""
        return self.secrets / "redis_url"

    def check(self) -> None:
        """Raise NotConfigured or Unavailable unless a container engine and compose are usable."""
        _docker("info", missing="no container engine answers (`docker info`)")
        _docker("compose", "version", missing="docker has no compose plugin")

    def up(self) -> None:
        """Make what passwords are missing, start the containers, wait until they are healthy."""
        self.check()
        self.prepare()
        self._compose("up", "-d", "--wait")

    def down(self) -> None:
        """Stop them; their volumes and passwords stay."""
        self.check()
        self._compose("down")

    def prepare(self) -> None:
        """Make the password files and the URL files that are missing."""
        try:
            self.secrets.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.secrets.chmod(0o700)
            database, cache = self._password("postgres_password"), self._password("valkey_password")
            _write(
                self.database_url_file, f"postgresql://maang:{database}@127.0.0.1:5432/maang", 0o600
            )
            _write(self.redis_url_file, f"redis://:{cache}@127.0.0.1:6379/0", 0o600)
        except OSError as error:
            raise Unavailable(f"cannot keep passwords in {self.secrets}: {error}") from error

    def _password(self, name: str) -> str:
        file = self.secrets / name
        if not file.exists():
            # readable inside the container, where another user reads it; here its directory is 0700
            _write(file, secrets.token_hex(24), 0o644)
        return file.read_text().strip()

    def _compose(self, *words: str) -> None:
        done = process.run(
            ["docker", "compose", "-f", self.file, *words],
            seconds=UP_SECONDS,
            env=process.clean_environment({"MAANG_SECRETS": str(self.secrets)}),
        )
        if done.code != 0:
            raise Unavailable(
                f"docker compose {words[0]} failed: {_last_line(done.stderr)}",
                hint=f"see `docker compose -f '{self.file}' logs`",
            )


def compose_file() -> Path:
    """The compose file: shipped inside the installed package, or of the repository.

    Raises NotConfigured when it is in neither.
    """
    package = Path(__file__).parents[2]
    for place in (package / "_compose", package.parent / "compose"):
        if (place / "compose.yaml").is_file():
            return place / "compose.yaml"
    raise NotConfigured(
        "the compose file is not installed", hint="pip install --force-reinstall maang"
    )


def _docker(*words: str, missing: str) -> None:
    hint = f"install it ({INSTALL}) or leave out --compose: maang brings its own servers"
    try:
        done = process.run(["docker", *words], seconds=LOOK_SECONDS)
    except Unavailable as error:
        raise NotConfigured("docker is not installed", hint=hint) from error
    except MaangError as error:
        raise Unavailable(f"docker {words[0]} does not answer", hint=hint) from error
    if done.code != 0:
        kind = NotConfigured if words[0] == "compose" else Unavailable
        raise kind(f"{missing}: {_last_line(done.stderr)}", hint=hint)


def _write(file: Path, text: str, mode: int) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        os.fchmod(handle, mode)  # whatever the umask says
        opened.write(text + "\n")


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it said nothing"])[-1]
