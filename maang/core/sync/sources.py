"""The installed platforms, each opened with the person's login; its code is imported only then."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from maang.core import plugins
from maang.core.accounts.models import Login, Shown
from maang.core.accounts.service import Logins
from maang.core.clock import Clock
from maang.core.config.logins import NO_USER
from maang.core.errors import NotConfigured, NotFound
from maang.core.sync.access import Access
from maang.core.sync.ports import Identified, Platform


@dataclass(frozen=True, slots=True)
class Installed:
    """Platforms from entry points, as `Sources`.

    In `state` the pace of each host is shared between processes; None keeps none, in tests.
    `options` are each platform's own words of the settings, which set it up without a login.
    `base_urls` stand for the addresses of platforms, and `sleep` for sleeping, in tests only.
    `told` hears of waits while a person is waiting.
    """

    logins_of: Logins
    state: Path | None
    now: Clock
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    base_urls: Mapping[str, str] = field(default_factory=dict)
    sleep: Callable[[float], None] = time.sleep
    told: Callable[[str], None] = lambda _: None

    def names(self) -> Sequence[str]:
        """Those that are set up, sorted."""
        return sorted({*self.logins_of.set_up(self.all()), *self.options} & set(self.all()))

    def all(self) -> tuple[str, ...]:
        """All there are, set up or not."""
        return plugins.names(plugins.PLATFORMS)

    def how(self) -> str:
        """What to type to set one up, and which ones there are."""
        asked = ", ".join(name for name in self.all() if name not in NO_USER)
        return f"maang login PLATFORM: {asked}; maang config set jsonlines.folder DIRECTORY"

    def require(self, name: str) -> None:
        """Raise NotFound, with what there is, unless such a platform is installed."""
        if name not in self.all():
            raise NotFound(
                f"there is no platform {name!r}", hint=f"there is {', '.join(self.all())}"
            )

    def open(self, name: str) -> Platform:
        """The platform, ready to be read. Raises NotFound, NotConfigured, and as `Logins.find`."""
        self.require(name)
        login = self.logins_of.find(name)
        if login.user_name is None and not login.secrets and name not in self.options:
            raise NotConfigured(f"{name} is not set up", hint=f"maang login {name}")
        return self._opened(login)

    def logins(self) -> Sequence[Shown]:
        """What is known of the logins there are, without asking any platform."""
        found = self.logins_of.listed(self.all())
        named = {login.platform for login in found}
        return found + [
            Shown(name, None, None, "; ".join(said.values()), None, None)
            for name, said in self.options.items()
            if name not in named
        ]

    def who(self, login: Login) -> str | None:
        """The user name behind a secret, asked of the platform; None where it cannot say.

        Raises SessionExpired, WrongSecret, and Unavailable and its kin.
        """
        platform = self._opened(login, sleep=partial(self._sleep_aloud, login.platform))
        return platform.who_am_i() if isinstance(platform, Identified) else None

    def _sleep_aloud(self, platform: str, seconds: float) -> None:
        if seconds >= 1:
            self.told(f"{platform}: asking again in {seconds:.0f} s")
        self.sleep(seconds)

    def _opened(self, login: Login, *, sleep: Callable[[float], None] | None = None) -> Platform:
        access = Access(
            self.state,
            login.user_name,
            login.secrets,
            self.options.get(login.platform, {}),
            self.base_urls.get(login.platform),
            clock=self.now,
            sleep=sleep or self.sleep,
        )
        platform: Platform = plugins.load(plugins.PLATFORMS, login.platform)(access)
        return platform
