"""A run of an adapter against the played sites, in a word."""

from collections.abc import Iterable

from maang.core.config.secret import Secret
from maang.core.sync.access import Access
from maang.core.sync.models import RemotePage, RemoteSubmission
from tests.conftest import FrozenClock
from tests.fakes.platform_server.server import PlatformServer


def access_to(
    server: PlatformServer, *, user: str | None = "ada", secrets: dict[str, str] | None = None
) -> Access:
    """A way in that neither waits nor keeps a pace."""
    given = {name: Secret(value) for name, value in (secrets or {}).items()}
    clock = FrozenClock()
    return Access(
        None,
        user,
        given,
        base_url=server.url,
        clock=clock,
        sleep=lambda seconds: clock.forward(seconds=seconds) and None,
    )


def submissions(pages: Iterable[RemotePage]) -> list[RemoteSubmission]:
    """All rows of all pages."""
    return [each for page in pages for each in page.submissions]


def ids(pages: Iterable[RemotePage]) -> list[str]:
    """Their ids."""
    return [each.external_id for each in submissions(pages)]


def notes(pages: Iterable[RemotePage]) -> list[str]:
    """What was said along the way."""
    return [note for page in pages for note in page.notes]
