"""The words `4h` become times, and times a line that every cron and systemd understands."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core import process
from maang.core.errors import Conflict, Invalid
from maang.core.sync.schedule import (
    EVERY,
    MARK,
    Job,
    carried,
    cron_line,
    ours,
    replaced,
    service_unit,
    timer_unit,
    times,
)

JOB = Job(("/opt/maang/bin/python", "-P", "-m", "maang", "sync"), {}, Path("/var/log/sync.log"))
LINE = f"17 2 * * * maang sync {MARK}"

crontabs = st.lists(
    st.one_of(
        st.sampled_from([b"", b"# a comment\n", b"MAILTO=me\n", b"0 4 * * * rsync\r\n", b"\xff\n"]),
        st.binary(max_size=20).map(lambda text: text.replace(MARK.encode(), b"") + b"\n"),
    ),
    max_size=6,
).map(b"".join)


@pytest.mark.parametrize(
    ("every", "jitter", "minutes", "hours"),
    [
        ("4h", 137, (17,), (2, 6, 10, 14, 18, 22)),
        ("1h", 137, (17,), ()),
        ("30m", 137, (17, 47), ()),
        ("1d", 137, (17,), (2,)),
        ("12H", 0, (0,), (0, 12)),
    ],
)
def test_an_interval_has_its_times(
    every: str, jitter: int, minutes: tuple[int, ...], hours: tuple[int, ...]
) -> None:
    found = times(every, jitter=jitter)
    assert (found.minutes, found.hours) == (minutes, hours)


@given(st.sampled_from(sorted(EVERY)), st.integers(0, 1439))
def test_the_times_of_a_day_are_evenly_apart(every: str, jitter: int) -> None:
    found = times(every, jitter=jitter)
    day = sorted(
        hour * 60 + minute for hour in found.hours or range(24) for minute in found.minutes
    )
    gaps = {later - earlier for earlier, later in zip(day, [*day[1:], day[0] + 1440], strict=True)}
    assert gaps == {EVERY[every]}


@pytest.mark.parametrize("every", ["", "5h", "90m", "-1h", "4", "0m", "soon"])
def test_an_interval_that_does_not_fit_is_refused_with_those_that_do(every: str) -> None:
    with pytest.raises(Invalid) as refused:
        times(every, jitter=0)
    assert refused.value.hint == f"one of {', '.join(EVERY)}"


def test_the_line_has_times_full_paths_a_log_and_our_mark() -> None:
    assert cron_line(JOB, times("4h", jitter=137)) == (
        "17 2,6,10,14,18,22 * * * /opt/maang/bin/python -P -m maang sync "
        f">>/var/log/sync.log 2>&1 {MARK}"
    )


def test_a_percent_is_kept_from_cron() -> None:
    job = Job(("/opt/100%/python",), {}, Path("/log"))
    assert "/opt/100\\%/python" in cron_line(job, times("4h", jitter=0))


def test_the_shell_reads_what_was_meant(tmp_path: Path) -> None:
    log = tmp_path / "it's a log $HOME"
    job = Job(("/bin/echo", "a b", "$(id)", "'"), {"MAANG_HOME": "/x y"}, log)
    process.run(["/bin/sh", "-c", f"{job.shell()} {MARK}"], seconds=5, env={})
    assert log.read_text() == "a b $(id) '\n"


def test_a_path_with_a_line_break_is_refused() -> None:
    with pytest.raises(Invalid, match="line break"):
        cron_line(Job(("/bin/true",), {}, Path("/a\n* * * * * rm -rf")), times("4h", jitter=0))


def test_a_line_longer_than_cron_takes_is_refused() -> None:
    with pytest.raises(Invalid, match="cron takes 998"):
        cron_line(Job(("/bin/true", "x" * 1000), {}, Path("/log")), times("4h", jitter=0))


def test_where_things_are_is_carried_and_secrets_are_not() -> None:
    env = {
        "MAANG_HOME": "/m",
        "XDG_STATE_HOME": "/s",
        "MAANG_LEETCODE_SESSION_FILE": "/cookie",
        "MAANG_LEETCODE_USER": "ada",
        "MAANG_LEETCODE_SESSION": "secret",
        "MAANG_DATABASE_URL": "postgresql://a:b@c/d",
        "HOME": "/h",
    }
    assert set(carried(env)) == {
        "MAANG_HOME",
        "XDG_STATE_HOME",
        "MAANG_LEETCODE_SESSION_FILE",
        "MAANG_LEETCODE_USER",
    }


@given(crontabs)
def test_putting_in_and_taking_out_leaves_every_other_byte(crontab: bytes) -> None:
    assert replaced(replaced(crontab, LINE), None) == crontab


@given(crontabs)
def test_what_was_put_in_is_found(crontab: bytes) -> None:
    assert ours(replaced(crontab, LINE)) == LINE


def test_a_new_line_stands_where_the_old_one_was() -> None:
    before = f"# first\n{LINE}\n# last\n".encode()
    assert (
        replaced(before, f"5 1 * * * x {MARK}") == f"# first\n5 1 * * * x {MARK}\n# last\n".encode()
    )


def test_a_last_line_without_an_end_gets_one() -> None:
    assert replaced(b"0 4 * * * rsync", LINE) == f"0 4 * * * rsync\n{LINE}\n".encode()


def test_our_line_commented_out_is_somebody_elses() -> None:
    assert ours(f"# {LINE}\n".encode()) is None


def test_two_lines_of_ours_are_not_guessed_at() -> None:
    with pytest.raises(Conflict, match="2 lines of ours"):
        replaced(f"{LINE}\n{LINE}\n".encode(), LINE)


def test_two_lines_of_ours_are_taken_out_together() -> None:
    assert replaced(f"{LINE}\n#\n{LINE}\n".encode(), None) == b"#\n"


def test_the_units_quote_what_systemd_would_read_otherwise() -> None:
    job = Job(("/opt/a b/python", "$HOME", "50%"), {"MAANG_HOME": '/x "y'}, Path("/log"))
    unit = service_unit(job)
    assert 'ExecStart="/opt/a b/python" "$$HOME" "50%%"\n' in unit
    assert 'Environment="MAANG_HOME=/x \\"y"\n' in unit


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is missing")
@pytest.mark.parametrize("every", sorted(EVERY))
def test_systemd_understands_the_times(every: str) -> None:
    unit = timer_unit(times(every, jitter=137))
    calendar = re.search("OnCalendar=(.*)", unit)
    assert calendar is not None
    done = process.run(["systemd-analyze", "calendar", calendar[1]], seconds=20)
    assert done.code == 0, done.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is missing")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    job = Job(("/bin/sh", "-c", "a b"), {"MAANG_HOME": str(tmp_path)}, tmp_path / "log")
    (tmp_path / "maang-sync.service").write_text(service_unit(job))
    (tmp_path / "maang-sync.timer").write_text(timer_unit(times("4h", jitter=137)))
    done = process.run(
        ["systemd-analyze", "verify", *sorted(tmp_path.glob("maang-sync.*"))], seconds=30
    )
    assert (done.code, done.stderr) == (0, "")
