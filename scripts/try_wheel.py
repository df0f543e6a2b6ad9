"""Build the wheel, install it into a clean environment far from here, and use it as a new user.

Exits 1 with the command, what was expected and what came instead; prints one line when all is
well. Nothing of this directory, of HOME or of the environment can help the installed package.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent

CARRIED = (
    "maang/_migrations/env.py",
    "maang/_migrations/versions/0001_first_schema.py",
    "maang/_compose/compose.yaml",
    "maang/data/models/minilm/LICENSE",
    "maang/data/models/minilm/NOTICE",
    "maang/data/models/minilm/SHA256SUMS",
    "maang/data/models/minilm/model.onnx",
    "maang/data/models/minilm/tokenizer.json",
    "maang/data/problems.csv",
    "maang/data/lists.csv",
)
"""What a wheel without which would start and then fail."""

SECONDS = 120
"""A command that takes longer hangs; the first one makes the database."""


class Unsound(Exception):
    """The wheel is not what it should be."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command, how it may end, and what its stdout must satisfy."""

    command: str
    holds: Callable[[str], bool]
    codes: tuple[int, ...] = (0,)


STEPS = (
    Step("--version", lambda out: out.startswith("maang ")),
    Step("--help", lambda out: "review" in out and "doctor" in out),
    Step("today --json", lambda out: len(json.loads(out)["next"]) > 0),
    Step("log two-sum --minutes 18 --json", lambda out: _slug(out) == "two-sum"),
    Step("log list --json", lambda out: len(json.loads(out)) == 1),
    Step("review due --json", lambda out: isinstance(json.loads(out), list)),
    Step("undo", lambda out: "taken back" in out and "two-sum" in out),
    Step("log list --json", lambda out: json.loads(out) == []),
    Step("doctor --json", lambda out: bool(json.loads(out)), codes=(0, 1)),
)
"""A first session, in its order."""

STOP = Step("down", lambda _out: True)


def main() -> int:
    """Build, install, use; the exit code."""
    with tempfile.TemporaryDirectory(prefix="maang-wheel-") as name:
        work = Path(name)
        try:
            wheel = build(work)
            inspect(wheel)
            program = install(wheel, work)
            with session(program, work) as run:
                for step in STEPS:
                    run(step)
        except Unsound as error:
            print(f"try_wheel: {error}", file=sys.stderr)
            return 1
        print(f"{wheel.name}: built, installed elsewhere, {len(STEPS)} commands as they should be")
        return 0


def build(work: Path) -> Path:
    """The wheel of this directory."""
    output = work / "dist"
    _python(sys.executable, "-m", "build", "--wheel", "--outdir", output, ROOT)
    (wheel,) = output.glob("*.whl")
    return wheel


def inspect(wheel: Path) -> None:
    """Raise Unsound for a wheel that lacks something, or carries what is nobody else's business."""
    names = zipfile.ZipFile(wheel).namelist()
    missing = [name for name in CARRIED if name not in names]
    if missing:
        raise Unsound(f"{wheel.name} lacks {', '.join(missing)}")
    foreign = [name for name in names if not name.startswith(("maang/", "maang-"))]
    if foreign:
        raise Unsound(f"{wheel.name} carries {', '.join(foreign)}")


def install(wheel: Path, work: Path) -> Path:
    """The program of a clean environment that holds nothing but the wheel and what it needs."""
    venv = work / "venv"
    _python(sys.executable, "-m", "venv", venv)
    constraints = ["--quiet", "--disable-pip-version-check", "--constraint"]
    _python(venv / "bin/python", "-m", "pip", "install", *constraints, _constraints(work), wheel)
    return venv / "bin" / "maang"


@contextmanager
def session(program: Path, work: Path) -> Iterator[Callable[[Step], None]]:
    """Runs steps with an empty HOME and a bare environment; the servers are stopped at the end."""
    home, elsewhere = work / "home", work / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    env = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

    def run(step: Step) -> None:
        argv = [str(program), *step.command.split()]
        try:
            done = subprocess.run(
                argv, capture_output=True, text=True, cwd=elsewhere, env=env, timeout=SECONDS
            )
        except subprocess.TimeoutExpired as error:
            raise Unsound(f"maang {step.command} took more than {SECONDS} s") from error
        _judge(step, done)

    try:
        yield run
    except Unsound:
        with suppress(Unsound):  # what went wrong first is what is told
            run(STOP)
        raise
    run(STOP)


def _judge(step: Step, done: "subprocess.CompletedProcess[str]") -> None:
    said = f"--- stdout\n{done.stdout}--- stderr\n{done.stderr}"
    if done.returncode not in step.codes:
        raise Unsound(f"maang {step.command} ended with {done.returncode}\n{said}")
    try:
        holds = step.holds(done.stdout)
    except (ValueError, KeyError, TypeError) as error:
        raise Unsound(f"maang {step.command}: cannot be read ({error!r})\n{said}") from error
    if not holds:
        raise Unsound(f"maang {step.command}: not what was expected\n{said}")


def _constraints(work: Path) -> Path:
    """The pinned versions, but not those of pip itself."""
    path = work / "constraints.txt"
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("pip==")))
    return path


def _python(*argv: str | Path) -> None:
    done = subprocess.run([str(part) for part in argv], capture_output=True, text=True, cwd="/")
    if done.returncode:
        shown = " ".join(str(part) for part in argv[1:4])
        raise Unsound(f"python {shown} failed\n{done.stdout[-2000:]}{done.stderr[-4000:]}")


def _slug(out: str) -> str:
    slug: str = json.loads(out)["attempt"]["problem"]["slug"]
    return slug


if __name__ == "__main__":
    sys.exit(main())
