"""The quick look: whether somebody listens, told apart from whether they answer."""

import socket
from contextlib import ExitStack, suppress
from pathlib import Path

from maang.core.servers.running import answers


def test_a_socket_nobody_listens_on_is_down(tmp_path: Path) -> None:
    path = tmp_path / "s"
    assert not answers(path)

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as left_behind:
        left_behind.bind(str(path))
    assert path.exists()
    assert not answers(path)


def test_a_frozen_server_with_a_full_queue_still_listens(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with ExitStack() as stack:
        frozen = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        frozen.bind(str(path))
        frozen.listen(1)
        waiting = True
        while waiting:
            one = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
            one.setblocking(False)
            with suppress(BlockingIOError):
                one.connect(str(path))
                continue
            waiting = False

        assert answers(path, seconds=0.05)
