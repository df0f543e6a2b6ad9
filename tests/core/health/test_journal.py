"""The application log: whole lines, private, rotated, without secrets."""

import json
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from maang.core.health.journal import JOURNAL, LARGEST, OLDER, Journal, Redaction

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)

WRITE_MANY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from maang.core.health.journal import Journal, Redaction
journal = Journal(Path(sys.argv[1]), Redaction(()))
for number in range(40):
    facts = {"who": sys.argv[2], "text": "x" * 20_000}
    journal.write("w", facts, at=datetime.now(UTC), failed=False)
"""


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "state", Redaction(()))


def lines(journal: Journal) -> list[dict[str, object]]:
    files = sorted(journal.directory.glob(f"{JOURNAL}*"), reverse=True)
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def test_an_event_is_a_line_of_json(journal: Journal) -> None:
    journal.write("failure", {"code": "invalid", "message": "é\n"}, at=AT, failed=True)

    (line,) = lines(journal)
    assert line["at"] == "2026-03-10T12:00:00+00:00"
    assert (line["level"], line["event"], line["message"]) == ("error", "failure", "é\n")


def test_only_the_owner_can_read_it(journal: Journal) -> None:
    journal.write("start", {}, at=AT, failed=False)

    assert stat.S_IMODE(journal.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.directory.stat().st_mode) == 0o700


def test_a_new_event_goes_to_the_end(journal: Journal) -> None:
    for event in ("start", "end"):
        journal.write(event, {}, at=AT, failed=False)

    assert [line["event"] for line in lines(journal)] == ["start", "end"]


def test_a_full_file_is_put_aside_and_only_two_of_them_are_kept(journal: Journal) -> None:
    for number in range(2 * (OLDER + 3)):
        journal.write("e", {"n": number, "text": "x" * (LARGEST // 2)}, at=AT, failed=False)

    files = sorted(file.name for file in journal.directory.iterdir())
    assert files == [JOURNAL, f"{JOURNAL}.1", f"{JOURNAL}.2"]
    assert lines(journal)[-1]["n"] == 2 * (OLDER + 3) - 1


def test_commands_at_once_write_whole_lines_and_lose_none(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", WRITE_MANY, str(tmp_path)]
    writers = [subprocess.Popen([*argv, who]) for who in "ab"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]

    written = lines(Journal(tmp_path, Redaction(())))
    assert [sum(line["who"] == who for line in written) for who in "ab"] == [40, 40]


def test_a_file_that_cannot_be_written_is_the_writers_to_judge(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")

    with pytest.raises(OSError, match="File exists"):
        Journal(tmp_path / "state", Redaction(())).write("e", {}, at=AT, failed=False)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("postgresql://me:s3cret@host/db", "postgresql://me:***@host/db"),
        ("no: s3cret was refused", "no: *** was refused"),
        ("decoded it is s3/cret", "decoded it is ***"),
        ("redis://:other@host", "redis://:***@host"),
        ("https://host/?x=1&access_token=abc&y=2", "https://host/?x=1&access_token=***&y=2"),
        ("host=h password=abc dbname=d", "host=h password=*** dbname=d"),
        ("problem two-sum: 18 min", "problem two-sum: 18 min"),
    ],
)
def test_secrets_are_masked_known_ones_and_those_that_look_it(said: str, written: str) -> None:
    known = ("postgresql://me:s3cret@host/db", "redis://:s3%2Fcret@other/0")

    assert Redaction(known)(said) == written


def test_every_text_of_a_line_is_redacted(tmp_path: Path) -> None:
    journal = Journal(tmp_path, Redaction(("redis://:s3cret@host",)))

    journal.write("failure", {"traceback": "File x\n  s3cret\n", "n": 1}, at=AT, failed=True)

    assert "s3cret" not in journal.file.read_text()
