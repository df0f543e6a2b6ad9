"""(rules) Logins → what the person reads; of a secret, its last four characters."""

from collections.abc import Sequence
from datetime import tzinfo

from rich.console import RenderableType

from maang.cli.views.tables import grid
from maang.core.accounts.models import LoggedIn, LoggedOut, Shown
from maang.words.common import moment


def logged_in(value: LoggedIn, *, zone: tzinfo) -> str:
    """Whose login it is, where it is kept and until when."""
    login = value.login
    lines = [f"{login.platform}: logged in{f' as {login.user}' if login.user else ''}"]
    if login.last4 is None:
        lines = [f"{login.platform}: what {login.user} shows to everybody will be read"]
    else:
        lines.append(f"secret {_tail(login)}, kept in {login.where}")
    if login.expires_at:
        lines.append(f"it ends on {moment(login.expires_at, zone)}")
    return "\n".join([*lines, f"now: maang sync {login.platform}"])


def logged_out(value: LoggedOut) -> str:
    """From where the secret was removed."""
    if not value.removed:
        return f"{value.platform}: logged out"
    return f"{value.platform}: logged out, removed from {' and '.join(value.removed)}"


def logins(values: Sequence[Shown], *, zone: tzinfo) -> RenderableType:
    """A line for each login."""
    if not values:
        return "no login yet: maang login leetcode"
    return grid(
        ("platform", "user", "secret", "until", "?from"),
        (
            (
                each.platform,
                each.user or "-",
                _tail(each),
                moment(each.expires_at, zone) if each.expires_at else "-",
                each.problem or each.where or "-",
            )
            for each in values
        ),
    )


def _tail(login: Shown) -> str:
    return f"...{login.last4}" if login.last4 else "-"
