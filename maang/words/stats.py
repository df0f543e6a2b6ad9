"""(rules) Where one stands, in plain English."""

from maang.core.stats.models import Elsewhere
from maang.words.common import plural

KINDS = {
    "push": ("push", "pushes"),
    "contributions": ("contribution", "contributions"),
    "pull_request": ("pull request", "pull requests"),
    "review": ("code review", "code reviews"),
    "create": ("new branch or repository", "new branches and repositories"),
}
"""One and several of a kind of activity; any other kind is called as its platform calls it."""


def elsewhere(value: Elsewhere) -> str:
    """A line on what was done on a platform: `github: 12 pushes on 4 days`."""
    own = value.kind.replace("_", " ")
    one, several = KINDS.get(value.kind, (own, f"{own}s"))
    counted = f"{value.count} {one if value.count == 1 else several}"
    return f"{value.platform}: {counted} on {plural(value.days, 'day')}"
