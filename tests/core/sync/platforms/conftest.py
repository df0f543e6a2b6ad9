"""A server that plays the platforms, and clients of it that need no time to sleep."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maang.core.sync.platforms.transport import PoliteClient
from tests.core.sync.platforms.asking import SITE, Client, SleepyClock
from tests.fakes.platform_server.server import PlatformServer


@pytest.fixture
def sleepy() -> SleepyClock:
    """Noon of a Tuesday, until somebody sleeps."""
    return SleepyClock()


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    """All four sites, with sixty submissions."""
    with PlatformServer() as server:
        yield server


@pytest.fixture
def client(server: PlatformServer, sleepy: SleepyClock, tmp_path: Path) -> Iterator[Client]:
    """Makes clients of the server; closed at the end."""
    with contextlib.ExitStack() as stack:

        def make(**options: Any) -> PoliteClient:
            usual: dict[str, Any] = {
                "state": tmp_path,
                "base_url": server.url,
                "clock": sleepy,
                "sleep": sleepy.sleep,
                "chance": lambda: 0.0,
            }
            return stack.enter_context(PoliteClient(SITE, **{**usual, **options}))

        yield make
