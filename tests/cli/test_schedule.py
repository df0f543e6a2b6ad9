"""`maang sync schedule`: tried as cron would run it, written, run by cron's rules, taken away."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from maang.core.sync.schedule import MARK
from tests.conftest import Cli
from tests.interpreter import TOKEN, an_interpreter
from tests.person import Person
from tests.secret_service import a_secret_service
from tests.servers_fixture import short_directory
from tests.stubs import CRONTAB, SYSTEMCTL, a_program, asked

pytestmark = pytest.mark.xdist_group("schedule")

MIDNIGHT = "@hourly /usr/bin/true # somebody else's\n"


@pytest.fixture(scope="module")
def somebody() -> Iterator[Person]:
    with short_directory() as home, a_secret_service(home) as desktop:
        place = home / "bin"
        a_program(place, "crontab", CRONTAB)
        (place / "table").write_text(MIDNIGHT)
        keyring = {
            name: desktop[name]
            for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")
        }
        person = Person(home, keyring, an_interpreter(home / "venv"), place)
        try:
            yield person
        finally:
            person("down")


@pytest.fixture(scope="module")
def scheduled(somebody: Person) -> Person:
    """The same, with a login that was in the keyring and an entry in the crontab."""
    somebody("login", "elsewhere", stdin=TOKEN)
    done = somebody("sync", "schedule", "--every", "4h", "--yes")
    assert done.code == 0, done.err
    return somebody


def test_what_only_the_desktop_can_read_is_not_scheduled_unasked(somebody: Person) -> None:
    done = somebody("login", "elsewhere", stdin=TOKEN)
    assert done.out.splitlines()[1] == f"secret ...{TOKEN[-4:]}, kept in the keyring"
    before = somebody.table
    done = somebody("sync", "schedule")
    assert (done.code, somebody.table) == (5, before)
    assert "cron cannot read the elsewhere secret: here it comes from the keyring" in done.err


def test_the_entry_is_below_what_was_there(scheduled: Person) -> None:
    assert re.fullmatch(
        re.escape(MIDNIGHT)
        + rf"\d+ [\d,]+ \* \* \* MAANG_HOME=\S+ .*{scheduled.python} -P -m maang sync --quiet "
        + rf"--no-input --times >>\S+/state/sync\.log 2>&1 {MARK}\n",
        scheduled.table,
    )


def test_with_yes_the_secret_moves_to_a_file(scheduled: Person) -> None:
    kept = scheduled.home / "maang/config/logins/elsewhere.json"
    assert json.loads(kept.read_text()) == {"token": TOKEN}


def test_the_token_is_nowhere_else(scheduled: Person) -> None:
    found = [
        file.relative_to(scheduled.home)
        for file in scheduled.home.rglob("*")
        if file.is_file() and "venv" not in file.parts and TOKEN.encode() in file.read_bytes()
    ]
    assert found == [Path("maang/config/logins/elsewhere.json")]


def test_run_as_cron_runs_it_the_attempt_is_there_once(scheduled: Person) -> None:
    done = scheduled.as_cron()
    assert (done.code, done.out, done.err) == (0, "", "")
    attempts = json.loads(scheduled("log", "list", "--json").out)
    assert [each["source"] for each in attempts] == ["elsewhere"]


def test_each_run_tells_itself_in_the_log(scheduled: Person) -> None:
    before = (scheduled.home / "maang/state/sync.log").read_text()
    scheduled.as_cron()
    added = (scheduled.home / "maang/state/sync.log").read_text().removeprefix(before)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ elsewhere: nothing new .*\n", added)


def test_a_login_that_is_over_is_not_scheduled(scheduled: Person) -> None:
    kept = scheduled.home / "maang/config/logins/elsewhere.json"
    kept.write_text(json.dumps({"token": "x" * 20}))
    before = scheduled.table
    done = scheduled("sync", "schedule")
    kept.write_text(json.dumps({"token": TOKEN}))
    assert (done.code, scheduled.table) == (5, before)
    assert "that is no token of elsewhere" in done.err


def test_what_stands_there_is_shown_and_removed(scheduled: Person) -> None:
    before = scheduled.table
    shown = json.loads(scheduled("sync", "schedule", "--show", "--json").out)
    assert (shown["kind"], shown["entry"]) == ("cron", before.splitlines()[-1])
    removed = json.loads(scheduled("sync", "schedule", "--remove", "--json").out)
    after = scheduled.table
    (scheduled.bin / "table").write_text(before)
    assert ([each["entry"] for each in removed], after) == ([shown["entry"]], MIDNIGHT)


def test_printing_touches_nothing(cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "bin"
    a_program(place, "crontab", CRONTAB)
    a_program(place, "systemctl", SYSTEMCTL)
    cli.core.env = {"PATH": str(place)}
    done = cli("sync", "schedule", "--print", "--every", "30m")
    assert done.code == 0, done.err
    assert re.match(r"\d+,\d+ \* \* \* \* ", done.out)
    assert (asked(place, "crontab"), asked(place, "systemctl")) == ([], [])


def test_a_dry_run_prints(cli: Cli) -> None:
    assert MARK in cli("sync", "schedule", "--dry-run").out


def test_the_units_can_be_printed_where_there_is_no_systemd(cli: Cli) -> None:
    cli.core.env = {"PATH": "/nowhere"}
    assert "OnCalendar=" in cli("sync", "schedule", "--print", "--systemd").out


def test_where_there_is_neither_it_exits_5(cli: Cli) -> None:
    cli.core.env = {"PATH": "/nowhere"}
    done = cli("sync", "schedule")
    assert done.code == 5
    assert "there is no cron and no systemd here" in done.err


def test_nothing_scheduled_exits_1_and_says_how(cli: Cli, tmp_path: Path) -> None:
    cli.core.env = {"PATH": "/nowhere", "XDG_CONFIG_HOME": str(tmp_path)}
    done = cli("sync", "schedule", "--show")
    assert (done.code, done.out) == (1, "nothing is scheduled: maang sync schedule --every 4h\n")


def test_with_nothing_set_up_it_exits_5_and_writes_nothing(cli: Cli, tmp_path: Path) -> None:
    a_program(tmp_path / "bin", "crontab", CRONTAB)
    cli.core.env = {"PATH": str(tmp_path / "bin")}
    done = cli("sync", "schedule")
    assert (done.code, asked(tmp_path / "bin", "crontab")) == (5, [])
    assert "maang login PLATFORM" in done.err


def test_an_interval_that_does_not_fit_exits_4(cli: Cli) -> None:
    assert cli("sync", "schedule", "--every", "5h").code == 4


@pytest.mark.parametrize("flags", [("--cron", "--systemd"), ("--show", "--remove")])
def test_options_that_contradict_exit_2(cli: Cli, flags: tuple[str, str]) -> None:
    assert cli("sync", "schedule", *flags).code == 2
