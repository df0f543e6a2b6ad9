"""Reading a played platform with a core, and looking at what stands afterwards."""

from dataclasses import replace

from maang.core.bootstrap import Core
from maang.core.practice.models import Attempt, AttemptFilter
from tests.fakes.recorded import OneByOne, Recorded


def plug(core: Core, platform: Recorded) -> Recorded:
    """Make `core` read that platform as leetcode, page by page."""
    core.__dict__["sources"] = OneByOne({"leetcode": platform})
    core.__dict__.pop("sync", None)
    core.__dict__["sync"] = replace(core.sync, together=0.0)
    return platform


def attempts(core: Core) -> list[Attempt]:
    """All that stand, newest first."""
    return core.practice.attempts(AttemptFilter(), limit=1000)


def ratings(core: Core) -> list[tuple[str, int]]:
    """Every answer that stands: problem and rating, oldest first."""
    with core.db.read() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT p.slug, r.rating FROM live_reviews r JOIN review_cards c ON c.id = r.card_id"
            " JOIN problems p ON p.id = c.problem_id ORDER BY r.reviewed_at, r.seq"
        )
        return [(slug, rating) for slug, rating in rows]
