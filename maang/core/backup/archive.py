"""One backup as one file: a plain tar with a manifest, checksums in the form of `sha256sum`, and
what `pg_dump` wrote. It appears whole or not at all, and is the owner's alone (0600)."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Any

from maang.core.backup.models import Contents, Manifest, TableFacts, Why
from maang.core.errors import Denied, Invalid, NotFound, Unavailable
from maang.core.plain import to_plain

FORMAT = 1
MANIFEST, SUMS, DUMP = "manifest.json", "SHA256SUMS", "database.dump"
BLOCK = 1 << 20
LARGEST_TEXT = 8 << 20
"""Bytes a manifest may have: a tenth of that describes ten thousand tables."""

UNTOUCHED = "nothing was changed; an older backup may be good: maang db verify FILE"


def checksum(file: Path) -> tuple[str, int]:
    """The SHA-256 of a file in hexadecimal, and its bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest(), os.fstat(stream.fileno()).st_size


def write(target: Path, *, dump: Path, manifest: Manifest) -> int:
    """Put a dump and what is known of it into `target`; how many bytes that has.

    Raises OSError; then whatever was there before is there still.
    """
    said = json.dumps({"format": FORMAT, "manifest": to_plain(manifest)}, indent=1).encode()
    sums = f"{hashlib.sha256(said).hexdigest()}  {MANIFEST}\n{manifest.sha256}  {DUMP}\n".encode()
    descriptor, made = mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(made)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w:", format=tarfile.USTAR_FORMAT) as tar:
                _add(tar, MANIFEST, io.BytesIO(said), len(said), manifest.made_at)
                _add(tar, SUMS, io.BytesIO(sums), len(sums), manifest.made_at)
                with dump.open("rb") as content:
                    _add(tar, DUMP, content, manifest.size, manifest.made_at)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync(target.parent)
    return target.stat().st_size


def read(file: Path) -> Manifest:
    """What an archive says of itself; its dump is not looked at.

    Raises NotFound, Denied, and Invalid for what is damaged or none of ours.
    """
    with _opened(file) as tar:
        return _manifest(file, tar)[0]


def extract(file: Path, *, to: Path) -> Manifest:
    """Write the dump to `to`, and give the manifest: both are as they were when it was made.

    Raises the same as `read`, and Unavailable when the disk will not take the dump.
    """
    with _opened(file) as tar:
        manifest, sums = _manifest(file, tar)
        content = _member(file, tar, DUMP)
        digest, size = hashlib.sha256(), 0
        with to.open("xb") as out:
            while block := content.read(BLOCK):
                digest.update(block)
                size += len(block)
                _take(out, block)
    if (digest.hexdigest(), size) != (manifest.sha256, manifest.size) or sums != manifest.sha256:
        raise damaged(file, "its dump is not what was written")
    return manifest


def damaged(file: Path, why: str) -> Invalid:
    """The error of an archive that cannot be trusted."""
    return Invalid(f"{file} is damaged: {why}", hint=UNTOUCHED)


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int, at: datetime) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(at.timestamp())
    tar.addfile(member, content)


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(file, mode="r:") as tar:
            yield tar
    except FileNotFoundError as error:
        raise NotFound(f"there is no {file}", hint="a backup's file: maang db backup") from error
    except PermissionError as error:
        raise Denied(f"{file} may not be read", hint=f"check who owns it: ls -l {file}") from error
    except (tarfile.TarError, EOFError, UnicodeError) as error:
        raise damaged(file, f"it is no whole archive of ours ({error})") from error
    except IsADirectoryError as error:
        raise Invalid(f"{file} is a directory", hint="name the backup's file") from error


def _manifest(file: Path, tar: tarfile.TarFile) -> tuple[Manifest, str]:
    """The manifest, and the checksum of the dump as the list of checksums has it."""
    said = _member(file, tar, MANIFEST).read(LARGEST_TEXT)
    lines = _member(file, tar, SUMS).read(LARGEST_TEXT).decode("ascii", "replace").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    if sums.get(MANIFEST) != hashlib.sha256(said).hexdigest():
        raise damaged(file, "its manifest is not what was written")
    try:
        return _parsed(json.loads(said)), sums.get(DUMP, "")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Invalid(
            f"{file} was made by another maang, or by none: its manifest is not understood",
            hint="upgrade maang: pip install --upgrade maang",
        ) from error


def _member(file: Path, tar: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        member = tar.getmember(name)
    except KeyError as error:
        raise Invalid(f"{file} is not a backup of maang: no {name}", hint=UNTOUCHED) from error
    content = tar.extractfile(member) if member.isreg() and not member.issparse() else None
    if content is None:  # a link, a device, a file of nothing but holes: none of ours
        raise Invalid(f"{file} is not a backup of maang: {name} is no file", hint=UNTOUCHED)
    return content


def _take(out: IO[bytes], block: bytes) -> None:
    try:
        out.write(block)
    except OSError as error:
        raise Unavailable(
            f"no room to unpack the backup: {error.strerror}",
            hint="free some space, then run the same command again; the data is untouched",
        ) from error


def _parsed(whole: dict[str, Any]) -> Manifest:
    if whole["format"] != FORMAT:
        raise ValueError(f"format {whole['format']}")
    said = whole["manifest"]
    held = said["contents"]
    tables = {
        str(name): TableFacts(int(facts["rows"]), str(facts["hash"]))
        for name, facts in held["tables"].items()
    }
    made_at = datetime.fromisoformat(said["made_at"])
    if made_at.tzinfo is None:
        raise ValueError("a moment without its zone")
    return Manifest(
        made_at=made_at,
        why=Why(said["why"]),
        maang=str(said["maang"]),
        sha256=str(said["sha256"]),
        size=int(said["size"]),
        contents=Contents(
            postgres=str(held["postgres"]),
            schema=str(held["schema"]),
            tables=tables,
            sequences={str(name): int(last) for name, last in held["sequences"].items()},
        ),
    )


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
