"""The day's backup. Every command comes by here when it has answered, so this module imports next
to nothing."""

from maang.core.chores import Chore

DAILY = Chore(
    words=("db", "backup", "--daily"),
    every=20 * 3600.0,  # a little under a day, so that the hour of use may wander
    mark="backups/.daily",
    log="backup.log",
)
"""Of our own server only: where the database is elsewhere, there is nothing of ours to copy. One
that could not be begun shows as the age of the last backup in `doctor`."""
