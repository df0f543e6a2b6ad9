"""The few words of the Redis protocol that `status` and `down` need, without the client library."""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from urllib.parse import unquote, urlsplit

from maang.core.errors import BadReply, Denied, Invalid, Unavailable

SECONDS = 1.0
PORT = 6379
LONGEST = 1 << 20
"""Bytes of an answer we read."""

SCHEMES = ("redis", "rediss", "unix")


def info(url: str) -> Mapping[str, str]:
    """What the server at a `redis://`, `rediss://` or `unix://` URL says of itself (INFO).

    Raises Invalid for another URL, Unavailable, Denied (password) or BadReply; no message holds
    the password.
    """
    with _talk(url) as line:
        text = _ask(line, "INFO")
    pairs = (entry.partition(":") for entry in text.splitlines() if not entry.startswith("#"))
    return {key: value.strip() for key, colon, value in pairs if colon}


def shut_down(path: Path) -> None:
    """Tell the server on a Unix socket to end without saving. Raises Unavailable."""
    with _connected(str(path)) as connection:
        connection.sendall(_packed("SHUTDOWN", "NOSAVE"))
        try:
            connection.recv(64)  # it closes the line when it goes
        except OSError as error:
            raise Unavailable(f"the server on {path} did not end: {error}") from error


@dataclass(frozen=True, slots=True)
class _Line:
    out: socket.socket
    back: BufferedReader


@contextmanager
def _talk(url: str) -> Iterator[_Line]:
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        raise Invalid(
            f"not a Redis URL: it begins with {parts.scheme or 'nothing'}:",
            hint="write redis://:PASSWORD@HOST:6379/0, rediss://… or unix:///path/to/socket",
        )
    if parts.scheme == "unix":
        where: str | tuple[str, int] = unquote(parts.path)
    else:
        where = (parts.hostname or "localhost", parts.port or PORT)
    with _connected(where) as connection:
        stream = _secured(connection, parts.hostname) if parts.scheme == "rediss" else connection
        line = _Line(stream, stream.makefile("rb"))
        try:
            if parts.password is not None:
                user = [unquote(parts.username)] if parts.username else []
                _ask(line, "AUTH", *user, unquote(parts.password))
            yield line
        except OSError as error:
            raise Unavailable(f"the cache stopped answering: {error}") from error
        finally:
            line.back.close()
            stream.close()


@contextmanager
def _connected(where: str | tuple[str, int]) -> Iterator[socket.socket]:
    try:
        if isinstance(where, tuple):  # any family its name resolves to
            connection = socket.create_connection(where, timeout=SECONDS)
        else:
            connection = _connected_to_file(where)
    except OSError as error:
        raise Unavailable(f"the cache does not answer: {error.strerror or error}") from error
    with connection:
        yield connection


def _connected_to_file(path: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(SECONDS)
    try:
        connection.connect(path)
    except OSError:
        connection.close()
        raise
    return connection


def _secured(connection: socket.socket, hostname: str | None) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(connection, server_hostname=hostname)
    except OSError as error:
        raise Unavailable(f"no TLS with the cache: {error}") from error


def _ask(line: _Line, *words: str) -> str:
    line.out.sendall(_packed(*words))
    head = line.back.readline(LONGEST).rstrip()
    kind, rest = head[:1], head[1:].decode(errors="replace")
    if kind == b"+":
        return rest
    if kind == b"$" and rest.isdecimal() and int(rest) <= LONGEST:
        return line.back.read(int(rest) + 2)[:-2].decode(errors="replace")
    if kind == b"-":
        refused = rest.startswith(("NOAUTH", "WRONGPASS", "ERR AUTH", "NOPERM"))
        raise (Denied if refused else BadReply)(
            f"the cache refuses: {rest}", hint="check the password in MAANG_REDIS_URL"
        )
    raise BadReply("what answers there does not speak the Redis protocol")


def _packed(*words: str) -> bytes:
    raw = [word.encode() for word in words]
    return b"*%d\r\n" % len(raw) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in raw)
