"""Commands whose LeetCode is played by a server, or by pages that are handed in."""

from collections.abc import Iterator

import pytest

from maang.core.accounts.models import Keep
from maang.core.config.secret import Secret
from maang.core.sync.access import Access
from maang.core.sync.platforms.leetcode import LeetCode
from maang.core.sync.ports import Platform
from maang.core.sync.sources import Installed
from tests.conftest import Cli, FrozenClock
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.server import PlatformServer
from tests.fakes.platform_server.world import a_session
from tests.fakes.recorded import OneByOne, Recorded


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    """LeetCode with 45 submissions of a year."""
    with PlatformServer(a_history(45)) as server:
        yield server


class Played(Installed):
    """The installed platforms, with LeetCode played by a server, and no time lost in waiting."""

    def open(self, name: str) -> Platform:
        self.require(name)
        login = self.logins_of.find(name)
        clock = FrozenClock()
        return LeetCode(
            Access(
                None,
                login.user_name,
                login.secrets,
                base_url=self.base_urls["leetcode"],
                clock=clock,
                sleep=lambda seconds: clock.forward(seconds=seconds + 0.001) and None,
            )
        )


@pytest.fixture
def cli(cli: Cli, server: PlatformServer) -> Cli:
    """Commands whose LeetCode is the server."""
    core = cli.core
    core.logins.secrets.keyring.absent = True
    core.__dict__["sources"] = Played(
        core.logins, core.paths.state, cli.clock, base_urls={"leetcode": server.url}
    )
    return cli


def log_in(cli: Cli, server: PlatformServer, *, ends_in_days: float = 9) -> None:
    renewed = int(cli.clock().timestamp() + (ends_in_days - 14) * 86_400)
    server.world.session = a_session("ada", refreshed_at=renewed)
    values = {"session": Secret(server.world.session), "csrf": Secret(server.world.csrf)}
    cli.core.logins.login("leetcode", values, user="ada", keep=Keep.FILE)


def recorded(cli: Cli, **platforms: Recorded) -> None:
    cli.core.__dict__["sources"] = OneByOne(platforms)
