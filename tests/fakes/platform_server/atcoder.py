"""AtCoder as kenkoooo's API gives it: oldest first, up to 500 from a second on."""

from typing import Any

from maang.core.sync.models import Verdict
from tests.fakes.platform_server.history import Submission
from tests.fakes.platform_server.world import Asked, Reply, World

PAGE = 500

SAID = {
    Verdict.ACCEPTED: "AC",
    Verdict.WRONG_ANSWER: "WA",
    Verdict.TIME_LIMIT: "TLE",
    Verdict.MEMORY_LIMIT: "MLE",
    Verdict.OUTPUT_LIMIT: "OLE",
    Verdict.RUNTIME_ERROR: "RE",
    Verdict.COMPILE_ERROR: "CE",
    Verdict.OTHER: "IE",
}

NAMES = {
    "python3": "Python (CPython 3.11.4)",
    "cpp": "C++ 20 (gcc 12.2)",
    "java": "Java (OpenJDK 17)",
    "golang": "Go (go 1.20.6)",
    "mysql": "SQL (SQLite 3)",
}


def submissions(asked: Asked, world: World) -> Reply:
    """GET …/v3/user/submissions?user=&from_second=. An unknown user has none."""
    query = asked.query
    if "user" not in query or not query.get("from_second", "").isdigit():
        return Reply({"message": "Bad Request"}, 400)
    if query["user"].lower() != world.user.lower():
        return Reply([])
    since = int(query["from_second"])
    rows = sorted(world.history, key=lambda one: (one.at, one.id))
    return Reply([_row(one, world.user) for one in rows if one.at >= since][:PAGE])


def _row(one: Submission, user: str) -> dict[str, Any]:
    contest = f"abc{one.problem.contest % 400:03}"
    return {
        "id": one.id,
        "epoch_second": one.at,
        "problem_id": f"{contest}_{one.problem.index.lower()}",
        "contest_id": contest,
        "user_id": user,
        "language": NAMES[one.language],
        "point": 100.0 if one.verdict is Verdict.ACCEPTED else 0.0,
        "length": len(one.code),
        "result": SAID[one.verdict],
        "execution_time": one.runtime_ms,
    }
