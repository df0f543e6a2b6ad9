"""`up --compose`: the servers in containers instead, by the compose file that comes with maang."""

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
    """The containers of one compose file."""

    file: Path

    def check(self) -> None:
        """Raise NotConfigured or Unavailable unless a container engine and compose are usable."""
        _docker("info", missing="no container engine answers (`docker info`)")
        _docker("compose", "version", missing="docker has no compose plugin")

    def up(self) -> None:
        """Start them and wait until they are healthy."""
        self.check()
        self._compose("up", "-d", "--wait")

    def down(self) -> None:
        """Stop them; their volumes stay."""
        self.check()
        self._compose("down")

    def _compose(self, *words: str) -> None:
        done = process.run(
            ["docker", "compose", "-f", self.file, *words],
            seconds=UP_SECONDS,
            env=process.clean_environment(),
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


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it said nothing"])[-1]
