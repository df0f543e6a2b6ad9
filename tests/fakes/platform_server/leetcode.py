"""LeetCode as its users find it: GraphQL with and without a cookie, and the older REST list."""

import re
from datetime import UTC, datetime
from typing import Any

from maang.core.sync.models import Verdict
from tests.fakes.platform_server.history import Submission
from tests.fakes.platform_server.world import Asked, Reply, World

RECENT = 20
"""All that can be seen without a cookie, whatever the limit."""

PAGE = 20

SAID = {
    Verdict.ACCEPTED: ("Accepted", 10),
    Verdict.WRONG_ANSWER: ("Wrong Answer", 11),
    Verdict.MEMORY_LIMIT: ("Memory Limit Exceeded", 12),
    Verdict.OUTPUT_LIMIT: ("Output Limit Exceeded", 13),
    Verdict.TIME_LIMIT: ("Time Limit Exceeded", 14),
    Verdict.RUNTIME_ERROR: ("Runtime Error", 15),
    Verdict.COMPILE_ERROR: ("Compile Error", 20),
    Verdict.OTHER: ("Internal Error", 16),
}
"""The word and the number of each verdict."""

NAMES = {"python3": "Python3", "cpp": "C++", "java": "Java", "golang": "Go", "mysql": "MySQL"}

FIELDS = {
    "recentAcSubmissionList": "id title titleSlug timestamp lang statusDisplay runtime memory url",
    "recentSubmissionList": "id title titleSlug timestamp statusDisplay lang",
    "submissionList": "lastKey hasNext submissions id lang langName time timestamp statusDisplay "
    "status runtime url isPending title memory titleSlug hasNotes",
    "userProgressQuestionList": "totalNum questions frontendId title titleSlug difficulty "
    "lastSubmittedAt numSubmitted questionStatus lastResult topicTags name slug",
    "submissionDetails": "id runtime runtimeDisplay runtimePercentile memory memoryDisplay "
    "memoryPercentile code timestamp statusCode user username lang name verboseName question "
    "questionId titleSlug notes topicTags runtimeError compileError lastTestcase codeOutput "
    "expectedOutput totalCorrect totalTestcases fullCodeOutput stdOutput",
    "userStatus": "isSignedIn username isPremium",
}
"""What may be asked of each query; anything else is an error, as with the real schema."""


def operation(body: bytes) -> str:
    """The queries a GraphQL body asks for, joined by `+`."""
    inside = body.decode(errors="replace").partition("{")[2].partition("{")[2]
    return "+".join(name for name in FIELDS if re.search(rf"\b{name}\b", inside))


def graphql(asked: Asked, world: World) -> Reply:
    """POST /graphql."""
    question = asked.json
    words = _words(question["query"])
    unknown = words - set(" ".join(FIELDS.values()).split()) - set(FIELDS) - {"__typename"}
    if unknown:
        said = f"Cannot query field '{min(unknown)}'"
        return Reply({"errors": [{"message": said}]}, 400)
    variables = question.get("variables") or {}
    data, errors = {}, []
    for name in asked.operation.split("+"):
        value, error = _query(name, variables, signed_in(asked, world), world)
        data[name] = _selected(value, words)
        errors += [{"message": error}] if error else []
    return Reply({"data": data, **({"errors": errors} if errors else {})})


def rest(asked: Asked, world: World) -> Reply:
    """GET /api/submissions/?offset=&limit=."""
    if not signed_in(asked, world):
        return Reply({"detail": "Authentication credentials were not provided."}, 403)
    offset, limit = int(asked.query.get("offset", 0)), int(asked.query.get("limit", PAGE))
    if world.rest_rows is not None and offset >= world.rest_rows:
        return Reply({"detail": "You do not have permission to perform this action."}, 403)
    rows, more = _page(world, offset, limit)
    dump = [_rest_row(one) for one in rows]
    return Reply({"submissions_dump": dump, "has_next": more, "last_key": ""})


def signed_in(asked: Asked, world: World) -> bool:
    """Whether the cookie is right; a POST needs the csrftoken twice, as Django does."""
    if asked.cookies.get("LEETCODE_SESSION") != world.session:
        return False
    if asked.method == "GET":
        return True
    return asked.cookies.get("csrftoken") == asked.headers.get("x-csrftoken") == world.csrf


def _query(name: str, variables: dict[str, Any], signed: bool, world: World) -> tuple[Any, str]:
    if name == "userStatus":
        who = world.user if signed else ""
        return {"isSignedIn": signed, "username": who, "isPremium": False if signed else None}, ""
    if name in ("recentAcSubmissionList", "recentSubmissionList"):
        if variables.get("username") != world.user:
            return None, "That user does not exist."
        wanted = [one for one in world.newest_first() if _shown(name, one)]
        return [_row(one) for one in wanted[: min(RECENT, variables.get("limit", RECENT))]], ""
    if not signed:
        return None, "User is not authenticated"
    if name == "submissionList":
        return _list(variables, world), ""
    if name == "submissionDetails":
        return _details(variables, world), ""
    return _progress(variables.get("filters") or {}, world), ""


def _shown(name: str, one: Submission) -> bool:
    return name == "recentSubmissionList" or one.verdict is Verdict.ACCEPTED


def _list(variables: dict[str, Any], world: World) -> dict[str, Any]:
    slug = variables.get("questionSlug") or variables.get("slug") or ""
    rows, more = _page(world, variables.get("offset", 0), variables.get("limit", PAGE), slug)
    return {"lastKey": None, "hasNext": more, "submissions": [_row(one) for one in rows]}


def _page(world: World, offset: int, limit: int, slug: str = "") -> tuple[list[Submission], bool]:
    rows = [one for one in world.newest_first() if slug in ("", one.problem.slug)]
    end = offset + min(limit, PAGE)
    return rows[offset:end], end < len(rows)


def _row(one: Submission) -> dict[str, Any]:
    said, number = SAID[one.verdict]
    return {
        "id": str(one.id),
        "title": one.problem.title,
        "titleSlug": one.problem.slug,
        "timestamp": str(one.at),
        "time": "3 weeks, 1 day",
        "status": number,
        "statusDisplay": said,
        "lang": one.language,
        "langName": NAMES[one.language],
        "runtime": _runtime(one),
        "memory": _memory(one),
        "url": f"/submissions/detail/{one.id}/",
        "isPending": "Not Pending",
        "hasNotes": False,
    }


def _rest_row(one: Submission) -> dict[str, Any]:
    return {
        "id": one.id,
        "question_id": one.problem.number + 1,
        "lang": one.language,
        "lang_name": NAMES[one.language],
        "time": "3 weeks, 1 day",
        "timestamp": one.at,
        "status": SAID[one.verdict][1],
        "status_display": SAID[one.verdict][0],
        "runtime": _runtime(one),
        "url": f"/submissions/detail/{one.id}/",
        "is_pending": "Not Pending",
        "title": one.problem.title,
        "memory": _memory(one),
        "code": one.code,
        "compare_result": "1" * one.passed + "0" * (one.total - one.passed),
        "title_slug": one.problem.slug,
        "has_notes": False,
        "flag_type": 1,
    }


def _details(variables: dict[str, Any], world: World) -> dict[str, Any] | None:
    wanted = variables.get("id") or variables.get("submissionId")
    one = next((each for each in world.history if str(each.id) == str(wanted)), None)
    if one is None:
        return None
    failed = one.failing_case is not None
    return {
        "id": one.id,
        "runtime": one.runtime_ms,
        "runtimeDisplay": _runtime(one),
        "runtimePercentile": 61.8 if one.runtime_ms is not None else None,
        "memory": None if one.memory_kb is None else one.memory_kb * 1024,
        "memoryDisplay": _memory(one),
        "memoryPercentile": 38.2 if one.memory_kb is not None else None,
        "code": one.code,
        "timestamp": one.at,
        "statusCode": SAID[one.verdict][1],
        "user": {"username": world.user},
        "lang": {"name": one.language, "verboseName": NAMES[one.language]},
        "question": {"questionId": str(one.problem.number + 1), "titleSlug": one.problem.slug},
        "notes": "",
        "topicTags": [],
        "runtimeError": "IndexError" if one.verdict is Verdict.RUNTIME_ERROR else None,
        "compileError": "expected ';'" if one.verdict is Verdict.COMPILE_ERROR else None,
        "lastTestcase": one.failing_case or "",
        "codeOutput": "7" if failed else "",
        "expectedOutput": "8" if failed else "",
        "totalCorrect": one.passed,
        "totalTestcases": one.total,
        "fullCodeOutput": None,
        "stdOutput": "",
    }


def _progress(filters: dict[str, Any], world: World) -> dict[str, Any]:
    tries: dict[str, list[Submission]] = {}
    for one in world.newest_first():
        tries.setdefault(one.problem.slug, []).append(one)
    rows = [_progress_row(each) for each in tries.values()]
    wanted = filters.get("questionStatus")
    rows = [row for row in rows if wanted in (None, row["questionStatus"])]
    skip = filters.get("skip", 0)
    return {"totalNum": len(rows), "questions": rows[skip : skip + filters.get("limit", 50)]}


def _progress_row(tries: list[Submission]) -> dict[str, Any]:
    newest, problem = tries[0], tries[0].problem
    solved = any(one.verdict is Verdict.ACCEPTED for one in tries)
    return {
        "frontendId": str(problem.number),
        "title": problem.title,
        "titleSlug": problem.slug,
        "difficulty": problem.difficulty,
        "lastSubmittedAt": _iso(newest.at),
        "numSubmitted": len(tries),
        "questionStatus": "SOLVED" if solved else "ATTEMPTED",
        "lastResult": {Verdict.ACCEPTED: "AC", Verdict.WRONG_ANSWER: "WA"}.get(
            newest.verdict, "RE"
        ),
        "topicTags": [
            {"name": each, "slug": each.lower().replace(" ", "-")} for each in problem.topics
        ],
    }


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


def _runtime(one: Submission) -> str:
    return "N/A" if one.runtime_ms is None else f"{one.runtime_ms} ms"


def _memory(one: Submission) -> str:
    return "N/A" if one.memory_kb is None else f"{one.memory_kb / 1024:.1f} MB"


def _words(query: str) -> set[str]:
    inside = re.sub(r"\([^()]*\)", " ", query.partition("{")[2])
    return set(re.findall(r"\w+", inside))


def _selected(value: Any, words: set[str]) -> Any:
    if isinstance(value, list):
        return [_selected(each, words) for each in value]
    if isinstance(value, dict):
        return {name: _selected(each, words) for name, each in value.items() if name in words}
    return value
