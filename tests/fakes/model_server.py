"""A server on the loopback that plays an OpenAI-compatible API, well or badly behaved."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from typing import Any

Reply = Callable[[dict[str, Any]], Iterable[str]]
"""What is said to a request, in the pieces it is sent in; it may wait between two of them."""


@dataclass
class ModelServer:
    """How it behaves; change it at any time. `asked` and `headers` keep each request it got.

    `drip` are seconds between two pieces. With `cut` the connection ends after so many pieces,
    with `unfinished` the reply ends without the mark of its end. `raw` is sent instead of events,
    and `more` are events sent besides the text.
    """

    reply: Reply = lambda request: ["Hello", " there."]
    status: int = 200
    head: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    drip: float = 0.0
    cut: int | None = None
    unfinished: bool = False
    more: Sequence[dict[str, Any]] = ()
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    stopping: threading.Event = field(default_factory=threading.Event)


@contextmanager
def a_model_server() -> Iterator[ModelServer]:
    """A running server; `url` is the base address a client is given."""
    played = ModelServer()
    server = _Server(played)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    played.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield played
    finally:
        played.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def event(delta: dict[str, Any], *, finish: str | None = None) -> dict[str, Any]:
    """One event of a reply."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {
        "id": "chat-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "played",
        "choices": [choice],
    }


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, played: ModelServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.played = played

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        played = self.server.played
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = json.loads(body)
        played.asked.append(request)
        played.headers.append({name.lower(): value for name, value in self.headers.items()})
        if played.status != 200 or played.raw is not None:
            self._plain(played.raw if played.raw is not None else b'{"error": {"message": "no"}}')
            return
        self._events(request)

    do_GET = do_POST

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""

    def _plain(self, body: bytes) -> None:
        self.send_response(self.server.played.status)
        for name, value in self.server.played.head.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _events(self, request: dict[str, Any]) -> None:
        played = self.server.played
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        if played.cut is not None:
            self.send_header("Content-Length", "100000")  # more than ever comes
        self.end_headers()
        for piece in islice(played.reply(request), played.cut):
            self._send(event({"role": "assistant", "content": piece}))
            if played.drip:
                played.stopping.wait(played.drip)
        for each in played.more:
            self._send(each)
        if played.cut is None and not played.unfinished:
            self._send(event({}, finish="stop"))
            self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _send(self, value: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(value)}\n\n".encode())
        self.wfile.flush()
