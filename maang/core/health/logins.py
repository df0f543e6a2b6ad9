"""(rules) Whether the logins on other platforms can be used, and for how long."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from maang.core.accounts.expiry import AHEAD
from maang.core.accounts.models import Shown
from maang.core.health.models import Finding, fine, note, problem


def findings(logins: Sequence[Shown], *, now: datetime) -> Iterator[Finding]:
    """A finding for each login: where its secret is, its last characters, when it ends."""
    for login in logins:
        about, again = f"{login.platform} login", f"maang login {login.platform}"
        if login.problem:
            yield problem(about, login.problem, again)
            continue
        if login.source is None:
            public = f"{login.user}, only what is public"
            yield fine(about, public if login.user else f"none needed: it reads {login.where}")
            continue
        said = f"...{login.last4} from {login.where}"
        if login.expires_at is None:
            yield fine(about, said)
        elif login.expires_at <= now:
            yield problem(about, f"{said}, ended on {login.expires_at:%Y-%m-%d}", again)
        elif login.expires_at <= now + AHEAD:
            yield note(about, f"{said}, ends on {login.expires_at:%Y-%m-%d}", again)
        else:
            yield fine(about, f"{said}, until {login.expires_at:%Y-%m-%d}")
