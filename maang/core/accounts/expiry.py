"""(rules) Which logins end soon, and how to say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from maang.core.accounts.models import Credential

AHEAD = timedelta(days=3)
"""How long before its end a login is worth a word."""


@dataclass(frozen=True, slots=True)
class Expiring:
    """A login that ends soon, or has ended."""

    platform: str
    expires_at: datetime
    ended: bool

    def told(self, *, at: datetime) -> str:
        """The same for a person, with what to do."""
        return f"the {self.platform} login {self._when(at)}: maang login {self.platform}"

    def _when(self, at: datetime) -> str:
        if self.ended:
            return "has ended"
        hours = int((self.expires_at - at).total_seconds() // 3600)
        return f"ends in {hours} h" if hours < 48 else f"ends in {hours // 24} days"


def expiring(
    known: Sequence[Credential], *, now: datetime, within: timedelta = AHEAD
) -> list[Expiring]:
    """The logins among these that end within that time, or have ended; the first to end first."""
    ending = sorted((each.expires_at, each.platform) for each in known if each.expires_at)
    return [Expiring(platform, at, at <= now) for at, platform in ending if at <= now + within]
