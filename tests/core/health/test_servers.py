"""The states of servers as findings."""

from pathlib import Path

import pytest

from maang.core.health.models import Level
from maang.core.health.servers import is_down, postgres_programs, states, valkey_program
from maang.core.servers.models import ServerState, ServerStatus

LOGS = Path("/logs")


@pytest.mark.parametrize(
    ("status", "level", "down"),
    [
        (ServerStatus("valkey", ServerState.RUNNING), Level.OK, False),
        (ServerStatus("valkey", ServerState.EXTERNAL), Level.OK, False),
        (ServerStatus("valkey", ServerState.STOPPED), Level.NOTE, True),
        (ServerStatus("valkey", ServerState.ABSENT), Level.NOTE, False),
        (ServerStatus("postgres", ServerState.ABSENT), Level.NOTE, True),
        (ServerStatus("valkey", ServerState.ABSENT, detail="switched off"), Level.OK, False),
        (ServerStatus("valkey", ServerState.BROKEN, detail="no"), Level.PROBLEM, True),
    ],
)
def test_each_state_has_its_weight(status: ServerStatus, level: Level, down: bool) -> None:
    (finding,) = states([status], log_dir=LOGS)

    assert finding.level is level
    assert is_down(status) is down


def test_a_broken_server_of_ours_says_why_and_where_its_log_is() -> None:
    broken = ServerStatus("postgres", ServerState.BROKEN, data_dir=Path("/d"), detail="no answer")

    (finding,) = states([broken], log_dir=LOGS)

    assert finding.what == "no answer"
    assert "/logs/postgres.log" in str(finding.advice)


def test_a_socket_path_too_long_for_some_systems_is_a_problem() -> None:
    status = ServerStatus(
        "postgres", ServerState.RUNNING, data_dir=Path("/d"), where="/" + "d" * 103
    )

    _, socket = states([status], log_dir=LOGS)

    assert (socket.about, socket.level) == ("socket", Level.PROBLEM)


def test_the_programs_of_the_wheels_are_here_and_may_be_run() -> None:
    assert (postgres_programs().level, valkey_program().level) == (Level.OK, Level.OK)
