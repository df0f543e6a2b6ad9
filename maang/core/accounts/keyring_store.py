"""Secrets in the keyring of the desktop. One that fails, or does not answer in time, is absent."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from maang.core import process
from maang.core.config.secret import Secret
from maang.core.errors import TimedOut, Unavailable

SECONDS = 3.0
"""How long a keyring may take to answer; a locked one may never do."""

SESSION = (
    *("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY"),
    *("XDG_CURRENT_DESKTOP", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "PYTHON_KEYRING_BACKEND"),
)
"""What a keyring needs of our environment."""

CHILD = Path(__file__).with_name("keyring_child.py")


@dataclass
class KeyringStore:
    """The entries of one installation: `home` keeps two of them apart.

    Once it has failed it is not asked again, so that several logins wait for it but once.
    """

    env: Mapping[str, str] = field(repr=False)
    home: Path
    seconds: float = SECONDS
    absent: bool = field(default=False, init=False)

    def get(self, platform: str) -> dict[str, Secret] | None:
        """The secrets kept for a platform; None where there are none, or no keyring."""
        try:
            text = self._ask("get", platform)
        except Unavailable:
            return None
        return _read(text) if text is not None else None

    def set(self, platform: str, values: Mapping[str, Secret]) -> None:
        """Keep the secrets. Raises Unavailable when they cannot be read back."""
        text = json.dumps({name: secret.reveal() for name, secret in values.items()})
        if self._ask("set", platform, text) != text:
            raise Unavailable("the keyring does not give back what it was given")

    def delete(self, platform: str) -> None:
        """Forget the secrets, if there are any. Raises Unavailable when that is not sure."""
        if self._ask("delete", platform) is not None:
            raise Unavailable("the keyring still has it")

    def _ask(self, what: str, platform: str, value: str | None = None) -> str | None:
        if self.absent:
            raise Unavailable("there is no keyring here")
        request = {"do": what, "account": f"{platform} {self.home}", "value": value}
        passed = {name: self.env[name] for name in SESSION if name in self.env}
        try:
            done = process.run(
                [sys.executable, "-P", CHILD],
                seconds=self.seconds,
                env=process.clean_environment(passed),
                stdin=json.dumps(request),
            )
        except (TimedOut, Unavailable) as error:
            self.absent = True
            raise Unavailable("the keyring does not answer") from error
        if done.code != 0:
            self.absent = True
            raise Unavailable("there is no keyring here")
        answer: str | None = json.loads(done.stdout)["value"]
        return answer


def _read(text: str) -> dict[str, Secret] | None:
    try:
        return {str(name): Secret(str(value)) for name, value in json.loads(text).items()}
    except (ValueError, AttributeError):  # not what we wrote
        return None
