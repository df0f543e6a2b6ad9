"""Stands between a client and a server, and cuts the line after so many bytes."""

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BLOCK = 1 << 16


class Proxy:
    """Passes bytes both ways until `cut_after` of them have gone through; then the line is dead,
    and so is every further call. `passed` counts."""

    def __init__(self, upstream: Path, cut_after: int | None) -> None:
        self.upstream, self.cut_after, self.passed = upstream, cut_after, 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.listening.settimeout(0.05)
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    @property
    def port(self) -> int:
        """Where it listens, on the loopback."""
        port: int = self.listening.getsockname()[1]
        return port

    def close(self) -> None:
        """End it, with what still goes through it."""
        self.over.set()
        self.thread.join()
        self.listening.close()

    def _serve(self) -> None:
        while not self.over.is_set():
            with suppress(TimeoutError):
                client, _ = self.listening.accept()
                with client, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
                    server.connect(str(self.upstream))
                    self._pass(client, server)

    def _pass(self, client: socket.socket, server: socket.socket) -> None:
        other = {client: server, server: client}
        with selectors.DefaultSelector() as ready:
            for each in other:
                ready.register(each, selectors.EVENT_READ)
            while not self.over.is_set():
                for key, _ in ready.select(0.05):
                    source = key.fileobj
                    assert isinstance(source, socket.socket)
                    if not self._block(source, other[source]):
                        return

    def _block(self, source: socket.socket, target: socket.socket) -> bool:
        left = BLOCK if self.cut_after is None else self.cut_after - self.passed
        block = source.recv(min(BLOCK, left)) if left > 0 else b""
        target.sendall(block)
        self.passed += len(block)
        return bool(block)


@contextmanager
def a_proxy(upstream: Path, *, cut_after: int | None = None) -> Iterator[Proxy]:
    """A proxy that ends with the block."""
    proxy = Proxy(upstream, cut_after)
    try:
        yield proxy
    finally:
        proxy.close()
