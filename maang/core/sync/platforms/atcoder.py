"""AtCoder, through the unofficial API of AtCoder Problems: oldest first, from a second on.

Its crawler lags and rejudges, so every run reads again what came in the day before the cursor.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from maang.core.cleaning import safe_line
from maang.core.errors import NotConfigured
from maang.core.sync.access import Access
from maang.core.sync.models import Cursor, RemotePage, RemoteProblem, RemoteSubmission, Verdict
from maang.core.sync.platforms.clients import Clients
from maang.core.sync.platforms.coverage import is_of
from maang.core.sync.platforms.languages import language_of
from maang.core.sync.platforms.limiter import Pace
from maang.core.sync.platforms.shapes import Part
from maang.core.sync.platforms.transport import Site

NAME = "AtCoder"
LOGIN = "maang login atcoder"
SITE = Site(NAME, "https://kenkoooo.com", Pace(requests=1, seconds=1.2), LOGIN)
"""They ask for more than a second between two questions."""

PATH = "/atcoder/atcoder-api/v3/user/submissions"

LAG = timedelta(days=1)
"""How much later than its time a submission may appear."""

FULL_PAGE = 500

NOBODY = "AtCoder Problems shows no submission of that user: is the name right?"

_VERDICTS = {
    "AC": Verdict.ACCEPTED,
    "WA": Verdict.WRONG_ANSWER,
    "TLE": Verdict.TIME_LIMIT,
    "MLE": Verdict.MEMORY_LIMIT,
    "OLE": Verdict.OUTPUT_LIMIT,
    "RE": Verdict.RUNTIME_ERROR,
    "CE": Verdict.COMPILE_ERROR,
}

_UNSETTLED = ("WJ", "WR")
"""Waiting for the judge, or to be judged again; `3/21 TLE` is one that is being judged."""


class AtCoder:
    """AtCoder; a user name, and nothing secret."""

    name: ClassVar[str] = "atcoder"

    def __init__(self, access: Access) -> None:
        self._access = access
        self._clients = Clients(SITE, access)

    @property
    def waited_seconds(self) -> float:
        """Seconds slept so far."""
        return self._clients.waited_seconds

    def pages(self, *, cursor: Cursor | None, full: bool) -> Iterator[RemotePage]:
        """As `Platform.pages`. Raises NotConfigured without a user name.

        The API does not tell a wrong name from one without submissions; a note says so.
        """
        user = self._access.user_name
        if not user:
            raise NotConfigured("AtCoder needs your user name", hint=f"`{LOGIN} --user NAME`")
        mark = _begin(cursor or {}, user, full=full)
        second = max(0, mark.second - int(LAG.total_seconds()))
        with self._clients.open() as client:
            while True:
                reply = client.get(PATH, params={"user": user, "from_second": second}).value
                rows = rows_of(reply)
                new = tuple(each for each in rows if each.external_id not in mark.recent)
                count, last = len(reply), _last_second(reply, otherwise=second)
                mark = mark.after(rows, second=last)
                ended = last == second or (count < FULL_PAGE and not new)
                now = {"user": user, "full": full and not ended, **mark.to_plain()}
                notes = () if count or mark.recent or mark.second else (NOBODY,)
                yield RemotePage(new, reply, now, notes=notes, seen=count - len(new))
                if ended:
                    return
                second = last

    def read(self, raw: Any) -> RemotePage:
        """As `Replayable.read`."""
        return RemotePage(rows_of(raw), raw, {})


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far was read: the last second, and the ids of the day before it with their seconds."""

    second: int
    recent: Mapping[str, int]

    def after(self, rows: tuple[RemoteSubmission, ...], *, second: int) -> "_Mark":
        latest = max(self.second, second)
        since = latest - int(LAG.total_seconds())
        seen = {**self.recent, **{each.external_id: _unix(each.at) for each in rows}}
        return _Mark(latest, {key: at for key, at in seen.items() if at >= since})

    def to_plain(self) -> dict[str, Any]:
        return {"second": self.second, "recent": dict(self.recent)}


def rows_of(reply: Any) -> tuple[RemoteSubmission, ...]:
    """The judged rows of a reply, each once (rules). Raises SchemaChanged."""
    read = (_submission(part) for part in Part(reply, name=NAME).rows())
    return tuple({each.external_id: each for each in read if each is not None}.values())


def _submission(part: Part) -> RemoteSubmission | None:
    said = safe_line(part["result"].filled())
    verdict = _VERDICTS.get(said, Verdict.OTHER)
    if said in _UNSETTLED or "/" in said:
        return None
    runtime = part.get("execution_time")
    slug, contest = safe_line(part["problem_id"].filled()), safe_line(part["contest_id"].filled())
    return RemoteSubmission(
        platform=AtCoder.name,
        external_id=str(part["id"].digits()),
        problem=RemoteProblem(
            AtCoder.name, slug, url=f"https://atcoder.jp/contests/{contest}/tasks/{slug}"
        ),
        verdict=verdict,
        said=said,
        at=part["epoch_second"].moment(),
        language=language_of(part["language"].text()),
        runtime_ms=runtime.digits() if runtime else None,
    )


def _last_second(reply: Any, *, otherwise: int) -> int:
    rows = Part(reply, name=NAME).rows()
    return max((row["epoch_second"].digits() for row in rows), default=otherwise)


def _begin(cursor: Mapping[str, Any], user: str, *, full: bool) -> _Mark:
    second, recent = cursor.get("second"), cursor.get("recent")
    if not is_of(cursor, user) or (full and not cursor.get("full")):
        return _Mark(0, {})
    if not isinstance(second, int) or not isinstance(recent, dict):
        return _Mark(0, {})
    return _Mark(second, recent)


def _unix(moment: datetime) -> int:
    return int(moment.timestamp())
