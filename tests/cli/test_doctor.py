"""`maang doctor`: everything is looked at, whatever is broken."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.installation import fresh_installation
from tests.conftest import Cli


def levels(out: str) -> dict[str, str]:
    return {finding["about"]: finding["level"] for finding in json.loads(out)}


@pytest.fixture
def config_file(cli: Cli) -> Path:
    file = cli.core.paths.config_file
    file.parent.mkdir(parents=True)
    return file


def test_a_sound_installation_exits_0_and_everything_was_looked_at() -> None:
    with fresh_installation() as maang:
        maang("up")
        result = maang("doctor", "--json")

    found = levels(result.out)
    assert result.code == 0
    assert "problem" not in found.values()
    assert {
        *("python", "time", "disk", "config", "log", "encoding", "terminal", "keyring", "zone"),
        *("postgres programs", "valkey program", "postgres", "socket", "valkey"),
        *("database", "pgvector", "schema", "catalogue", "clock", "embedder", "model of ask"),
    } <= set(found)


def test_a_database_that_is_down_is_a_problem_with_advice_and_no_crash() -> None:
    with fresh_installation() as maang:
        result = maang("doctor", MAANG_DATABASE_URL="postgresql://u:s3cret@127.0.0.1:1/d")

    assert result.code == 1
    assert "postgres: it does not answer" in result.out
    assert "s3cret" not in result.out + result.err


def test_broken_settings_are_a_problem_and_the_machine_is_looked_at_all_the_same(
    cli: Cli, config_file: Path
) -> None:
    config_file.write_text("day_start = 99\n")

    result = cli("doctor", "--json")

    found = levels(result.out)
    assert result.code == 1
    assert (found["settings"], found["python"] != "problem") == ("problem", True)


def test_settings_that_others_can_change_make_it_exit_1(cli: Cli, config_file: Path) -> None:
    config_file.touch()
    config_file.chmod(0o666)

    result = cli("doctor")

    assert result.code == 1
    assert "chmod 600" in result.out


def test_each_finding_says_what_it_is_about_and_what_to_do(cli: Cli) -> None:
    findings = json.loads(cli("doctor", "--json").out)

    assert {tuple(finding) for finding in findings} == {("about", "level", "what", "advice")}
    assert all(finding["advice"] for finding in findings if finding["level"] == "problem")


def test_the_first_line_is_a_finding(cli: Cli) -> None:
    assert cli("doctor").out.splitlines()[0].startswith(("ok", "note", "problem"))


def test_the_sum_stands_at_the_end(cli: Cli) -> None:
    last = cli("doctor").out.splitlines()[-1]

    assert "problem" in last


def test_a_model_without_its_key_is_a_problem_and_nobody_is_called(cli: Cli) -> None:
    cli.core.logins.secrets.keyring.absent = True
    cli.core.settings = replace(cli.core.settings, llm="openai", llm_model="gpt")

    found = {each["about"]: each for each in json.loads(cli("doctor", "--json").out)}

    assert found["model of ask"]["what"] == "openai:gpt: there is no key for openai"
    assert found["model of ask"]["advice"] == "maang login openai"
    assert found["embedder"]["level"] == "ok"
