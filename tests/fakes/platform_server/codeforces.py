"""Codeforces: user.status, newest first, `from` counted from one, signed or not."""

import hashlib
import hmac
from typing import Any

from maang.core.sync.models import Verdict
from tests.fakes.platform_server.history import Submission
from tests.fakes.platform_server.world import Asked, Reply, World

SAID = {
    Verdict.ACCEPTED: "OK",
    Verdict.WRONG_ANSWER: "WRONG_ANSWER",
    Verdict.TIME_LIMIT: "TIME_LIMIT_EXCEEDED",
    Verdict.MEMORY_LIMIT: "MEMORY_LIMIT_EXCEEDED",
    Verdict.OUTPUT_LIMIT: "IDLENESS_LIMIT_EXCEEDED",
    Verdict.RUNTIME_ERROR: "RUNTIME_ERROR",
    Verdict.COMPILE_ERROR: "COMPILATION_ERROR",
    Verdict.OTHER: "CHALLENGED",
}

NAMES = {
    "python3": "PyPy 3-64",
    "cpp": "C++17 (GCC 7-32)",
    "java": "Java 21",
    "golang": "Go",
    "mysql": "Delphi 7",
}

GYM = 90_000
"""Contests above this belong to the gym."""

FIVE_MINUTES = 300


def user_status(asked: Asked, world: World) -> Reply:
    """GET /api/user.status?handle=&from=&count=[&apiKey=&time=&apiSig=]."""
    query = asked.query
    if "apiKey" in query and (said := _wrong_signature(query, world)):
        return _failed(said)
    if query.get("handle", "").lower() != world.user.lower():
        return _failed(f"handle: User with handle {query.get('handle')} not found")
    begin, count = int(query.get("from", 1)), int(query.get("count", 1_000_000))
    if begin < 1:
        return _failed("from: Field should be at least 1")
    rows = world.newest_first()[begin - 1 : begin - 1 + count]
    return Reply({"status": "OK", "result": [_row(one, world.user) for one in rows]})


def signature(query: dict[str, str], secret: str, rand: str) -> str:
    """The apiSig of a call: six characters of chance, then SHA-512 over call and secret."""
    call = "&".join(f"{name}={value}" for name, value in sorted(query.items()))
    text = f"{rand}/user.status?{call}#{secret}"
    return rand + hashlib.sha512(text.encode()).hexdigest()


def _wrong_signature(query: dict[str, str], world: World) -> str:
    given = query.get("apiSig", "")
    rest = {name: value for name, value in query.items() if name != "apiSig"}
    if query["apiKey"] != world.codeforces_key:
        return "apiKey: Incorrect API key"
    if not hmac.compare_digest(given, signature(rest, world.codeforces_secret, given[:6])):
        return "apiSig: Incorrect signature"
    if abs(float(query.get("time", 0)) - world.now()) > FIVE_MINUTES:
        return "time: Time is not within five minutes of ours"
    return ""


def _failed(comment: str) -> Reply:
    return Reply({"status": "FAILED", "comment": comment}, 400)


def _row(one: Submission, user: str) -> dict[str, Any]:
    problem: dict[str, Any] = {
        "contestId": one.problem.contest,
        "index": one.problem.index,
        "name": one.problem.title,
        "type": "PROGRAMMING",
        "tags": [each.lower() for each in one.problem.topics],
    }
    if one.problem.contest < GYM:
        problem |= {"points": 500.0, "rating": 800 + 100 * (one.problem.number % 20)}
    return {
        "id": one.id,
        "contestId": one.problem.contest,
        "creationTimeSeconds": one.at,
        "relativeTimeSeconds": 2147483647,
        "problem": problem,
        "author": {
            "contestId": one.problem.contest,
            "members": [{"handle": user}],
            "participantType": "PRACTICE",
            "ghost": False,
        },
        "programmingLanguage": NAMES[one.language],
        "verdict": SAID[one.verdict],
        "testset": "TESTS",
        "passedTestCount": one.passed,
        "timeConsumedMillis": one.runtime_ms or 0,
        "memoryConsumedBytes": 1024 * (one.memory_kb or 0),
    }
