"""`maang export` and `maang import` at the prompt."""

import io
import json

import pytest

from maang.cli.output.diagnostics import Diagnostics
from maang.cli.output.terminal import Terminal
from tests.conftest import Cli

OWN = "slug,date,result\ntwo-sum,2026-03-01,yes\n3sum,2026-03-02,failed\n"


def test_an_export_goes_to_stdout_and_comes_in_from_stdin(cli: Cli) -> None:
    cli("log", "two-sum", "--minutes", "18")
    lines = cli("export").out

    result = cli("import", "-", stdin=lines)

    assert result.code == 0
    assert result.out.startswith("stdin: nothing new\nhere already: 1 activity, 1 attempt")


def test_an_attempt_that_was_taken_back_stays_so_and_that_is_said(cli: Cli) -> None:
    cli("log", "two-sum", "--minutes", "18")
    lines = cli("export").out
    cli("undo")

    result = cli("import", "-", stdin=lines)

    assert "an attempt that was taken back here stays so" in result.out
    assert "nothing logged here yet" in cli("log", "list").out
    assert cli("import", "-", "--replace", "--yes", stdin=lines).code == 0
    assert "two-sum" in cli("log", "list").out


def test_an_export_writes_over_a_file_only_by_force(cli: Cli) -> None:
    assert cli("export", "-o", "out.csv", "-f", "csv").code == 0

    refused = cli("export", "-o", "out.csv", "-f", "csv")

    assert refused.code == 4
    assert "--force" in refused.err
    assert cli("export", "-o", "out.csv", "-f", "csv", "--force").code == 0


def test_a_dry_run_of_an_export_writes_no_file(cli: Cli) -> None:
    assert cli("export", "-o", "out.jsonl", "--dry-run").code == 0
    assert not (cli.cwd / "out.jsonl").exists()


def test_json_of_an_export_to_stdout_is_one_value(cli: Cli) -> None:
    cli("log", "two-sum")

    value = json.loads(cli("export", "--format", "markdown", "--json").out)

    assert value["format"] == "markdown"
    assert "Two Sum" in value["content"]


def test_a_package_is_no_json(cli: Cli) -> None:
    assert cli("export", "--format", "anki", "--json").code == 4


def test_a_table_is_known_without_being_named_one(cli: Cli) -> None:
    (cli.cwd / "own.csv").write_text(OWN)

    result = cli("import", "own.csv")

    assert result.out == (
        "own.csv: brought 2 attempts, 2 reviews\n"
        "from 2026-03-01 to 2026-03-02; 2 cards due now\n"
        "take it out again: maang undo\n"
    )
    assert cli("undo").out == "taken back: import own.csv: 2 attempts, 2 reviews\n"


def test_every_bad_row_is_told_and_the_exit_code_says_refused(cli: Cli) -> None:
    rows = "".join(f"nothing-{n},2026-03-01,yes\n" for n in range(5))
    (cli.cwd / "own.csv").write_text(OWN + rows)

    result = cli("import", "csv", "own.csv")

    assert result.code == 4
    assert [line.split(":")[0] for line in result.err.splitlines()[1:6]] == [
        f"  line {n}" for n in range(4, 9)
    ]
    assert json.loads(cli("log", "list", "--json").out) == []


def test_good_rows_that_were_kept_exit_1(cli: Cli) -> None:
    (cli.cwd / "own.csv").write_text(OWN + "nothing,2026-03-01,yes\n")

    result = cli("import", "csv", "own.csv", "--partial", "--json")

    value = json.loads(result.out)
    assert (result.code, value["new"]["attempt"], value["bad"][0]["line"]) == (1, 2, 4)


def test_replacing_everything_needs_a_yes(cli: Cli) -> None:
    cli("log", "two-sum")
    (cli.cwd / "own.csv").write_text(OWN)

    refused = cli("import", "own.csv", "--replace")
    done = cli("import", "own.csv", "--replace", "--yes")

    assert (refused.code, done.code) == (5, 0)
    assert "--yes" in refused.err
    assert len(json.loads(cli("log", "list", "--json").out)) == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("import", "nowhere.csv"), 3),
        (("import", "."), 4),
        (("import", "csv", "own.csv", "--map", "date"), 2),
        (("import", "csv", "own.csv", "--map", "x=date"), 4),
        (("import", "companies", "own.csv"), 4),
        (("problem", "list", "--company", "acme"), 3),
    ],
)
def test_what_cannot_be_is_refused_with_its_code(
    cli: Cli, words: tuple[str, ...], code: int
) -> None:
    (cli.cwd / "own.csv").write_text(OWN)

    assert cli(*words).code == code


def test_hostile_cells_are_harmless_on_a_terminal(cli: Cli) -> None:
    (cli.cwd / "own.csv").write_text("slug,date,note\n\x1b[31mx,2026-03-01,a\x1b]0;x\x07b\n")

    result = cli("import", "own.csv", "--partial", "--dry-run")

    assert "\x1b" not in result.out + result.err


class Watched(io.StringIO):
    """A stream with somebody in front of it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "env", "drawn"),
    [(Watched(), {}, True), (io.StringIO(), {}, False), (Watched(), {"TERM": "dumb"}, False)],
)
def test_a_bar_is_drawn_only_to_a_terminal_and_goes_again(
    stream: io.StringIO, env: dict[str, str], drawn: bool
) -> None:
    terminal = Terminal(env, io.StringIO(), io.StringIO(), stream)
    tell = Diagnostics(stream, terminal, as_json=False, quiet=False)

    tell.share(1, 2)
    tell.share(2, 2)

    assert ("[############............]  50%" in stream.getvalue()) is drawn
    assert stream.getvalue().endswith("\r\x1b[K") is drawn
