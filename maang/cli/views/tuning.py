"""(rules) What fitting came to → what the person reads."""

from maang.core.tuning.models import Optimized
from maang.words.common import plural


def optimized(value: Optimized) -> str:
    """Both figures before and after, and what became of them."""
    lines = [
        f"{plural(value.reviews, 'review')}; the newest {value.held_out} were only predicted",
        "                  before   after  (less is better)",
        f"log loss         {value.before.log_loss:7.4f} {value.after.log_loss:7.4f}",
        f"RMSE (bins)      {value.before.rmse:7.4f} {value.after.rmse:7.4f}",
    ]
    if not value.adopted:
        return "\n".join([*lines, "not adopted: only what improves both is"])
    moved = f"{value.moved} of {plural(value.cards, 'card')} moved, {value.due_now} due now"
    return "\n".join([*lines, f"adopted; {moved} (`maang undo` takes it back)"])
