"""The system's zone, on systems that say it in different ways."""

from pathlib import Path

import pytest

from maang.core.config.zones import system_zone


@pytest.mark.parametrize(
    ("variable", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        (":Asia/Tokyo", "Asia/Tokyo"),
        ("/usr/share/zoneinfo/America/Lima", "America/Lima"),
        (":/usr/share/zoneinfo/posix/America/Lima", "America/Lima"),
    ],
)
def test_tz_counts_first(variable: str, zone: str, tmp_path: Path) -> None:
    assert system_zone({"TZ": variable}, etc=tmp_path) == (zone, "TZ")


@pytest.mark.parametrize(
    "target",
    [
        "/usr/share/zoneinfo/Europe/Paris",
        "../usr/share/zoneinfo/Europe/Paris",
        "/var/db/timezone/zoneinfo/Europe/Paris",
    ],
)
def test_else_the_link_says_it(target: str, tmp_path: Path) -> None:
    (tmp_path / "localtime").symlink_to(target)
    assert system_zone({}, etc=tmp_path) == ("Europe/Paris", str(tmp_path / "localtime"))


def test_else_the_file_says_it(tmp_path: Path) -> None:
    (tmp_path / "localtime").write_bytes(b"TZif2")
    (tmp_path / "timezone").write_text("Europe/Oslo\n")
    assert system_zone({}, etc=tmp_path) == ("Europe/Oslo", str(tmp_path / "timezone"))


@pytest.mark.parametrize("variable", ["", "CET-1CEST,M3.5.0", "Nowhere/Atall", "../passwd", "a\0b"])
def test_a_tz_that_names_no_zone_is_passed_over(variable: str, tmp_path: Path) -> None:
    (tmp_path / "timezone").write_text("Europe/Oslo")
    assert system_zone({"TZ": variable}, etc=tmp_path)[0] == "Europe/Oslo"


def test_the_last_resort_is_utc(tmp_path: Path) -> None:
    assert system_zone({}, etc=tmp_path) == ("UTC", "")
