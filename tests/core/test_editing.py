"""Which editor is the person's, and a text on its way through it."""

import stat
from pathlib import Path

import pytest

from maang.core.editing import editor, opened, through
from maang.core.errors import Unavailable


def script(place: Path, name: str, said: str) -> str:
    """A program of that name that does what a shell script says."""
    program = place / name
    program.write_text(f"#!/bin/sh\n{said}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def test_the_settings_come_before_visual_and_that_before_editor(tmp_path: Path) -> None:
    env = {"VISUAL": "code --wait", "EDITOR": "vi"}

    assert editor("hx", env) == ["hx"]
    assert editor(None, env) == ["code", "--wait"]
    assert editor(None, {"EDITOR": "vi"}) == ["vi"]
    script(tmp_path, "nano", "")
    assert editor(" ", {"PATH": str(tmp_path)}) == ["nano"]


@pytest.mark.parametrize("env", [{}, {"EDITOR": "vi 'unclosed"}])
def test_without_an_editor_it_says_how_to_name_one(env: dict[str, str]) -> None:
    with pytest.raises(Unavailable) as error:
        editor(None, env)

    assert "config set editor" in str(error.value.hint)


def test_a_text_comes_back_as_it_was_left(tmp_path: Path) -> None:
    command = [script(tmp_path, "ed", 'echo "two passes" >> "$1"')]

    assert through(command, "one pass\n") == "one pass\ntwo passes"


def test_what_was_written_is_kept_where_the_editor_fails(tmp_path: Path) -> None:
    command = [script(tmp_path, "ed", 'echo more >> "$1"; exit 3')]

    with pytest.raises(Unavailable, match="ended with 3") as error:
        through(command, "begun\n")

    kept = Path(str(error.value.hint).removeprefix("your text is in "))
    assert kept.read_text() == "begun\nmore\n"
    kept.unlink()


@pytest.mark.parametrize(("name", "at"), [("vim", "+7 "), ("code", "")])
def test_a_file_is_opened_at_a_line_where_the_editor_can(
    tmp_path: Path, name: str, at: str
) -> None:
    command = [script(tmp_path, name, f'echo "$@" > {tmp_path}/said')]

    opened(command, tmp_path / "a.md", line=7)

    assert (tmp_path / "said").read_text() == f"{at}{tmp_path}/a.md\n"
