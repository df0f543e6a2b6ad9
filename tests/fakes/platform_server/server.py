"""The server: four sites at one address, from one made-up history, and every request recorded.

    from tests.fakes.platform_server import mischief
    from tests.fakes.platform_server.history import a_history
    from tests.fakes.platform_server.server import PlatformServer

    with PlatformServer(a_history(3_000)) as server:
        server.url                          # "http://127.0.0.1:PORT": the base_url of all four
        server.world.user                   # "ada", on every site; .session .csrf .github_token …
        server.world.history                # what is true, oldest first; .arrive(2) adds
        server.misbehave(mischief.too_many(retry_after=2), mischief.cut(300).at("submissionList"))
        server.asked                        # requests so far: .path .query .headers .cookies .json
                                            # .operation .at (monotonic seconds)

Paths, as the real sites have them:
    POST /graphql                           LeetCode: recentAcSubmissionList recentSubmissionList
                                            submissionList userProgressQuestionList
                                            submissionDetails userStatus; only fields asked for,
                                            an unknown field is a 400
    GET  /api/submissions/                  LeetCode: submissions_dump has_next last_key
    GET  /api/user.status                   Codeforces, signed or not
    GET  /atcoder/atcoder-api/v3/user/submissions
    GET  /users/{user}/events[/public]      GitHub

Mischief waits in a queue: each request takes the first that fits its operation, and is answered
truthfully when none does. A change of `world` counts from the next request on.
"""

import socket
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from tests.fakes.platform_server import atcoder, codeforces, github, leetcode
from tests.fakes.platform_server.history import Submission
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.world import Asked, Reply, World


class PlatformServer:
    """The sites, served from a thread as long as the `with` block lasts."""

    def __init__(self, history: Sequence[Submission] | None = None, **world: Any) -> None:
        if history is not None:
            world["history"] = list(history)
        self.world = World(**world)
        self.asked: list[Asked] = []
        self._queue: list[Mischief] = []
        self._lock = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def url(self) -> str:
        """The address of all four sites, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def misbehave(self, *mischief: Mischief) -> None:
        """Add to what happens to the requests to come."""
        with self._lock:
            self._queue.extend(mischief)

    def behave(self) -> None:
        """Forget the mischief that has not happened yet."""
        with self._lock:
            self._queue.clear()

    def __enter__(self) -> "PlatformServer":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()

    def answer(self, asked: Asked) -> tuple[Reply, Mischief]:
        """The reply to a request, and what is to happen to it on its way."""
        with self._lock:
            self.asked.append(asked)
            mischief = self._next(asked.operation)
            if mischief.arriving:
                self.world.arrive(mischief.arriving)
            return _changed(_site(asked, self.world), mischief), mischief

    def _next(self, operation: str) -> Mischief:
        for place, mischief in enumerate(self._queue):
            if mischief.only in operation:
                left = replace(mischief, times=mischief.times - 1)
                self._queue[place : place + 1] = [left] if left.times > 0 else []
                return mischief
        return Mischief()


def _site(asked: Asked, world: World) -> Reply:
    if asked.path in ("/graphql", "/graphql/"):
        is_calendar = b"contributionsCollection" in asked.body
        return (github.contributions if is_calendar else leetcode.graphql)(asked, world)
    if asked.path == "/api/submissions/":
        return leetcode.rest(asked, world)
    if asked.path == "/api/user.status":
        return codeforces.user_status(asked, world)
    if asked.path == "/atcoder/atcoder-api/v3/user/submissions":
        return atcoder.submissions(asked, world)
    if asked.path.startswith("/users/"):
        return github.events(asked, world)
    return Reply({"message": "Not Found"}, 404)


def _changed(reply: Reply, mischief: Mischief) -> Reply:
    if mischief.alter is not None and reply.body is None:
        reply = replace(reply, value=mischief.alter(reply.value))
    return Reply(
        reply.value,
        reply.status if mischief.status is None else mischief.status,
        {**reply.headers, **mischief.headers},
        reply.body if mischief.body is None else mischief.body,
        reply.kind if mischief.kind is None else mischief.kind,
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, played: PlatformServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.played = played
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End the connections that clients left open."""
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what the tests are about; all else is to be seen."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        operation = leetcode.operation(body) if self.path.startswith("/graphql") else ""
        asked = Asked(
            self.command, self.path, headers, body, time.monotonic(), operation or self.path
        )
        reply, mischief = self.server.played.answer(asked)
        payload = reply.payload()
        self._send(_head(reply, len(payload)), payload, mischief)

    def _send(self, head: bytes, payload: bytes, mischief: Mischief) -> None:
        whole = head + payload
        if mischief.cut is not None and mischief.cut < len(whole):
            self.wfile.write(whole[: mischief.cut])
            self.close_connection = True
        elif mischief.drip is not None:
            slow = whole if mischief.drip_head else payload
            self.wfile.write(whole[: len(whole) - len(slow)])
            for place in range(len(slow)):
                self.wfile.write(slow[place : place + 1])
                time.sleep(mischief.drip)
        else:
            self.wfile.write(whole)


def _head(reply: Reply, length: int) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} {'OK' if reply.status == 200 else 'No'}"]
    headers = {"Content-Type": reply.kind, **reply.headers}
    if reply.status != 304:
        headers["Content-Length"] = str(length)
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
