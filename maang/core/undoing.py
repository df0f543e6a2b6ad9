"""How each kind of change is taken back: every feature's inverse, by the name of its step."""

from maang.core.activity.ports import Inverse
from maang.core.memory.models import RECALL, UNREMEMBER
from maang.core.notes.service import REMOVE as REMOVE_NOTE
from maang.core.notes.service import RESTORE as RESTORE_NOTE
from maang.core.notes.service import REVERT as REVERT_NOTE
from maang.core.notes.service import UndoNote
from maang.core.porting.service import (
    IMPORTED,
    REPLACED,
    TAKE_OUT,
    Foreign,
    Replaced,
    TakeOut,
)
from maang.core.practice.remembering import REMEMBER
from maang.core.practice.service import RELEASE, ReleaseTimer
from maang.core.practice.settling import SETTLE, SettleSittings, Settling
from maang.core.problems.service import (
    REMOVE_PROBLEM,
    RESTORE_LIST,
    RESTORE_PROBLEM,
    RestoreList,
    RestoreProblem,
)
from maang.core.remembering.service import Recall, RememberAttempt, Unremember
from maang.core.reviews.scheduler import Scheduler
from maang.core.reviews.service import (
    REFOLD,
    REFOLD_ALL,
    SUSPENSION,
    RefoldCard,
    RefoldEveryCard,
    RestoreSuspension,
)
from maang.core.standing.service import RemoveProblem
from maang.core.sync.service import TAKE_BACK, TakeBackRun
from maang.core.timers.service import REMOVE, RESTORE, RemoveTimer, RestoreTimer


def inverses(scheduler: Scheduler, settling: Settling) -> dict[str, Inverse]:
    """Every step that an activity may ask to be undone, and who undoes it."""
    note = UndoNote(settling.now)
    return {
        REFOLD: RefoldCard(scheduler),
        REFOLD_ALL: RefoldEveryCard(scheduler),
        SUSPENSION: RestoreSuspension(),
        RELEASE: ReleaseTimer(),
        REMEMBER: RememberAttempt(settling.now),
        REMOVE_NOTE: note,
        REVERT_NOTE: note,
        RESTORE_NOTE: note,
        UNREMEMBER: Unremember(settling.now),
        RECALL: Recall(settling.now),
        REMOVE_PROBLEM: RemoveProblem(),
        RESTORE_PROBLEM: RestoreProblem(),
        RESTORE_LIST: RestoreList(),
        REMOVE: RemoveTimer(),
        RESTORE: RestoreTimer(),
        SETTLE: SettleSittings(settling),
        TAKE_BACK: TakeBackRun(settling),
        TAKE_OUT: TakeOut(scheduler),
        IMPORTED: Foreign(),
        REPLACED: Replaced(),
    }
