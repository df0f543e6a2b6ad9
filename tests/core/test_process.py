"""Other programs: a deadline, nothing of our secrets, and servers that outlive us."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from maang.core import process
from maang.core.errors import TimedOut, Unavailable


def test_a_program_is_given_its_input_and_its_output_is_kept() -> None:
    done = process.run(["cat"], seconds=10, stdin="straße")
    assert done == process.Finished(0, "straße", "")


def test_a_program_past_its_deadline_is_killed() -> None:
    with pytest.raises(TimedOut, match=r"sleep did not finish in 0\.1 s"):
        process.run(["sleep", "30"], seconds=0.1)


def test_a_program_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="cannot run no-such-program"):
        process.run(["no-such-program"], seconds=1)


def test_a_child_sees_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAANG_TOKEN", "hunter2")
    seen = process.run(["env"], seconds=10).stdout
    assert "PATH=" in seen
    assert "hunter2" not in seen


def test_a_program_the_person_works_in_sees_all_but_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MAANG_LEETCODE_SESSION", "hunter2")
    monkeypatch.setenv("VIMINIT", "set number")
    dump = "import json, os, sys; json.dump(dict(os.environ), open(sys.argv[1], 'w'))"

    assert process.attend([sys.executable, "-c", dump, tmp_path / "seen"]) == 0

    seen = json.loads((tmp_path / "seen").read_text())
    assert (seen["VIMINIT"], seen["PATH"]) == ("set number", os.environ["PATH"])
    assert [name for name in seen if name.startswith("MAANG_")] == []
    assert "hunter2" not in seen.values()


def test_a_detached_program_writes_to_its_log_in_a_session_of_its_own(tmp_path: Path) -> None:
    log = tmp_path / 'a log\'s "place"' / "log"
    code = "import os; print(os.getpid(), os.getsid(0), os.getcwd(), flush=True)"
    pid = process.spawn_detached([sys.executable, "-c", code], log=log)
    pid_said, session, directory = await_text(log).split()
    assert int(pid_said) == pid
    assert int(session) != os.getsid(0)
    assert directory == "/"


def test_a_detached_program_outlives_the_one_that_started_it(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from maang.core import process;"
        "print(process.spawn_detached(['sleep', '30'], log=Path(sys.argv[1])))"
    )
    argv = [sys.executable, "-W", "error", "-c", code, str(tmp_path / "log")]
    said = subprocess.run(argv, capture_output=True, text=True, check=True, timeout=20)
    pid = int(said.stdout)
    try:
        assert process.is_alive(pid)
    finally:
        os.kill(pid, signal.SIGKILL)


def test_a_zombie_is_not_alive() -> None:
    child = subprocess.Popen(["sleep", "30"])
    assert process.is_alive(child.pid)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not process.is_alive(child.pid)
    child.wait()


def test_what_never_was_is_not_alive() -> None:
    assert not process.is_alive(2**22 + 1)


def test_a_log_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="cannot start sleep"):
        process.spawn_detached(["sleep", "1"], log=tmp_path / "file" / "log")


def await_text(path: Path) -> str:
    deadline = time.monotonic() + 10
    while not path.read_text().endswith("\n"):
        assert time.monotonic() < deadline, "nothing was written"
        time.sleep(0.01)
    return path.read_text()
