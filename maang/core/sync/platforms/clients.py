"""The clients that one platform asked through, and how long they held back in all."""

from collections.abc import Mapping

from maang.core.config.secret import Secret
from maang.core.sync.access import Access
from maang.core.sync.platforms.transport import PoliteClient, Site


class Clients:
    """Opens clients of `site` with a person's `access`, and remembers them."""

    def __init__(self, site: Site, access: Access) -> None:
        self._site, self._access = site, access
        self._opened: list[PoliteClient] = []

    @property
    def waited_seconds(self) -> float:
        """Seconds slept so far, by all of them."""
        return sum(client.waited_seconds for client in self._opened)

    def open(
        self,
        *,
        headers: Mapping[str, str | Secret] | None = None,
        cookies: Mapping[str, Secret] | None = None,
    ) -> PoliteClient:
        """A new client, to be closed by whoever asked for it. As `PoliteClient`."""
        client = PoliteClient(
            self._site,
            state=self._access.state,
            base_url=self._access.base_url,
            headers=headers,
            cookies=cookies,
            clock=self._access.clock,
            sleep=self._access.sleep,
        )
        self._opened.append(client)
        return client
