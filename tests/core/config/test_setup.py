"""The settings everybody has an opinion on."""

from datetime import date
from pathlib import Path

import pytest

from maang.core.config.files import read_settings
from maang.core.config.paths import Paths
from maang.core.config.setup import NOTHING, QUESTIONS, Setup
from maang.core.errors import Invalid

TODAY = date(2026, 3, 10)


@pytest.fixture
def setup(home: Path, paths: Paths) -> Setup:
    return Setup({"TZ": "Europe/Paris"}, home, paths)


def test_what_holds_is_there_to_be_shown_before_anything_is_asked(setup: Setup) -> None:
    present = {shown.name: shown.value for shown in setup.present()}

    assert list(present) == list(QUESTIONS)
    assert (present["zone"], present["day_start"], present["company"]) == (
        "Europe/Paris",
        "4",
        None,
    )


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("zone", "Paris"),
        ("day_start", "13"),
        ("list", "My List"),
        ("language", "cobol"),
        ("interview_date", "soon"),
        ("interview_date", "2026-03-09"),
    ],
)
def test_an_answer_that_will_not_do_is_refused(setup: Setup, name: str, answer: str) -> None:
    with pytest.raises(Invalid):
        setup.check(name, answer, today=TODAY)


def test_an_interview_may_be_today(setup: Setup) -> None:
    setup.check("interview_date", "2026-03-10", today=TODAY)

    written = setup.write({"interview_date": "2026-03-10"}, then=())
    assert written.written == ("interview_date",)


def test_only_what_was_answered_is_written(setup: Setup, paths: Paths) -> None:
    setup.write({"company": "google", "day_start": "5"}, then=())

    assert read_settings(paths.config_file) == {"company": "google", "day_start": 5}


def test_a_dash_takes_a_setting_away(setup: Setup, paths: Paths) -> None:
    setup.write({"company": "google", "day_start": "5"}, then=())

    setup.write({"company": NOTHING}, then=())

    assert read_settings(paths.config_file) == {"day_start": 5}


def test_without_answers_nothing_is_written(setup: Setup, paths: Paths) -> None:
    assert setup.write({}, then=("maang today",)).written == ()
    assert not paths.config_file.exists()


def test_a_dry_run_shows_what_would_hold_and_writes_nothing(setup: Setup, paths: Paths) -> None:
    shown = setup.write({"company": "google"}, then=(), dry_run=True)

    assert {each.name: each.value for each in shown.settings}["company"] == "google"
    assert (shown.written, paths.config_file.exists()) == ((), False)
