"""Changing the user's file: only what was asked, safely on disk, never half."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from maang.core.config.files import read_settings
from maang.core.config.settings import SETTINGS
from maang.core.config.writer import set_setting, unset_setting, write_atomically
from maang.core.errors import Conflict, Denied, Invalid, NotFound, Unavailable

COMMENTED = """\
# mine
zone = "UTC"  # at home

[review.minutes]
easy = 10 # quick
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config/maang/config.toml"


@pytest.fixture
def commented(file: Path) -> Path:
    file.parent.mkdir(parents=True)
    file.write_text(COMMENTED)
    return file


def test_the_first_setting_makes_the_file(file: Path) -> None:
    set_setting(file, name="day_start", text="5")
    assert file.read_text() == "day_start = 5\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("zone", "Europe/Paris", "Europe/Paris"),
        ("day_start", " 5 ", 5),
        ("review.minutes.hard", "60", 60),
        ("review.retention.problem", "0.85", 0.85),
        ("redis.enabled", "no", False),
        ("workspace", "~/code", "~/code"),
        ("redis.url", "redis://cache/0", "redis://cache/0"),
    ],
)
def test_a_value_is_written_in_its_type_and_the_rest_stays(
    commented: Path, name: str, text: str, said: object
) -> None:
    before = read_settings(commented)
    set_setting(commented, name=name, text=text)
    assert read_settings(commented) == {**before, name: said}


def test_every_default_can_be_written_and_taken_out_again(commented: Path) -> None:
    before = read_settings(commented)
    names = [name for name, each in SETTINGS.items() if each.facts.default is not None]
    names = [name for name in names if name not in before]
    for name in names:
        default = SETTINGS[name].facts.default
        text = str(default).lower() if isinstance(default, bool) else str(default)
        set_setting(commented, name=name, text=text)
    for name in names:
        unset_setting(commented, name=name)
    assert read_settings(commented) == before


def test_comments_stay(commented: Path) -> None:
    set_setting(commented, name="zone", text="Europe/Paris")
    set_setting(commented, name="review.minutes.easy", text="15")
    assert commented.read_text() == COMMENTED.replace("UTC", "Europe/Paris").replace("10", "15")


@pytest.mark.parametrize(
    "layout",
    [
        "review.minutes.easy = 10\n",
        "review = {minutes = {easy = 10}}\n",
        "[review]\nminutes.easy = 10\n",
        "[review.minutes]\neasy = 10\n[timer]\ncap = 5\n[review.retention]\nproblem = 0.8\n",
        '["review"."minutes"]\n"easy" = 10\n',
    ],
)
def test_whatever_way_the_file_is_laid_out_only_that_value_changes(file: Path, layout: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(layout)
    before = read_settings(file)
    set_setting(file, name="review.minutes.easy", text="15")
    assert read_settings(file) == {**before, "review.minutes.easy": 15}


def test_a_layout_that_cannot_be_edited_is_left_alone(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text('"timer.cap" = 5\n')
    with pytest.raises(Conflict):
        unset_setting(file, name="timer.cap")
    assert file.read_text() == '"timer.cap" = 5\n'


def test_a_value_where_a_group_belongs_is_left_alone(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("timer = 5\n")
    with pytest.raises(Conflict):
        set_setting(file, name="timer.cap", text="5")
    assert file.read_text() == "timer = 5\n"


def test_unset_takes_one_out(commented: Path) -> None:
    assert unset_setting(commented, name="zone")
    assert read_settings(commented) == {"review.minutes.easy": 10}


def test_unset_of_what_is_not_there_says_so(commented: Path) -> None:
    assert not unset_setting(commented, name="timer.cap")


def test_unset_without_a_file_makes_none(file: Path) -> None:
    assert not unset_setting(file, name="zone")
    assert not file.exists()


def test_an_unknown_name_is_not_found(file: Path) -> None:
    with pytest.raises(NotFound):
        set_setting(file, name="zome", text="UTC")


def test_a_wrong_value_changes_nothing(commented: Path) -> None:
    with pytest.raises(Invalid, match="day_start: expected a whole number from 0 to 12, not '25'"):
        set_setting(commented, name="day_start", text="25")
    assert commented.read_text() == COMMENTED


def test_a_password_is_refused(file: Path) -> None:
    with pytest.raises(Denied, match="no place for the password"):
        set_setting(file, name="database.url", text="postgresql://u:hunter2@db/maang")
    assert not file.exists()


def test_a_broken_file_is_refused_with_its_line_and_left_alone(commented: Path) -> None:
    commented.write_text("zone = UTC\n")
    with pytest.raises(Invalid, match="line 1"):
        set_setting(commented, name="day_start", text="5")
    assert commented.read_text() == "zone = UTC\n"


def test_the_file_is_for_the_person_alone(commented: Path) -> None:
    commented.chmod(0o644)
    set_setting(commented, name="day_start", text="5")
    assert stat.S_IMODE(commented.stat().st_mode) == 0o600


def test_a_link_to_a_file_elsewhere_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(COMMENTED)
    file.parent.mkdir(parents=True)
    file.symlink_to(real)
    set_setting(file, name="zone", text="Europe/Paris")
    assert (file.is_symlink(), read_settings(real)["zone"]) == (True, "Europe/Paris")


def test_nothing_is_left_beside_the_file(commented: Path) -> None:
    set_setting(commented, name="day_start", text="5")
    assert list(commented.parent.iterdir()) == [commented]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(commented: Path) -> None:
    commented.unlink()
    commented.mkdir()
    with pytest.raises(IsADirectoryError):
        write_atomically(commented, content=b"x")
    assert list(commented.parent.iterdir()) == [commented]


def test_a_place_that_is_no_directory_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "config").touch()
    with pytest.raises(Unavailable, match="cannot be written"):
        set_setting(tmp_path / "config/config.toml", name="day_start", text="5")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace shows what reaches the disk")
def test_the_content_is_on_disk_before_the_name_and_the_name_before_we_return(
    file: Path, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    program = (
        "import sys; from pathlib import Path; from maang.core.config.writer import set_setting;"
        "set_setting(Path(sys.argv[1]), name='day_start', text='5')"
    )
    strace = ["strace", "-y", "-e", "trace=fsync,rename,renameat,renameat2", "-o", str(trace)]
    subprocess.run([*strace, sys.executable, "-c", program, str(file)], check=True, timeout=60)
    calls = [line for line in trace.read_text().splitlines() if str(file.parent) in line]
    assert [line.partition("(")[0][:6] for line in calls] == ["fsync", "rename", "fsync"]
    assert f"<{file.parent}>" in calls[-1]
