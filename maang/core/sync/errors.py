"""What can go wrong between us and a platform, told apart, each with what to do.

Denied
├── SessionExpired     the login is over: log in again
└── WrongSecret        it was never right: paste it again
Unavailable
├── Blocked            a Cloudflare page instead of an answer; the cookie may be fine
├── RateLimited        too many requests; `retry_after` seconds where the platform says
├── NetworkDown        nothing answers at all
└── PlatformDown       it answers that it is broken
BadReply
└── SchemaChanged      an answer of a shape we do not know
"""

from maang.core.errors import BadReply, Denied, Unavailable


class SessionExpired(Denied):
    """The login is over."""

    code = "session-expired"


class WrongSecret(Denied):
    """The secret was never right."""

    code = "wrong-secret"


class Blocked(Unavailable):
    """A challenge page stands between us and the platform; the cookie is kept."""

    code = "blocked"


class RateLimited(Unavailable):
    """Too many requests."""

    code = "rate-limited"

    def __init__(
        self, message: str, *, retry_after: float | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after


class NetworkDown(Unavailable):
    """Nothing answers."""

    code = "network-down"


class PlatformDown(Unavailable):
    """It answers that it is broken."""

    code = "platform-down"


class SchemaChanged(BadReply):
    """An answer of a shape we do not know."""

    code = "schema-changed"
