"""What makes of a database's own account a finding."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from maang.core.db.revision import HEAD
from maang.core.health.database import findings
from maang.core.health.models import Finding, Level, Look
from maang.core.problems.catalogue import EDITION

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)

SOUND = Look("18.4", HEAD, EDITION, "0.8.1", "0.8.1", NOW, NOW - timedelta(hours=1))


def found(look: Look, about: str) -> Finding:
    return next(finding for finding in findings(look, now=NOW) if finding.about == about)


def test_a_sound_database_has_nothing_to_do() -> None:
    assert {finding.level for finding in findings(SOUND, now=NOW)} == {Level.OK}


@pytest.mark.parametrize(
    ("about", "look", "level", "words"),
    [
        ("pgvector", replace(SOUND, vector_installed=None), Level.OK, "available"),
        ("pgvector", replace(SOUND, vector_installed="0.10.0"), Level.OK, "0.10.0"),
        ("pgvector", replace(SOUND, vector_installed="0.7.4"), Level.PROBLEM, "too old"),
        (
            "pgvector",
            replace(SOUND, vector_installed=None, vector_available=None),
            Level.PROBLEM,
            "does not have",
        ),
        ("schema", replace(SOUND, revision=None), Level.NOTE, "empty"),
        ("schema", replace(SOUND, revision="0000"), Level.NOTE, "0000"),
        ("schema", replace(SOUND, revision="9999"), Level.PROBLEM, "newer maang"),
        ("catalogue", replace(SOUND, catalogue="old.1"), Level.NOTE, "old.1"),
        ("catalogue", replace(SOUND, catalogue=None), Level.NOTE, "not loaded"),
        ("clock", replace(SOUND, now=NOW + timedelta(minutes=2)), Level.PROBLEM, "120 s"),
        ("clock", replace(SOUND, now=NOW + timedelta(seconds=2)), Level.OK, "agrees"),
        ("clock", replace(SOUND, newest=NOW + timedelta(days=1)), Level.PROBLEM, "went back"),
        ("clock", replace(SOUND, newest=None), Level.OK, "agrees"),
    ],
)
def test_each_way_to_be_unsound_is_found(about: str, look: Look, level: Level, words: str) -> None:
    finding = found(look, about)

    assert finding.level is level
    assert words in finding.what
    assert (finding.advice is None) == (level is Level.OK)
