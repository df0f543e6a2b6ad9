"""An archive: whole, the owner's alone, and nothing damaged or foreign gets through."""

import dataclasses
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maang.core.backup import archive
from maang.core.backup.models import Contents, Manifest, TableFacts, Why
from maang.core.errors import Invalid, MaangError, NotFound

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
CONTENT = b"PGDMP" + bytes(range(256)) * 8


def manifest(content: bytes = CONTENT) -> Manifest:
    tables = {"public.attempts": TableFacts(3, "ab" * 16)}
    held = Contents("18.4", "0001", tables, {"public.attempts_seq_seq": 3})
    digest = hashlib.sha256(content).hexdigest()
    return Manifest(NOON, Why.BY_HAND, "0.1.0", digest, len(content), held)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A good archive."""
    dump = tmp_path / "dump"
    dump.write_bytes(CONTENT)
    archive.write(tmp_path / "good.maang", dump=dump, manifest=manifest())
    dump.unlink()
    return tmp_path / "good.maang"


def test_what_was_written_is_read_again(file: Path, tmp_path: Path) -> None:
    found = archive.extract(file, to=tmp_path / "out")

    assert found == archive.read(file) == manifest()
    assert (tmp_path / "out").read_bytes() == CONTENT


def test_only_the_owner_may_read_it(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600


def test_it_can_be_checked_with_ordinary_tools(file: Path, tmp_path: Path) -> None:
    script = f"tar xf {file} && sha256sum -c --quiet SHA256SUMS"

    assert subprocess.run(["sh", "-c", script], cwd=tmp_path, timeout=60).returncode == 0


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_is_found_or_changes_nothing(
    file: Path, tmp_path: Path, at: float, bit: int
) -> None:
    raw = bytearray(file.read_bytes())
    raw[int(at * len(raw))] ^= 1 << bit
    bad, out = tmp_path / "bad.maang", tmp_path / "out"
    bad.write_bytes(raw)
    out.unlink(missing_ok=True)

    try:
        found = archive.extract(bad, to=out)
    except Invalid:
        return
    assert (found, out.read_bytes()) == (manifest(), CONTENT)  # it hit what fills the blocks


def test_a_flipped_bit_in_the_dump_is_found(file: Path, tmp_path: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[raw.index(b"PGDMP") + 700] ^= 1
    file.write_bytes(raw)

    with pytest.raises(Invalid, match="not what was written"):
        archive.extract(file, to=tmp_path / "out")


def test_a_flipped_bit_in_the_manifest_is_found(file: Path) -> None:
    raw = file.read_bytes().replace(b'"rows": 3', b'"rows": 2')
    file.write_bytes(raw)

    with pytest.raises(Invalid, match="manifest"):
        archive.read(file)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.99])
def test_a_truncated_file_is_found(file: Path, tmp_path: Path, share: float) -> None:
    end = file.read_bytes().index(CONTENT) + len(CONTENT)  # what follows only fills the block
    os.truncate(file, int(end * share))

    with pytest.raises(Invalid):
        archive.extract(file, to=tmp_path / "out")


def test_a_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taxes.pdf").write_bytes(b"%PDF-1.7 " * 2000)

    with pytest.raises(Invalid):
        archive.read(tmp_path / "taxes.pdf")


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        archive.read(tmp_path / "absent")


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MaangError):
        archive.read(tmp_path)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_a_member_that_is_no_file_is_refused(tmp_path: Path, kind: bytes) -> None:
    file = tmp_path / "trap.maang"
    with tarfile.open(file, "w:") as tar:
        member = tarfile.TarInfo(archive.MANIFEST)
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)

    with pytest.raises(Invalid, match="is no file"):
        archive.read(file)


def test_a_manifest_of_another_shape_asks_for_another_maang(tmp_path: Path) -> None:
    file, said = tmp_path / "new.maang", b'{"format": 2}'
    sums = f"{hashlib.sha256(said).hexdigest()}  {archive.MANIFEST}".encode()
    with tarfile.open(file, "w:") as tar:
        for name, content in ((archive.MANIFEST, said), (archive.SUMS, sums)):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))

    with pytest.raises(Invalid, match="another maang"):
        archive.read(file)


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(file: Path) -> None:
    before = file.read_bytes()
    longer = dataclasses.replace(manifest(), size=len(CONTENT) + 1)
    dump = file.parent / "dump"
    dump.write_bytes(CONTENT)

    with pytest.raises(OSError, match="unexpected end"):
        archive.write(file, dump=dump, manifest=longer)

    assert file.read_bytes() == before
    assert sorted(each.name for each in file.parent.iterdir()) == ["dump", "good.maang"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace shows what reaches the disk")
def test_it_is_on_disk_before_it_has_its_name(tmp_path: Path) -> None:
    (tmp_path / "dump").write_bytes(CONTENT)
    program = (
        "import sys; from pathlib import Path; from maang.core.backup import archive;"
        "from tests.core.backup.test_archive import manifest; here = Path(sys.argv[1]);"
        "archive.write(here / 'a.maang', dump=here / 'dump', manifest=manifest())"
    )
    trace = tmp_path / "trace"
    strace = ["strace", "-y", "-e", "trace=fsync,rename,renameat,renameat2", "-o", str(trace)]
    argv = [*strace, sys.executable, "-c", program, str(tmp_path)]
    subprocess.run(argv, check=True, timeout=60, cwd=Path(__file__).parents[3])
    calls = [line for line in trace.read_text().splitlines() if str(tmp_path) in line]

    assert [line.partition("(")[0] for line in calls] == ["fsync", "rename", "fsync"]
