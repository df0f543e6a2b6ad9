"""As whom the embedded PostgreSQL runs: it refuses to be root, and containers and CI are root.

An ordinary user runs it directly. Root runs it in a user namespace, or, where the system refuses
those, as an unprivileged account with the data under /var/lib/maang.
"""

import os
import pwd
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from maang.core import process
from maang.core.errors import Denied, MaangError, NotConfigured
from maang.core.servers.models import Footing

ACCOUNTS = ("postgres", "nobody")
"""Who runs it for root without namespaces. `initdb` wants an account the system knows."""

USUAL_UID = 1000
PROBE_SECONDS = 5.0
OWN_SERVER = "set MAANG_DATABASE_URL to a server of yours, or run maang as an ordinary user"


@dataclass(frozen=True, slots=True)
class Privilege:
    """A way to run the server's programs; `uid` is who they are, `owner` whose files they make."""

    footing: Footing
    uid: int
    gid: int = 0

    @property
    def owner(self) -> int:
        """The user id that owns the files, seen from here."""
        return 0 if self.footing is Footing.NAMESPACE else self.uid

    def command(self, argv: Sequence[str | Path]) -> list[str]:
        """The command line that runs `argv` on this footing, in the same process id."""
        words = [str(part) for part in argv]
        if self.footing is Footing.NAMESPACE:
            return ["unshare", "--user", f"--map-user={self.uid}", "--", *words]
        if self.footing is Footing.ACCOUNT:
            drop = [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
            return ["setpriv", *drop, "--no-new-privs", "--", *words]
        return words


def decide(recorded: Footing | None = None) -> Privilege:
    """How to run PostgreSQL here, now; `recorded` is how the cluster was made.

    Raises NotConfigured when root can neither use namespaces nor finds an account, and Denied
    when the cluster was made on a footing that is not to be had any more.
    """
    if os.geteuid() != 0:
        return Privilege(Footing.DIRECT, os.geteuid())
    if recorded is Footing.ACCOUNT:
        return account()
    if namespaces_work():
        return namespace()
    if recorded is not None:
        raise Denied(
            "this cluster was made in a user namespace, which the system now refuses root",
            hint="allow user namespaces again, or " + OWN_SERVER,
        )
    return account()


def namespace() -> Privilege:
    """Root as somebody else in a user namespace."""
    return Privilege(Footing.NAMESPACE, _mapped_uid())


def account() -> Privilege:
    """Root stepping down to an account of the system. Raises NotConfigured when there is none."""
    for name in ACCOUNTS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Privilege(Footing.ACCOUNT, found.pw_uid, found.pw_gid)
    raise NotConfigured(
        f"root cannot run PostgreSQL here: no user namespaces, no account {' or '.join(ACCOUNTS)}",
        hint=OWN_SERVER,
    )


def namespaces_work() -> bool:
    """Whether the system lets us make a user namespace. Runs a program: a few ms."""
    try:
        done = process.run(namespace().command(["true"]), seconds=PROBE_SECONDS)
    except MaangError:  # no unshare, no account, or it hung: then no
        return False
    return done.code == 0


def describe() -> str:
    """One line for `doctor`: as whom PostgreSQL runs, or why it cannot."""
    try:
        chosen = decide()
    except MaangError as error:
        return f"{error.message}; {error.hint}"
    if chosen.footing is Footing.DIRECT:
        return f"as the ordinary user with id {chosen.uid}"
    if chosen.footing is Footing.NAMESPACE:
        return f"as root in a user namespace, where it has the id {chosen.uid}"
    return f"for root as the account with id {chosen.uid} (user namespaces are refused)"


def _mapped_uid() -> int:
    # initdb looks its own user up, and a slim container has no user 1000
    known = sorted(entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid != 0)
    if not known:
        raise NotConfigured("the system knows no user but root", hint=OWN_SERVER)
    return USUAL_UID if USUAL_UID in known else known[0]
