"""What holds for every command alike: the example in its help is run, in several ways."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text

from maang.cli.exits import Exit
from tests.conftest import Cli, FrozenClock, Result
from tests.walk import VERBS, Verb

NEEDS_A_TERMINAL = {"tui", "review start", "config edit"}
"""Verbs that refuse without one."""

MACHINERY = {"up", "down", "status", "doctor", "db", "cache"}
"""Commands that start, stop or judge what is outside this process: tests/cli/test_streams.py, and
tests/cli/test_cache.py."""

INSTALLS = {"completion install"}
"""Verbs that write where a shell looks."""

REACHES_OUT = {"sync", "login", "logout"}
"""Commands that ask other people's servers; their own tests play those servers."""

NOT_JSON = {"completion bash", "completion zsh", "completion fish"}
"""Their answer is a program for a shell."""

NEEDS_HISTORY = {"review optimize"}
"""Verbs that refuse before there are hundreds of reviews: tests/cli/test_review_ahead.py."""

ANSWERS = (Exit.DONE, Exit.NO)
"""Codes of commands that ran; NO is an answer too."""

TABLES = {
    *("today", "log list", "review due", "undo", "stats", "problem search", "problem list"),
    *("list show", "list next", "list progress", "config show", "note list"),
    *("review forecast", "review simulate", "memory list"),
}
"""Verbs whose answer is laid out in columns."""

RUNNABLE = [
    verb
    for verb in VERBS
    if verb.words[0] not in MACHINERY | REACHES_OUT
    and str(verb) not in NEEDS_A_TERMINAL | INSTALLS | NEEDS_HISTORY
]

each_verb = pytest.mark.parametrize("verb", VERBS, ids=str)
each_runnable = pytest.mark.parametrize("verb", RUNNABLE, ids=str)


@pytest.fixture
def lived_in(cli: Cli, clock: FrozenClock) -> Cli:
    """A week of somebody's practice, with a timer running and a list to import."""
    cli("log", "3sum", "--outcome", "failed", "--note", "日本語, ελληνικά and a \x1b[31mred\x1b[0m")
    cli("log", "two-sum", "--minutes", "18")
    clock.forward(days=3)
    cli("review", "answer", "two-sum", "hard")
    cli("problem", "add", "A title of our own that is rather long")
    cli("log", "a-title-of-our-own-that-is-rather-long")
    clock.forward(days=4)
    cli("review", "suspend", "3sum")
    cli("timer", "start", "3sum")
    (cli.cwd / "notes").mkdir()
    (cli.cwd / "notes" / "old.md").write_text("# 日本語\nand a \x1b[31mred\x1b[0m")
    cli("memory", "remember", "notes")
    cli("note", "add", "a window that slides, ελληνικά and a \x1b[31mred\x1b[0m", "-p", "3sum")
    (cli.cwd / "team.csv").write_text("slug\ntwo-sum\n3sum\n")
    (cli.cwd / "companies.csv").write_text("company,slug\ngoogle,two-sum\n")
    (cli.cwd / "log.csv").write_text("slug,Solved on,result\ntwo-sum,2026-02-01,yes\n")
    (cli.cwd / "maang.jsonl").write_text(cli("export").out)
    return cli


def example(cli: Cli, verb: Verb, *more: str) -> Result:
    if verb.words in (("timer", "start"), ("timer", "resume")):
        cli("timer", "stop" if verb.words[1] == "start" else "pause")
    if verb.words[0] == "export":
        (cli.cwd / "maang.jsonl").unlink()
    return cli(*verb.example, *more)


@each_runnable
def test_an_example_ends_as_documented_and_says_nothing_untoward(lived_in: Cli, verb: Verb) -> None:
    result = example(lived_in, verb)

    assert result.code in ANSWERS, result.err
    assert result.out or result.err
    assert "\x1b" not in result.out + result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("verb", [v for v in RUNNABLE if str(v) not in NOT_JSON], ids=str)
def test_json_is_one_value_on_stdout(lived_in: Cli, verb: Verb) -> None:
    result = example(lived_in, verb, "--json")

    assert result.code in ANSWERS, result.err
    assert len(result.out.splitlines()) == 1
    json.loads(result.out)
    assert result.err == ""


@each_runnable
def test_a_dry_run_saves_nothing(lived_in: Cli, verb: Verb, connection: Connection) -> None:
    if verb.words in (("timer", "start"), ("timer", "resume")):
        lived_in("timer", "stop" if verb.words[1] == "start" else "pause")
    before = (contents(connection), files(lived_in))
    lived_in.core.db.dry_run = True

    result = lived_in(*verb.example, "--dry-run")

    assert result.code in ANSWERS, result.err
    assert (contents(connection), files(lived_in)) == before


@pytest.mark.parametrize("verb", [verb for verb in VERBS if str(verb) in TABLES], ids=str)
def test_forty_columns_are_enough_for_a_table(lived_in: Cli, verb: Verb) -> None:
    lived_in.env["COLUMNS"] = "40"

    out = lived_in(*(word for word in verb.example if word != "--json")).out

    assert [line for line in out.splitlines() if len(line) > 40] == []


@each_verb
def test_help_fits_eighty_columns_and_shows_an_example(cli: Cli, verb: Verb) -> None:
    result = cli(*verb.words, "--help")

    assert result.code == 0
    assert "Example" in result.out
    assert result.err == ""
    assert max(len(line) for line in result.out.splitlines()) <= 80


@each_verb
def test_an_option_that_does_not_exist_exits_2_in_one_line_of_json(cli: Cli, verb: Verb) -> None:
    result = cli(*verb.words, "--no-such-option", "--json")

    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1
    assert json.loads(result.err)["error"]["code"] == "usage"


@pytest.mark.parametrize("verb", sorted(NEEDS_A_TERMINAL))
def test_what_needs_a_terminal_says_so_without_one(lived_in: Cli, verb: str) -> None:
    result = lived_in(*verb.split())

    assert result.code in (Exit.USAGE, Exit.REFUSED)
    assert "terminal" in result.err
    assert result.out == ""


def test_global_options_stand_before_or_after_the_command(lived_in: Cli) -> None:
    before, middle, after = (
        lived_in("--json", "log", "list"),
        lived_in("log", "--json", "list"),
        lived_in("log", "list", "--json"),
    )

    assert before.out == middle.out == after.out
    assert len(json.loads(after.out)) == 3


@pytest.mark.parametrize("words", [("--version", "--json"), ("--json", "--version")])
def test_the_version_is_a_value_too(cli: Cli, words: tuple[str, str]) -> None:
    from maang import __version__

    assert json.loads(cli(*words).out) == {"version": __version__}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("revew",), "review"),
        (("lgo", "two-sum"), "log"),
        (("review", "statr"), "start"),
        (("log", "two-sum", "--minuts", "3"), "--minutes"),
    ],
)
def test_a_slip_of_the_finger_is_answered_with_what_was_meant(
    cli: Cli, typed: tuple[str, ...], meant: str
) -> None:
    result = cli(*typed)

    assert result.code == 2
    assert meant in result.err


def test_a_noun_without_its_verb_names_the_verbs(cli: Cli) -> None:
    result = cli("review")

    assert result.code == 2
    assert "due, start, answer, undo" in result.err


def test_help_on_a_default_verb_names_the_others(cli: Cli) -> None:
    out = cli("log", "--help").out

    assert "--minutes" in out
    assert "Put an attempt right" in out


def test_yes_answers_what_would_be_asked(cli: Cli) -> None:
    cli("log", "two-sum")

    assert cli("log", "two-sum", "--yes").code == 0
    assert cli("log", "two-sum").code == Exit.REFUSED


def test_quiet_leaves_only_errors_on_stderr(lived_in: Cli) -> None:
    loud, quiet = lived_in("problem", "list", "-n", "1"), lived_in("problem", "list", "-qn", "1")

    assert loud.err
    assert quiet.err == ""
    assert quiet.out == loud.out


def test_a_colour_at_no_known_time_is_refused(cli: Cli) -> None:
    result = cli("today", "--color", "sometimes")

    assert result.code == 2
    assert "auto, always, never" in result.told


@pytest.mark.parametrize("terminal", ["xterm-256color", "dumb"])
def test_colour_is_given_where_it_is_asked_for(
    lived_in: Cli, terminal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", terminal)
    lived_in.env["TERM"] = terminal
    plain, coloured = lived_in("log", "list"), lived_in("log", "list", "--color", "always")

    assert "\x1b[" in coloured.out
    assert "\x1b[31mred" not in coloured.out
    assert "\x1b" not in plain.out


def contents(connection: Connection) -> dict[str, tuple[int, int]]:
    """Every table's number of rows, and a sum that changes with any of them."""
    return {table: _sum(connection, table) for table in _tables(connection)}


def files(cli: Cli) -> dict[str, str]:
    """Every file of the person's maang but its log."""
    found = sorted(path for path in cli.cwd.rglob("*") if path.is_file())
    return {str(path): path.read_text() for path in found if "log" not in path.suffix}


def _tables(connection: Connection) -> Iterator[str]:
    named = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    yield from connection.execute(text(named)).scalars()


def _sum(connection: Connection, table: str) -> tuple[int, int]:
    counted = f"SELECT count(*), coalesce(sum(hashtext(t::text)::bigint), 0) FROM {table} t"
    rows, total = connection.execute(text(counted)).one()
    return int(rows), int(total)
