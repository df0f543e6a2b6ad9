"""(rules) Whether meanings can be compared, and who words the answers of `ask`."""

from maang.core.embedding.models import DEFAULT
from maang.core.embedding.models import Checked as Embedder
from maang.core.health.models import Finding, fine, note, problem
from maang.core.llm.models import Checked as Model

OURS = f"maang config set embedder {DEFAULT}"


def embedder(found: Embedder, *, dimensions: int) -> Finding:
    """Whether texts can be turned into vectors, of the size that memory holds."""
    about = "embedder"
    if found.problem:
        what = f"{found.problem}; memory is searched by words only"
        return problem(about, what, found.hint or OURS)
    if found.dimensions is None:
        return fine(about, f"{found.name}: installed, not tried here")
    if found.dimensions != dimensions:
        what = (
            f"{found.name} makes vectors of {found.dimensions} numbers, memory holds {dimensions}"
        )
        return problem(about, what, OURS)
    return fine(about, f"{found.name}: works, {dimensions} dimensions")


def indexed(model: str | None, found: Embedder) -> Finding | None:
    """Whether memory was indexed with that embedder; None where nothing can be said."""
    if model is None or found.model_id is None:
        return None
    if model != found.model_id:
        return note("memory", f"indexed with {model}, not {found.model_id}", "maang memory reindex")
    return fine("memory", f"indexed with {model}")


def answers(found: Model) -> Finding:
    """Whether the model that is set up to word answers could be asked."""
    about = "model of ask"
    if found.model_id is None:
        return fine(about, "none: answers are your own sentences")
    if found.problem:
        return problem(about, f"{found.model_id}: {found.problem}", found.hint)
    return fine(about, f"{found.model_id}: set up, and not called")
