"""One question and one reply: trusted certificates, and limits of time and size."""

import contextlib
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from maang.core import process
from maang.core.sync.errors import Blocked, NetworkDown, SchemaChanged
from maang.core.sync.platforms.exchange import Limits
from maang.core.sync.platforms.transport import Budget
from tests.core.sync.platforms.asking import QUERY, SESSION, STATUS, Client, error_of
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.server import PlatformServer


def test_an_untrusted_certificate_is_never_accepted(client: Client, tmp_path: Path) -> None:
    with _self_signed(tmp_path) as url:
        error = error_of(client(base_url=url, cookies=SESSION))
    assert isinstance(error, Blocked)


def test_a_server_that_says_nothing_is_left(client: Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        error = error_of(client(base_url=url, limits=Limits(read=0.1), budget=Budget(tries=1)))
    assert "in time" in error.message


@pytest.mark.parametrize("head", [True, False], ids=["from its first byte", "in its body"])
def test_a_reply_that_drips_is_left_after_the_total_limit(
    client: Client, server: PlatformServer, head: bool
) -> None:
    server.misbehave(mischief.drip(0.05, head=head))
    begun = time.monotonic()
    error = error_of(client(limits=Limits(read=5.0, total=0.3), budget=Budget(tries=1)))
    assert (type(error).__base__, time.monotonic() - begun < 2.0) == (NetworkDown, True)


def test_a_question_after_a_reply_that_dripped_is_answered(
    client: Client, server: PlatformServer
) -> None:
    server.misbehave(mischief.drip(0.05))
    one = client(limits=Limits(total=0.3))
    assert one.get(STATUS, params=QUERY).value["status"] == "OK"


def test_a_small_reply_that_unpacks_to_a_huge_one_is_left(
    client: Client, server: PlatformServer
) -> None:
    bomb = gzip.compress(b'{"a":"' + b"0" * (40 << 20) + b'"}')
    server.misbehave(
        mischief.Mischief(body=bomb, headers={"Content-Encoding": "gzip"}, kind="application/json")
    )
    assert "16 MiB" in error_of(client()).message


def test_a_reply_that_cannot_be_unpacked_is_a_changed_schema(
    client: Client, server: PlatformServer
) -> None:
    server.misbehave(mischief.Mischief(body=b"no gzip", headers={"Content-Encoding": "gzip"}))
    assert isinstance(error_of(client()), SchemaChanged)


@contextlib.contextmanager
def _self_signed(directory: Path) -> Iterator[str]:
    """A server for TLS whose certificate nobody has signed but itself."""
    key, certificate = directory / "key.pem", directory / "certificate.pem"
    made = process.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        seconds=20,
    )  # fmt: skip
    assert made.code == 0, made.stderr
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listening = socket.create_server(("127.0.0.1", 0))

    def shake_hands() -> None:
        with contextlib.suppress(OSError):
            connection, _ = listening.accept()
            with connection, contextlib.suppress(ssl.SSLError, OSError):
                context.wrap_socket(connection, server_side=True).close()

    thread = threading.Thread(target=shake_hands, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{listening.getsockname()[1]}"
    listening.close()
    thread.join(timeout=5)
