"""`maang config`: settings, and where each comes from."""

import io
import json
import os
import pty
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from maang.cli.app import run
from maang.cli.context import Invocation
from tests.conftest import Cli, Result


def test_show_gives_each_setting_its_value_source_and_place(cli: Cli) -> None:
    cli("config", "set", "day_start", "5")
    cli.env["MAANG_COMPANY"] = "google"

    found = {each["name"]: each for each in json.loads(cli("config", "show", "--json").out)}

    assert (found["day_start"]["value"], found["day_start"]["source"]) == ("5", "user")
    assert found["day_start"]["where"] == str(cli.core.paths.config_file)
    assert (found["company"]["value"], found["company"]["where"]) == ("google", "MAANG_COMPANY")
    assert found["language"]["source"] == "default"


def test_show_is_what_it_does_without_a_verb(cli: Cli) -> None:
    assert cli("config").out == cli("config", "show").out


def test_a_password_is_masked_wherever_it_is_shown(cli: Cli) -> None:
    cli.env["MAANG_DATABASE_URL"] = "postgresql://me:s3cret@host/maang"

    shown = [
        cli("config", "show").out,
        cli("config", "show", "--json").out,
        cli("config", "get", "database.url").out,
    ]

    assert shown[2] == "postgresql://me:***@host/maang\n"
    assert "s3cret" not in "".join(shown)


def test_get_prints_the_bare_value(cli: Cli) -> None:
    assert cli("config", "get", "language").out == "python\n"


def test_get_of_what_is_not_set_prints_nothing_and_exits_1(cli: Cli) -> None:
    result = cli("config", "get", "company")

    assert (result.code, result.out, result.err) == (1, "", "company is not set\n")


def test_an_unknown_name_exits_3_with_the_nearest(cli: Cli) -> None:
    result = cli("config", "get", "langage")

    assert (result.code, "did you mean language?" in result.err) == (3, True)


def test_set_and_unset_change_the_file_and_say_what_holds(cli: Cli) -> None:
    set_, unset = cli("config", "set", "language", "go"), cli("config", "unset", "language")

    assert set_.out.startswith("language = go, from user")
    assert unset.out == "language = python, from default\n"
    assert cli.core.paths.config_file.read_text() == ""


@pytest.mark.parametrize(("name", "value"), [("company", "google"), ("zone", "Asia/Tokyo")])
def test_a_dash_clears_a_setting(cli: Cli, name: str, value: str) -> None:
    cli("config", "set", name, value)

    result = cli("config", "set", name, "-")

    assert result.code == 0
    assert cli.core.paths.config_file.read_text() == ""


def test_a_wrong_value_is_refused_and_nothing_is_written(cli: Cli) -> None:
    result = cli("config", "set", "day_start", "25")

    assert (result.code, "from 0 to 12" in result.err) == (4, True)
    assert not cli.core.paths.config_file.exists()


def test_a_password_does_not_get_into_the_file(cli: Cli) -> None:
    result = cli("config", "set", "redis.url", "redis://:s3cret@host/0")

    assert (result.code, "MAANG_REDIS_URL_FILE" in result.err) == (5, True)
    assert "s3cret" not in result.err


def test_a_setting_that_the_environment_overrides_says_so(cli: Cli) -> None:
    cli.env["MAANG_LANGUAGE"] = "rust"

    result = cli("config", "set", "language", "go")

    assert "MAANG_LANGUAGE says otherwise" in result.err
    assert result.out == "language = rust, from environment (MAANG_LANGUAGE)\n"


@pytest.mark.parametrize("change", [("set", "language", "go"), ("unset", "day_start")])
def test_a_dry_run_shows_it_and_writes_nothing(cli: Cli, change: tuple[str, ...]) -> None:
    cli("config", "set", "day_start", "5")
    before = cli.core.paths.config_file.read_text()

    result = cli("config", *change, "--dry-run")

    assert result.code == 0
    assert cli.core.paths.config_file.read_text() == before


def test_a_dry_run_refuses_what_a_real_one_would(cli: Cli) -> None:
    assert cli("config", "set", "day_start", "25", "--dry-run").code == 4


def test_path_is_one_line_for_scripts(cli: Cli) -> None:
    file = cli.core.paths.config_file

    assert cli("config", "path").out == f"{file}\n"
    assert json.loads(cli("config", "path", "--json").out) == str(file)


def test_a_list_there_is_not_is_refused_at_once_with_the_nearest(cli: Cli) -> None:
    result = cli("config", "set", "list", "blind-57")

    assert result.code == 4
    assert "no list is called 'blind-57'" in result.err
    assert "blind-75" in result.err
    assert cli("config", "get", "list").out == "blind-75\n"


def test_a_list_of_ones_own_is_a_list(cli: Cli) -> None:
    assert cli("config", "set", "list", "mine").code == 4
    cli("list", "import", "-", "--name", "Mine", stdin="1\n")

    assert cli("config", "set", "list", "mine").code == 0
    assert cli("config", "get", "list").out == "mine\n"


def test_edit_without_a_terminal_exits_2_and_says_what_to_type(cli: Cli) -> None:
    result = cli("config", "edit")

    assert (result.code, "maang config set" in result.err) == (2, True)


@pytest.fixture
def edit(cli: Cli, tmp_path: Path) -> Iterator[Callable[[str], Result]]:
    """`edit(text)`: `config edit` on a terminal, with an editor that leaves `text`."""
    leader, follower = pty.openpty()
    os.set_blocking(leader, False)
    terminal = io.TextIOWrapper(io.FileIO(follower, "r+", closefd=False), write_through=True)
    editor = tmp_path / "editor.py"
    editor.write_text("import sys; open(sys.argv[2], 'w').write(open(sys.argv[1]).read())")

    def leave(text: str) -> Result:
        (tmp_path / "left").write_text(text)
        env = {
            "MAANG_HOME": str(tmp_path / "maang"),
            "TZ": "UTC",
            "EDITOR": f"{sys.executable} {editor} {tmp_path / 'left'}",
        }
        out = io.StringIO()
        code = run(["config", "edit"], Invocation(env, tmp_path, terminal, out, terminal))
        return Result(code, out.getvalue(), _shown(leader))

    yield leave
    os.close(follower)
    os.close(leader)


def _shown(leader: int) -> str:
    try:
        return os.read(leader, 4096).decode()
    except BlockingIOError:  # nothing was
        return ""


def test_edit_takes_over_what_holds_together(edit: Callable[[str], Result], cli: Cli) -> None:
    cli("config", "set", "day_start", "5")

    result = edit('language = "go"\n')

    assert (result.code, result.out) == (0, f"{cli.core.paths.config_file}\n")
    assert cli("config", "get", "language").out == "go\n"


def test_edit_keeps_the_old_file_and_the_draft_of_what_does_not(
    edit: Callable[[str], Result], cli: Cli
) -> None:
    cli("config", "set", "day_start", "5")

    result = edit("day_start = 99\n")

    draft = cli.core.paths.config_file.with_name("config.draft.toml")
    assert (result.code, str(draft) in result.err) == (4, True)
    assert cli.core.paths.config_file.read_text() == "day_start = 5\n"
    assert draft.read_text() == "day_start = 99\n"


def test_edit_mends_a_file_that_is_broken(edit: Callable[[str], Result], cli: Cli) -> None:
    cli("config", "set", "day_start", "5")
    cli.core.paths.config_file.write_text("day_start = = 5\n")

    assert edit("day_start = 6\n").code == 0
    assert cli("config", "get", "day_start").out == "6\n"
