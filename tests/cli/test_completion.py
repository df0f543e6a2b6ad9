"""Tab completion: the scripts, what they are answered, and where they are put."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Cli

ROOT = Path(__file__).parents[2]


def completed(line: str, folder: Path) -> list[str]:
    """What bash would offer for a line, by the printed script in a real bash; home: `home`."""
    words = line.split(" ")
    program = folder / "bin/maang"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m maang "$@"\n')
    program.chmod(0o755)
    script = f"""
        eval "$(maang completion bash)"
        COMP_WORDS=({" ".join(shlex.quote(word) for word in words)})
        COMP_CWORD={len(words) - 1}
        _maang_completion maang
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env={"PATH": f"{program.parent}:/usr/bin:/bin", "HOME": str(folder / "home")},
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("maang rev", {"review"}),
        ("maang log two-sum-b", {"two-sum-bsts"}),
        ("maang log am", {"amend", "ambiguous-coordinates"}),
        ("maang log --outc", {"--outcome"}),
        ("maang review answer two-sum ea", {"easy"}),
        ("maang config get day", {"day_start"}),
        ("maang --js", {"--json"}),
        ("maang help ex", {"exit-codes"}),
    ],
)
def test_bash_is_offered_what_could_follow(line: str, offered: set[str], tmp_path: Path) -> None:
    assert offered <= set(completed(line, tmp_path))


def test_completing_starts_no_server_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()

    completed("maang log two-s", tmp_path)

    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells_are_answered_too(shell: str, tmp_path: Path) -> None:
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "_MAANG_COMPLETE": f"complete_{shell}"}
    env |= {"_TYPER_COMPLETE_ARGS": "maang rev", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    argv = [sys.executable, "-m", "maang"]

    done = subprocess.run(argv, capture_output=True, text=True, env=env, cwd=ROOT, check=True)

    assert "review" in done.stdout


@pytest.mark.parametrize(
    ("shell", "registers"),
    [
        ("bash", "complete -o default -F _maang_completion maang"),
        ("zsh", "compdef _maang_completion maang"),
        ("fish", "complete --command maang"),
    ],
)
def test_each_script_registers_itself(cli: Cli, shell: str, registers: str) -> None:
    assert registers in cli("completion", shell).out


def test_install_writes_where_fish_looks_and_says_how_to_undo(cli: Cli, tmp_path: Path) -> None:
    cli.env["HOME"] = str(tmp_path)

    result = cli("completion", "install", "fish", "--yes")

    file = tmp_path / ".config/fish/completions/maang.fish"
    assert file.read_text() == cli("completion", "fish").out
    assert f"rm '{file}'" in result.out


def test_install_adds_its_line_once_and_the_undo_takes_it_out(cli: Cli, tmp_path: Path) -> None:
    cli.env["HOME"] = str(tmp_path)
    start = tmp_path / ".zshrc"
    start.write_text("# mine")

    for _ in range(2):
        result = cli("completion", "install", "zsh", "--yes")
    added = start.read_text()
    *_, remove, restore = result.out.splitlines()
    subprocess.run(["sh", "-c", f"{remove} && {restore}"], check=True)

    assert added.count("# maang completion") == 1
    assert start.read_text() == "# mine\n"
    assert not (tmp_path / ".zfunc/_maang").exists()


def test_the_shell_is_taken_from_the_environment(cli: Cli, tmp_path: Path) -> None:
    cli.env |= {"HOME": str(tmp_path), "SHELL": "/usr/bin/fish"}

    value = json.loads(cli("completion", "install", "--dry-run", "--json").out)

    assert value["shell"] == "fish"
    assert not Path(value["file"]).exists()


def test_without_a_terminal_it_writes_nothing_unless_told_to(cli: Cli, tmp_path: Path) -> None:
    cli.env["HOME"] = str(tmp_path)

    result = cli("completion", "install", "fish")

    assert (result.code, "--yes" in result.err) == (5, True)
    assert not (tmp_path / ".config").exists()


def test_an_unknown_shell_is_refused_with_those_there_are(cli: Cli) -> None:
    result = cli("completion", "install", "ksh", "--yes")

    assert (result.code, "bash, zsh, fish" in result.err) == (4, True)
