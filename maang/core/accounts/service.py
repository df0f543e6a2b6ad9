"""Who is asking (on their own machine, the local user), and their logins on other platforms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from maang.core.accounts import store
from maang.core.accounts.expiry import AHEAD, Expiring, expiring
from maang.core.accounts.models import (
    Credential,
    Found,
    Keep,
    LoggedIn,
    LoggedOut,
    Login,
    Shown,
)
from maang.core.accounts.shapes import ends, tail
from maang.core.clock import Clock
from maang.core.config.secret import Secret, redacted
from maang.core.db.database import Database
from maang.core.errors import (
    BadReply,
    Conflict,
    Denied,
    Invalid,
    MaangError,
    NotFound,
    TimedOut,
    Unavailable,
)

if TYPE_CHECKING:
    from maang.core.accounts.secrets import Secrets

Check = Callable[[Login], str | None]
"""Asks a platform whose a login is; None where it cannot say. Raises Denied, Unavailable …"""


@dataclass(frozen=True, slots=True)
class Accounts:
    """People by name."""

    db: Database
    now: Clock

    def open(self, name: str) -> UUID:
        """The key of the user called `name`, made on first use."""
        with self.db.write() as session:
            return store.open_user(session, name=name, at=self.now())


@dataclass(frozen=True, slots=True)
class Logins:
    """The person's logins. The database knows where a secret is kept, never the secret."""

    db: Database
    now: Clock
    secrets: "Secrets"

    def find(self, platform: str) -> Login:
        """The way to a platform; without anything set up it has neither user nor secrets.

        Raises as `Secrets.find`.
        """
        return self._login(platform, self._known().get(platform), self.secrets.find(platform))

    def set_up(self, platforms: Sequence[str]) -> list[str]:
        """Those of the platforms that have a login, or a user name, somewhere; sorted.

        Costs no look into the keyring.
        """
        known = self._known()
        return [
            name
            for name in sorted(platforms)
            if name in known or self.secrets.user(name) or self.secrets.said(name)
        ]

    def login(
        self,
        platform: str,
        values: Mapping[str, Secret],
        *,
        user: str | None = None,
        keep: Keep = Keep.KEYRING,
        check: Check | None = None,
    ) -> LoggedIn:
        """Ask the platform whose the secret is (`check`), keep it, and remember where.

        Without `values` only the user name is remembered. Raises Denied for a secret that is over
        or wrong, Conflict for somebody else's, NotConfigured where there is no keyring. A
        platform that cannot be reached is a notice; one that cannot say needs `user` (Invalid).
        """
        login = Login(platform, user, values, expires_at=ends(platform, values))
        if login.expires_at and login.expires_at <= self.now():
            raise Denied(
                f"this {platform} login ended on {login.expires_at:%Y-%m-%d}",
                hint=f"log in on {platform} anew and paste what it gives you then",
            )
        named, notices = _asked(login, check) if values and check else (None, ())
        known = self._known().get(platform)
        login = replace(login, user_name=named or user or (known.user_name if known else None))
        login = self._keep(login, to=keep, before=known.kept if known else None)
        return LoggedIn(_shown(login), named is not None, (*notices, *self._shadows(platform)))

    def logout(self, platform: str) -> LoggedOut:
        """Remove the secret from everywhere we wrote it, and forget the login.

        Raises NotFound where there is none, Unavailable when it is in a keyring that is silent.
        """
        known = self._known().get(platform)
        removed: tuple[str, ...] = ()
        if not self.db.dry_run:
            removed = self.secrets.remove(platform, known=known.kept if known else None)
        left = self._shadows(platform)
        if known is None and not removed:
            raise NotFound(
                f"there is no login on {platform} of ours", hint=left[0] if left else None
            )
        with self.db.write() as session:
            store.remove_credential(session, platform)
        return LoggedOut(platform, removed, left)

    def move(self, platform: str, to: Keep) -> None:
        """Keep a secret that can be found here in another place. Raises NotFound, and as `keep`."""
        login = self.find(platform)
        if not login.secrets:
            raise NotFound(f"there is no secret of {platform} here")
        self._keep(login, to=to)

    def listed(self, platforms: Sequence[str]) -> list[Shown]:
        """What may be shown of every login there is on those platforms."""
        known = self._known()
        found = []
        for name in sorted({*platforms, *known}):
            try:
                shown = _shown(self._login(name, known.get(name), self.secrets.find(name)))
            except MaangError as error:
                user = known[name].user_name if name in known else None
                shown = Shown(name, user, None, None, None, None, error.message)
            if name in known or shown.source or shown.user or shown.problem:
                found.append(_remembered(_missing(shown, known.get(name)), known.get(name)))
        return found

    def expiring(self, *, within_days: float = AHEAD.days) -> list[Expiring]:
        """The logins that end soon, or have ended, the first of them first."""
        with self.db.read() as session:
            known = store.credentials(session)
        return expiring(known, now=self.now(), within=timedelta(days=within_days))

    def _known(self) -> dict[str, Credential]:
        with self.db.read() as session:
            return {known.platform: known for known in store.credentials(session)}

    def _keep(self, login: Login, *, to: Keep, before: Keep | None = None) -> Login:
        """Keep the secret, if there is one, then remember where; the login as it will be found.

        Without one, what was kept `before` is removed: it is another login's.
        """
        kept = to if login.secrets else None
        if kept and not self.db.dry_run:
            self.secrets.keep(login.platform, login.secrets, to=kept)
        elif before and not self.db.dry_run:
            self.secrets.remove(login.platform, known=before)
        with self.db.write() as session:
            store.save_credential(
                session, Credential(login.platform, login.user_name, kept, login.expires_at)
            )
        if kept is None:
            return login
        source, where = self.secrets.place(login.platform, kept)
        return replace(login, source=source, where=where)

    def _login(self, platform: str, known: Credential | None, found: Found | None) -> Login:
        user = self.secrets.user(platform) or (known.user_name if known else None)
        if found is None:
            return Login(platform, user)
        return Login(
            platform, user, found.values, found.source, found.where, ends(platform, found.values)
        )

    def _shadows(self, platform: str) -> tuple[str, ...]:
        """What still stands in the environment and counts before anything of ours."""
        try:
            said = self.secrets.said(platform)
        except MaangError as error:
            return (error.message,)
        return (f"{said.where} is set, and counts first",) if said else ()


def _asked(login: Login, check: Check) -> tuple[str | None, tuple[str, ...]]:
    """Whose the login is, or why nobody could say."""
    try:
        named = check(login)
    except (Unavailable, TimedOut, BadReply) as error:
        return None, (redacted(f"not checked: {error.message}"),)
    if named is None and login.user_name is None:
        raise Invalid(
            f"{login.platform} does not say whose a secret is",
            hint="add --user and your name there",
        )
    if named and login.user_name and named.lower() != login.user_name.lower():
        raise Conflict(
            f"this secret is {named}'s, not {login.user_name}'s", hint="leave --user out"
        )
    return named, ()


def _shown(login: Login) -> Shown:
    return Shown(
        login.platform,
        login.user_name,
        login.source,
        login.where,
        tail(login.platform, login.secrets),
        login.expires_at,
    )


def _missing(shown: Shown, known: Credential | None) -> Shown:
    """The same, with a word where a secret is not where it was kept."""
    if shown.source or shown.problem or known is None or known.kept is None:
        return shown
    place = "keyring, which does not give it here" if known.kept is Keep.KEYRING else "file: gone"
    return replace(shown, expires_at=known.expires_at, problem=f"kept in the {place}")


def _remembered(shown: Shown, known: Credential | None) -> Shown:
    """The same, with how the last sync with it went."""
    if known is None:
        return shown
    return replace(
        shown,
        last_sync_at=known.last_sync_at,
        sync_status=known.status,
        sync_error=known.error,
    )
