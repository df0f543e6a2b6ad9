"""One question and one reply over HTTP: verified TLS, no redirects, and limits of time and size.

httpx2's own time limits are per read, so a server that sends a byte now and then could keep us for
ever; a watchdog hangs up when the whole took too long.
"""

import logging
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

import httpx2

from maang.core.errors import MaangError
from maang.core.sync.errors import Blocked, NetworkDown, SchemaChanged
from maang.core.sync.platforms.replies import NEWER, READ_AGAIN, Origin, Reply
from maang.core.sync.platforms.watch import Watch

UNWANTED = ("set-cookie", "set-cookie2")
"""Headers of a reply that hold secrets; nobody here needs them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, between two pieces of a reply, and for all of it; and its bytes."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    size: int = 16 << 20


class TooSlow(NetworkDown):
    """It ran into a time limit."""


class Exchange:
    """A connection to one host, opened when it is needed. Close it."""

    def __init__(self, origin: Origin, limits: Limits) -> None:
        # Below CRITICAL they would tell a log our addresses and headers, secrets and all.
        for name in ("httpx2", "httpcore2"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._origin, self._limits = origin, limits
        self._line: socket.socket | None = None
        self._watch = Watch(limits.total, self._hang_up)
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(limits.read, connect=limits.connect),
            limits=httpx2.Limits(max_connections=1, max_keepalive_connections=1),
            follow_redirects=False,
            # A proxy of the environment cannot reach our own loopback.
            trust_env=not origin.is_loopback,
        )

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        params: Mapping[str, str] | None = None,
        json: Any = None,
    ) -> Reply:
        """The reply, whatever it says. Raises NetworkDown (TooSlow for a time limit), Blocked for
        a certificate that is not trusted, and SchemaChanged for a reply that is too large."""
        request = self._client.build_request(
            method,
            url,
            params=params,
            json=json,
            headers=dict(headers),
            extensions={"trace": self._notice_connection},
        )
        with self._watch.turn() as late:
            try:
                reply = self._read(self._client.send(request, stream=True), late)
            except (httpx2.HTTPError, httpx2.StreamError, OSError) as error:
                raise self._fault(error, late) from error
            finally:
                self._client.cookies.clear()
        if late.is_set():
            raise self._too_slow()
        return reply

    def close(self) -> None:
        """Hang up."""
        self._watch.close()
        self._client.close()
        self._forget_connection()

    def _read(self, response: httpx2.Response, late: threading.Event) -> Reply:
        with closing(response):
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > self._limits.size:
                    raise SchemaChanged(
                        f"{self._origin.name} sends more than {self._limits.size >> 20} MiB "
                        "for one page",
                        hint=NEWER,
                    )
                if late.is_set():
                    raise self._too_slow()
        wanted = {
            name.lower(): value
            for name, value in response.headers.items()
            if name.lower() not in UNWANTED
        }
        return Reply(response.status_code, wanted, bytes(body))

    def _hang_up(self) -> None:
        line = self._line
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _notice_connection(self, event: str, info: Mapping[str, Any]) -> None:
        # A duplicate, because TLS takes the socket itself away; shutting it down ends both.
        if event == "connection.connect_tcp.complete":
            self._forget_connection()
            self._line = info["return_value"].get_extra_info("socket").dup()

    def _forget_connection(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _fault(self, error: Exception, late: threading.Event) -> MaangError:
        host = self._origin.host
        if late.is_set() or isinstance(error, httpx2.TimeoutException):
            return self._too_slow()
        causes = list(_causes(error))
        if any(isinstance(each, ssl.SSLCertVerificationError) for each in causes):
            return Blocked(
                f"the certificate shown for {host} is not to be trusted; nothing was sent",
                hint="look at the clock of this machine and at proxies; maang never turns "
                "verification off",
            )
        if isinstance(error, httpx2.DecodingError):
            return SchemaChanged(f"{self._origin.name} sends what cannot be unpacked", hint=NEWER)
        if any(isinstance(each, socket.gaierror) for each in causes):
            said = f"cannot find {host}: no name service answers"
        elif isinstance(error, httpx2.ConnectError):
            said = f"cannot connect to {host}"
        else:
            said = f"the connection to {host} was cut"
        return NetworkDown(said, hint=f"see whether the network is up; {READ_AGAIN}")

    def _too_slow(self) -> TooSlow:
        return TooSlow(
            f"{self._origin.host} did not answer in time",
            hint=f"see whether the network is up; {READ_AGAIN}",
        )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
