"""What commands leave in the application log."""

import json
from pathlib import Path

import pytest

from maang.cli.commands import today
from tests.conftest import Cli


def lines(cli: Cli) -> list[dict[str, object]]:
    log = cli.core.paths.state / "maang.log"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def test_a_failure_is_written_with_its_code_and_hint(cli: Cli) -> None:
    cli("config", "get", "langage")

    (line,) = lines(cli)
    assert (line["level"], line["event"], line["code"]) == ("error", "failure", "not-found")
    assert line["hint"] == "did you mean language?"
    assert line["at"] == "2026-03-10T12:00:00+00:00"


def test_success_is_not_worth_a_line(cli: Cli) -> None:
    cli("config", "get", "language")

    assert lines(cli) == []


def test_a_bug_leaves_its_traceback_and_the_person_learns_where(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "views", None)

    result = cli("today")

    (line,) = lines(cli)
    assert result.code == 70
    assert str(cli.core.paths.state / "maang.log") in result.err
    assert (line["code"], line["error"]) == ("bug", "AttributeError")
    assert "today.py" in str(line["traceback"])


def test_verbose_follows_a_command_from_start_to_end(cli: Cli) -> None:
    cli("config", "get", "language", "--verbose")

    start, end = lines(cli)
    assert (start["event"], start["command"]) == ("start", "maang config get")
    assert (end["event"], end["error"]) == ("end", None)
    assert isinstance(end["seconds"], float)


def test_verbose_may_stand_before_the_command_and_shows_what_it_failed_with(cli: Cli) -> None:
    cli("-v", "config", "get", "langage")

    assert [(line["event"], line.get("error")) for line in lines(cli)] == [
        ("start", None),
        ("end", "NotFound"),
        ("failure", "NotFound"),
    ]


def test_what_the_person_typed_is_not_written(cli: Cli) -> None:
    cli("log", "two-sum", "--note", "between us", "-v")

    assert "between us" not in json.dumps(lines(cli))


@pytest.mark.parametrize("verbose", [(), ("-v",)])
def test_secrets_are_not_written(cli: Cli, verbose: tuple[str, ...]) -> None:
    cli.env["MAANG_DATABASE_URL"] = "postgresql://me:s3cret@host/maang"

    cli("config", "get", "no.s3cret", *verbose)

    assert lines(cli)
    assert "s3cret" not in json.dumps(lines(cli))


def test_a_log_that_cannot_be_written_is_no_reason_to_fail(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "maang").mkdir()
    (tmp_path / "maang/state").write_text("in the way")

    result = cli("config", "get", "language", "-v")

    assert (result.code, result.out) == (0, "python\n")


def test_a_bug_without_a_log_says_how_to_see_it(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "views", None)
    (tmp_path / "maang").mkdir()
    (tmp_path / "maang/state").write_text("in the way")

    assert "--debug" in cli("today").err
