"""Whether a server of ours was ever set up."""

from pathlib import Path

from maang.core.servers.begun import base_dir, begun


def test_a_server_was_set_up_where_its_directory_is(tmp_path: Path) -> None:
    before = begun(tmp_path)
    base_dir(tmp_path).mkdir()
    assert (before, begun(tmp_path)) == (False, True)
