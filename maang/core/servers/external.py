"""A look at servers somebody else runs: do they answer, and are they what the URL says?"""

import contextlib
import socket
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from maang.core.errors import MaangError
from maang.core.servers import resp
from maang.core.servers.models import PORT, ExternalServer, ServerState, ServerStatus

CONNECT_SECONDS = 3.0

NOT_UNDERSTOOD = "the URL is not understood (a password's / # ? @ : % are written as %2F …)"

SSL_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"
"""The first message of the PostgreSQL protocol: any server answers it with S or N."""


def postgres_status(server: ExternalServer) -> ServerStatus:
    """Whether a PostgreSQL answers there. Its password is not tried: connecting will tell."""
    try:
        with _connected(server.url) as line:
            line.sendall(SSL_REQUEST)
            answer = line.recv(1)
    except OSError as error:
        return _broken("postgres", server, f"it does not answer: {error.strerror or error}")
    except ValueError:  # its words may hold a part of the password
        return _broken("postgres", server, NOT_UNDERSTOOD)
    if answer not in {b"S", b"N"}:
        return _broken("postgres", server, "what answers there is not PostgreSQL")
    return ServerStatus("postgres", ServerState.EXTERNAL, where=server.masked)


def redis_status(server: ExternalServer) -> ServerStatus:
    """Whether a Redis or Valkey answers there and takes the URL's password."""
    try:
        said = resp.info(server.url)
    except MaangError as error:
        return _broken("valkey", server, error.message)
    except ValueError:  # its words may hold a part of the password
        return _broken("valkey", server, NOT_UNDERSTOOD)
    memory = said.get("used_memory")
    return ServerStatus(
        "valkey",
        ServerState.EXTERNAL,
        version=said.get("valkey_version") or said.get("redis_version"),
        memory_bytes=int(memory) if memory is not None else None,
        where=server.masked,
    )


def _connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    host = unquote(parts.hostname or query.get("host", ["localhost"])[0])
    port = parts.port or int(query.get("port", [str(PORT)])[0])
    if not host.startswith("/"):
        return socket.create_connection((host, port), timeout=CONNECT_SECONDS)
    with contextlib.ExitStack() as stack:
        line = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        line.settimeout(CONNECT_SECONDS)
        line.connect(str(Path(host) / f".s.PGSQL.{port}"))
        stack.pop_all()
        return line


def _broken(name: str, server: ExternalServer, detail: str) -> ServerStatus:
    return ServerStatus(name, ServerState.BROKEN, where=server.masked, detail=detail)
