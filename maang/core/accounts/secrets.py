"""The one order in which secrets are looked for: the environment, a file it names, the keyring,
our own file. What is given on the command line comes before all of them and is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from maang.core.accounts.file_store import FileStore
from maang.core.accounts.keyring_store import KeyringStore
from maang.core.accounts.models import Found, Keep, Source
from maang.core.accounts.shapes import checked, pasted
from maang.core.config.logins import FILE, parts_of, variable
from maang.core.config.paths import expanded
from maang.core.config.secret import Secret
from maang.core.errors import Invalid, NotConfigured, Unavailable

LARGEST = 1 << 16
"""Bytes of a file that are taken for a secret."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """Finds, keeps and removes the secrets of platforms. `home` is what `~` stands for."""

    env: Mapping[str, str] = field(repr=False)
    home: Path
    keyring: KeyringStore
    files: FileStore

    def find(self, platform: str) -> Found | None:
        """The secrets of a platform, or None.

        Raises NotConfigured for a variable that names no readable file, Invalid for what does not
        look like a secret of that platform, Denied for a file of ours that others can read.
        """
        if not parts_of(platform):
            return None
        return self.said(platform) or self.kept(platform)

    def said(self, platform: str) -> Found | None:
        """What the environment says, in its variables or in the files they name."""
        texts = {
            part.name: text
            for part in parts_of(platform)
            if (text := self._said(variable(platform, part.name)))
        }
        if not texts:
            return None
        first = parts_of(platform)[0].name
        main = variable(platform, first if first in texts else next(iter(texts)))
        in_file = not self.env.get(main, "").strip()
        place = main + FILE if in_file else main
        try:
            values = _put_together(platform, texts, first=first)
        except Invalid as error:
            raise Invalid(f"{place}: {error.message}", hint=error.hint) from None
        return Found(values, Source.NAMED_FILE if in_file else Source.ENVIRONMENT, place)

    def kept(self, platform: str) -> Found | None:
        """What was kept by a login, in the keyring or in our file."""
        if values := self.keyring.get(platform):
            return Found(values, *self.place(platform, Keep.KEYRING))
        if values := self.files.get(platform):
            return Found(values, *self.place(platform, Keep.FILE))
        return None

    def place(self, platform: str, kept: Keep) -> tuple[Source, str]:
        """What a secret kept there is found as."""
        if kept is Keep.KEYRING:
            return Source.KEYRING, "the keyring"
        return Source.FILE, str(self.files.path(platform))

    def user(self, platform: str) -> str | None:
        """The user name the environment gives."""
        return self.env.get(variable(platform, "user"), "").strip() or None

    def keep(self, platform: str, values: Mapping[str, Secret], *, to: Keep) -> None:
        """Keep the secrets there and nowhere else.

        Raises NotConfigured where there is no keyring, Denied or Unavailable for the file.
        """
        if to is Keep.FILE:
            self.files.set(platform, values)
            self._forget_in_keyring(platform)
            return
        try:
            self.keyring.set(platform, values)
        except Unavailable as error:
            main = variable(platform, parts_of(platform)[0].name)
            raise NotConfigured(
                f"nothing was kept: {error.message}",
                hint=f"add --store file to keep it in a file that only you can read, or set "
                f"{main} or {main}{FILE}",
            ) from error
        self.files.delete(platform)

    def remove(self, platform: str, *, known: Keep | None) -> tuple[str, ...]:
        """Remove what was kept, and say where it was. `known` is where it should be.

        Raises Unavailable when it is in a keyring that does not answer now.
        """
        removed = []
        if self.keyring.get(platform) is not None:
            self.keyring.delete(platform)
            removed.append("the keyring")
        elif known is Keep.KEYRING and self.keyring.absent:
            raise Unavailable(
                f"the {platform} secret is in the keyring, which does not answer here",
                hint="try again where the keyring is unlocked; nothing was removed",
            )
        if self.files.delete(platform):
            removed.append(str(self.files.path(platform)))
        return tuple(removed)

    def _forget_in_keyring(self, platform: str) -> None:
        try:
            self.keyring.delete(platform)
        except Unavailable:  # no keyring: then nothing of ours comes out of it either
            return

    def _said(self, name: str) -> str:
        if text := self.env.get(name, "").strip():
            return text
        named = self.env.get(name + FILE, "").strip()
        return self._held(name + FILE, Path(named)) if named else ""

    def _held(self, name: str, named: Path) -> str:
        file = expanded(named, home=self.home, base=Path())
        try:
            with file.open("rb") as stream:
                text = stream.read(LARGEST).decode().strip()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "not UTF-8"
            raise NotConfigured(
                f"{name} names {file}, which cannot be read: {why}",
                hint=f"correct {name} or unset it",
            ) from None
        if not text:
            raise NotConfigured(f"{name} names {file}, which is empty")
        return text


def _put_together(platform: str, texts: Mapping[str, str], *, first: str) -> dict[str, Secret]:
    """The first variable may hold the whole (a Cookie header); the others hold their own part."""
    if first not in texts:
        return checked(platform, texts)
    others = "".join(f"\n{name}={text}" for name, text in texts.items() if name != first)
    return pasted(platform, _named(texts[first], platform, first) + others)


def _named(text: str, platform: str, first: str) -> str:
    """A bare value with its name before it, so that the parts cannot be mistaken."""
    bare = not any(mark in text for mark in "=;\n ")
    return f"{first}={text}" if bare else text
