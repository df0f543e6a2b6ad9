"""The disk full while somebody logs: plain words and exit 6, the settings keep their old file,
nothing acknowledged is lost, and once there is room everything works again."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.client import a_client
from tests.faults.ground import PATIENT, Ground, judge, wait
from tests.faults.record import Fault, Tally
from tests.programs import Program
from tests.servers_fixture import short_directory

SIZE = "400m"
ENOUGH_REFUSED = 3


def run(_ground: Ground, n: int) -> Tally:
    """Fill it `n` times."""
    return _filled(n, prefix="full-")


def control(_ground: Ground) -> Tally:
    """The same under a client that acknowledges before it commits."""
    return _filled(1, "early", prefix="full-early-")


def needs() -> str | None:
    """What is missing to fill a disk."""
    if os.geteuid() != 0:
        return "a disk to fill takes root"
    with short_directory() as place:
        try:
            with _small_disk(place):
                return None
        except subprocess.CalledProcessError:
            return "a disk to fill takes root and mount"


def _filled(n: int, *options: str, prefix: str) -> Tally:
    tally = Tally()
    with short_directory() as home, _small_disk(home):
        ground = Ground(Program(home, PATIENT))
        try:
            for number in range(n):
                _fill_once(ground, f"{prefix}{number}-", options, tally)
        finally:
            ground.program("down")
    return tally


def _fill_once(ground: Ground, prefix: str, options: tuple[str, ...], tally: Tally) -> None:
    ground.program("today")
    ground.program("config", "set", "day_start", "5")
    with a_client(ground, prefix, *options) as client:
        wait(client.told, what="the first acknowledgement")
        filler = _fill(ground.program.home)
        if options:  # it never needs the disk: it does not commit
            client.kill()
        else:
            wait(lambda: len(client.refused()) >= ENOUGH_REFUSED, what="a refusal")
            _settings_stay(ground, tally)
            client.kill()
        filler.unlink()
        told, refused, said = client.told(), client.refused(), client.errors.read_text()
    tally.n += 1
    tally.broken += [f"a log ended with {code}" for code in sorted({*refused} - {6, 7})]
    tally.broken += ["a traceback"] if "Traceback" in said else []
    began = time.monotonic()
    done = ground.program("log", "two-sum", "--again", "--note", f"{prefix}after")
    tally.recoveries.append(time.monotonic() - began)
    if done.code != 0:
        tally.broken.append(f"with room again, a log ended with {done.code}: {done.err}")
    judge(ground.url, [*told, f"{prefix}after"], tally, prefix=prefix)


def _settings_stay(ground: Ground, tally: Tally) -> None:
    """What is written to a file is written whole, or not at all."""
    refused = ground.program("config", "set", "zone", "Europe/Paris")
    kept = ground.program("config", "get", "day_start")
    if refused.code not in (0, 6) or kept.out.strip() != "5":
        tally.broken.append(f"settings on a full disk: {refused.code}, {kept.out!r}")


def _fill(home: Path) -> Path:
    """Take every byte there is."""
    filler = home / "filler"
    with filler.open("wb", buffering=0) as stream:
        for size in (1 << 20, 4096, 1):
            block = bytes(size)
            try:
                while stream.write(block):
                    pass
            except OSError:
                continue
    return filler


@contextmanager
def _small_disk(place: Path) -> Iterator[None]:
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "tmpfs", str(place)]
    subprocess.run(mount, check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


FAULT = Fault(
    "disk-full",
    "the disk full while logging",
    run,
    control,
    "acknowledged before the commit",
    full=5,
    short=1,
    needs=needs,
)
