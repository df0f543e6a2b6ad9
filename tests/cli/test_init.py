"""`maang init`: a few questions, once; never in the way."""

import json
import os
import pty
from pathlib import Path

import pytest

from maang.cli.app import run
from maang.cli.context import Invocation
from maang.core.config.files import read_settings
from tests.conftest import Cli, FrozenClock, Result


def written(cli: Cli) -> dict[str, object]:
    return read_settings(cli.core.paths.config_file)


def values(result: Result) -> dict[str, str]:
    return {each["name"]: each["value"] for each in json.loads(result.out)["settings"]}


class Sitting:
    """Somebody at a terminal: `sitting("UTC", "")` types one line for each question."""

    def __init__(self, clock: FrozenClock, home: Path) -> None:
        self._clock, self._home = clock, home

    def __call__(self, *lines: str, options: tuple[str, ...] = ()) -> Result:
        leader, follower = pty.openpty()
        os.write(leader, "".join(f"{line}\n" for line in lines).encode())
        out = (self._home / "out").open("w+", encoding="utf-8")
        with os.fdopen(follower, "r", encoding="utf-8") as stdin:
            err = os.fdopen(os.dup(follower), "w", encoding="utf-8")
            env = {"MAANG_HOME": str(self._home / "maang"), "TZ": "UTC", "COLUMNS": "80"}
            outside = Invocation(env, self._home, stdin, out, err, clock=self._clock)
            code = run(["init", *options], outside)
            err.close()
            asked = os.read(leader, 8192).decode()
        os.close(leader)
        out.seek(0)
        text = out.read()
        out.close()
        return Result(code, text, asked)


@pytest.fixture
def sitting(clock: FrozenClock, tmp_path: Path) -> Sitting:
    return Sitting(clock, tmp_path)


def test_without_a_terminal_and_options_it_shows_what_holds_and_what_to_type(cli: Cli) -> None:
    result = cli("init")

    assert result.code == 0
    assert "maang init --zone" in result.out
    assert written(cli) == {}


def test_every_answer_can_be_an_option(cli: Cli) -> None:
    result = cli(
        *("init", "--zone", "Europe/Paris", "--day-start", "5", "--list", "neetcode-150"),
        *("--language", "go", "--interview-date", "2026-12-01", "--company", "google", "--json"),
    )

    assert result.code == 0
    assert list(written(cli)) == json.loads(result.out)["written"]
    assert values(result) == {
        "zone": "Europe/Paris",
        "day_start": "5",
        "list": "neetcode-150",
        "language": "go",
        "interview_date": "2026-12-01",
        "company": "google",
    }


@pytest.mark.parametrize(
    ("option", "answer"),
    [("--zone", "Paris"), ("--day-start", "x"), ("--interview-date", "2020-01-01")],
)
def test_an_option_that_will_not_do_exits_4_and_nothing_is_written(
    cli: Cli, option: str, answer: str
) -> None:
    result = cli("init", "--company", "google", option, answer)

    assert result.code == 4
    assert written(cli) == {}


def test_a_second_run_shows_what_the_first_wrote(cli: Cli) -> None:
    cli("init", "--company", "google")

    assert values(cli("init", "--json"))["company"] == "google"


def test_a_list_that_does_not_ship_is_taken_with_a_note(cli: Cli) -> None:
    result = cli("init", "--list", "mine")

    assert (result.code, "maang list import" in result.err) == (0, True)
    assert written(cli) == {"list": "mine"}


def test_a_dry_run_writes_nothing(cli: Cli) -> None:
    assert cli("init", "--company", "google", "--dry-run").code == 0
    assert written(cli) == {}


def test_enter_keeps_everything(sitting: Sitting, cli: Cli) -> None:
    result = sitting("", "", "", "", "", "")

    assert result.code == 0
    assert "Time zone [UTC]:" in result.err
    assert "maang today" in result.out
    assert written(cli) == {}


def test_answers_are_written_and_wrong_ones_asked_again(sitting: Sitting, cli: Cli) -> None:
    result = sitting("Paris", "Europe/Paris", "", "", "", "", "google")

    assert result.err.count("Time zone") == 2
    assert written(cli) == {"zone": "Europe/Paris", "company": "google"}


def test_what_an_option_says_is_not_asked(sitting: Sitting) -> None:
    result = sitting("", "", "", "", "", options=("--zone", "Europe/Paris"))

    assert "Time zone" not in result.err
    assert "Company" in result.err


def test_yes_asks_nothing(sitting: Sitting) -> None:
    result = sitting("", options=("--yes", "--company", "google"))

    assert (result.code, "Company" in result.err) == (0, False)


def test_taking_away_what_was_never_there_writes_nothing_and_says_so(cli: Cli) -> None:
    assert "nothing was written" in cli("init", "--company", "-").out

    cli("init", "--company", "acme")
    assert "written to" in cli("init", "--company", "-").out
    assert written(cli) == {}
