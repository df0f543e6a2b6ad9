"""A folder or a command of somebody's own."""

from pathlib import Path

import pytest

from maang.core.errors import Invalid, NotConfigured, Unavailable
from maang.core.sync.access import Access
from maang.core.sync.errors import PlatformDown
from maang.core.sync.models import Cursor, RemotePage
from maang.core.sync.platforms.jsonlines import JsonLines
from tests.core.sync.platforms.sites import a_line, ids, until_it_fails


def lines(begin: int, end: int) -> str:
    return "".join(a_line(number) for number in range(begin, end))


def names(begin: int, end: int) -> list[str]:
    return [str(number) for number in range(begin, end)]


def run(folder: Path, *, cursor: Cursor | None = None, full: bool = False) -> list[RemotePage]:
    adapter = JsonLines(Access(None, options={"folder": str(folder)}))
    return list(adapter.pages(cursor=cursor, full=full))


def of_command(command: str) -> list[RemotePage]:
    return list(
        JsonLines(Access(None, options={"command": command})).pages(cursor=None, full=False)
    )


def test_the_files_of_a_folder_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(lines(3, 5))
    (tmp_path / "a.jsonl").write_text(lines(0, 3))
    (tmp_path / "notes.txt").write_text("not mine")
    assert ids(run(tmp_path)) == names(0, 5)


def test_a_log_that_grows_gives_only_what_was_added(tmp_path: Path) -> None:
    log = tmp_path / "a.jsonl"
    log.write_text(lines(0, 250))
    last = run(tmp_path)[-1].cursor
    log.write_text(lines(0, 260))
    assert ids(run(tmp_path, cursor=last)) == names(250, 260)


def test_a_log_that_was_rewritten_is_read_again(tmp_path: Path) -> None:
    log = tmp_path / "a.jsonl"
    log.write_text(lines(0, 5))
    last = run(tmp_path)[-1].cursor
    log.write_text(lines(10, 20))
    assert ids(run(tmp_path, cursor=last)) == names(10, 20)


def test_a_last_line_without_an_end_counts_once(tmp_path: Path) -> None:
    log = tmp_path / "a.jsonl"
    log.write_text(lines(0, 2).rstrip("\n"))
    first = run(tmp_path)
    log.write_text(lines(0, 2) + "{bad\n")
    read, error = until_it_fails(
        JsonLines(Access(None, options={"folder": str(tmp_path)})).pages(
            cursor=first[-1].cursor, full=False
        ),
        Invalid,
    )
    assert (ids(first), ids(read), error.message) == (
        ["0", "1"],
        [],
        "a.jsonl:3: this is no JSON",
    )


def test_bad_lines_are_named_and_the_good_ones_before_them_kept(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(0, 3) + a_line(3, verdict="great") + lines(4, 6))
    (tmp_path / "b.jsonl").write_text(lines(10, 12) + "{\n")
    adapter = JsonLines(Access(None, options={"folder": str(tmp_path)}))
    read, error = until_it_fails(adapter.pages(cursor=None, full=False), Invalid)
    places = [line.partition(": ")[0] for line in error.message.splitlines()]
    assert (ids(read), places) == (names(0, 3) + names(10, 12), ["a.jsonl:4", "b.jsonl:3"])


def test_a_bad_line_that_is_mended_lets_the_log_go_on(tmp_path: Path) -> None:
    log = tmp_path / "a.jsonl"
    log.write_text(lines(0, 3) + "oops\n" + lines(4, 6))
    adapter = JsonLines(Access(None, options={"folder": str(tmp_path)}))
    read, _ = until_it_fails(adapter.pages(cursor=None, full=False), Invalid)
    log.write_text(lines(0, 6))
    assert ids(run(tmp_path, cursor=read[-1].cursor)) == names(3, 6)


def test_empty_lines_are_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n" + lines(0, 1) + "\n\n" + lines(1, 2))
    assert ids(run(tmp_path)) == ["0", "1"]


def test_a_line_of_bytes_that_are_no_text_is_still_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\xff\xfe\x00\n")
    with pytest.raises(Invalid, match=r"a\.jsonl:1: this is no JSON"):
        run(tmp_path)


def test_a_line_longer_than_a_mebibyte_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(a_line(code="x" * (1 << 20)))
    with pytest.raises(Invalid, match=r"a\.jsonl:1: this is longer"):
        run(tmp_path)


def test_a_folder_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="No such file"):
        run(tmp_path / "nowhere")


def test_a_command_is_read_like_a_log(tmp_path: Path) -> None:
    (tmp_path / "log").write_text(lines(0, 3))
    assert ids(of_command(f"cat '{tmp_path}/log'")) == names(0, 3)


def test_a_command_that_fails_is_down_and_gives_nothing() -> None:
    with pytest.raises(PlatformDown, match="ended with 3: no luck"):
        of_command("sh -c 'echo no luck >&2; exit 3'")


def test_a_command_that_prints_too_much_is_refused_rather_than_cut() -> None:
    with pytest.raises(Invalid, match="more than 1 MiB"):
        of_command("head -c 1100000 /dev/zero")


def test_a_command_sees_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAANG_LEETCODE_SESSION", "do-not-tell")
    command = """sh -c 'test -z "$MAANG_LEETCODE_SESSION" || exit 9'"""
    assert ids(of_command(command)) == []


def test_neither_folder_nor_command_is_not_configured() -> None:
    with pytest.raises(NotConfigured):
        list(JsonLines(Access(None)).pages(cursor=None, full=False))


def test_a_kept_page_gives_its_rows_again(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(0, 3))
    page = run(tmp_path)[0]
    again = JsonLines(Access(None)).read(page.raw)
    assert again.submissions == page.submissions
