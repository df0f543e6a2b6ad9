"""What is written into crontab and systemd, and what stays as it was."""

import os
from pathlib import Path

import pytest

from maang.core.errors import Unavailable
from maang.core.sync.schedule import MARK, Job, times
from maang.core.sync.scheduled import Crontab, Systemd
from tests.stubs import CRONTAB, REFUSING, SYSTEMCTL, a_program, asked

LINE = f"17 2 * * * maang sync {MARK}"
OTHERS = b"MAILTO=\xe4da@example\r\n\n# mine\n0 4 * * * rsync \\%d\t\n"
JOB = Job(("/opt/maang/bin/python", "-m", "maang", "sync"), {}, Path("/var/log/sync.log"))
WHEN = times("4h", jitter=137)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The first directory of PATH."""
    place = tmp_path / "bin"
    a_program(place, "crontab", CRONTAB)
    a_program(place, "systemctl", SYSTEMCTL)
    return place


@pytest.fixture
def env(place: Path, tmp_path: Path) -> dict[str, str]:
    return {"PATH": f"{place}:{os.environ['PATH']}", "XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.fixture
def crontab(env: dict[str, str]) -> Crontab:
    return Crontab(env)


@pytest.fixture
def systemd(env: dict[str, str], tmp_path: Path) -> Systemd:
    return Systemd(env, tmp_path)


def test_a_person_without_a_crontab_gets_one(crontab: Crontab, place: Path) -> None:
    crontab.install(LINE)
    assert (place / "table").read_text() == f"{LINE}\n"


def test_other_lines_stay_byte_for_byte(crontab: Crontab, place: Path) -> None:
    (place / "table").write_bytes(OTHERS)
    crontab.install(LINE)
    assert (place / "table").read_bytes() == OTHERS + f"{LINE}\n".encode()
    crontab.remove()
    assert (place / "table").read_bytes() == OTHERS


def test_a_crontab_larger_than_what_we_keep_of_output_stays_whole(
    crontab: Crontab, place: Path
) -> None:
    large = b"# a line of a large crontab\n" * 60_000
    (place / "table").write_bytes(large)
    crontab.install(LINE)
    assert (place / "table").read_bytes() == large + f"{LINE}\n".encode()


def test_installing_twice_leaves_one_line(crontab: Crontab, place: Path) -> None:
    crontab.install(LINE)
    crontab.install(LINE.replace("17", "5", 1))
    assert (place / "table").read_text() == f"{LINE.replace('17', '5', 1)}\n"


def test_what_stands_there_is_shown(crontab: Crontab) -> None:
    crontab.install(LINE)
    assert crontab.line() == LINE


def test_removing_what_is_not_there_writes_nothing(crontab: Crontab, place: Path) -> None:
    assert crontab.remove() is None
    assert asked(place, "crontab") == ["-l"]


def test_a_crontab_that_refuses_is_not_overwritten(crontab: Crontab, place: Path) -> None:
    (place / "table").write_bytes(OTHERS)
    (place / "table").rename(place / "kept")
    a_program(place, "crontab", REFUSING)
    with pytest.raises(Unavailable, match="are not allowed to use this program"):
        crontab.install(LINE)
    assert (place / "kept").read_bytes() == OTHERS


def test_a_crontab_that_swallows_the_line_is_noticed(crontab: Crontab, place: Path) -> None:
    a_program(place, "crontab", CRONTAB.replace('cat >"{place}/table"', "cat >/dev/null"))
    with pytest.raises(Unavailable, match="does not show it"):
        crontab.install(LINE)


def test_without_the_program_there_is_no_crontab(tmp_path: Path) -> None:
    assert not Crontab({"PATH": str(tmp_path)}).there


def test_the_units_are_written_and_the_timer_started(
    systemd: Systemd, place: Path, tmp_path: Path
) -> None:
    systemd.install(JOB, WHEN)
    units = tmp_path / "config/systemd/user"
    assert sorted(file.name for file in units.iterdir()) == [
        "maang-sync.service",
        "maang-sync.timer",
    ]
    assert asked(place, "systemctl") == [
        "--user daemon-reload",
        "--user enable --now maang-sync.timer",
    ]


def test_a_systemd_that_refuses_leaves_no_units(
    systemd: Systemd, place: Path, tmp_path: Path
) -> None:
    a_program(place, "systemctl", REFUSING)
    with pytest.raises(Unavailable, match="systemctl --user refuses"):
        systemd.install(JOB, WHEN)
    assert list((tmp_path / "config/systemd/user").iterdir()) == []


def test_removing_stops_the_timer_first(systemd: Systemd, place: Path) -> None:
    systemd.install(JOB, WHEN)
    removed = systemd.remove()
    assert removed is not None
    assert asked(place, "systemctl")[2:] == [
        "--user disable --now maang-sync.timer",
        "--user daemon-reload",
    ]
    assert systemd.units() is None


def test_removing_units_that_are_not_there_asks_nobody(systemd: Systemd, place: Path) -> None:
    assert systemd.remove() is None
    assert asked(place, "systemctl") == []
