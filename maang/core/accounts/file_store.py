"""Secrets in files that only their owner can read: for cron, and only where the person chose it."""

import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from maang.core.config.secret import Secret
from maang.core.config.writer import write_atomically
from maang.core.errors import Denied, Invalid, Unavailable


@dataclass(frozen=True, slots=True)
class FileStore:
    """A file for each platform below one directory, 0600 in 0700."""

    directory: Path

    def path(self, platform: str) -> Path:
        """Where the secrets of a platform are kept, whether they are there or not."""
        return self.directory / f"{platform}.json"

    def get(self, platform: str) -> dict[str, Secret] | None:
        """The secrets kept for a platform, or None.

        Raises Denied when others could have read them, Invalid for a file that is not ours.
        """
        file = self.path(platform)
        try:
            mode = stat.S_IMODE(file.stat().st_mode)
            text = file.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise Denied(f"{file} cannot be read: {error.strerror}") from error
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise Denied(
                f"{file} can be read by others (mode {mode:04o}): it is not used",
                hint=f"chmod 600 '{file}', and log in anew if they may have seen it",
            )
        try:
            return {str(name): Secret(str(value)) for name, value in json.loads(text).items()}
        except (ValueError, AttributeError) as error:
            raise Invalid(
                f"{file} is not what we wrote", hint=f"maang login {platform} --store file"
            ) from error

    def set(self, platform: str, values: Mapping[str, Secret]) -> None:
        """Keep the secrets. Raises Denied or Unavailable when the disk will not take them."""
        file = self.path(platform)
        text = json.dumps({name: secret.reveal() for name, secret in values.items()})
        try:
            write_atomically(file, content=text.encode())
            self.directory.chmod(0o700)
        except PermissionError as error:
            raise Denied(
                f"{file} may not be written", hint=f"check who owns it: ls -ld {self.directory}"
            ) from error
        except OSError as error:
            raise Unavailable(f"{file} cannot be written: {error.strerror}") from error

    def delete(self, platform: str) -> bool:
        """Forget the secrets; False if there were none. Raises Denied."""
        file = self.path(platform)
        try:
            file.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise Denied(f"{file} cannot be removed: {error.strerror}") from error
        return True
