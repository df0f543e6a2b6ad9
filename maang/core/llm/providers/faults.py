"""What the library raises → what happened, and what to do. The vendor's own words are cleaned."""

from maang.core.cleaning import safe_line
from maang.core.config.secret import redacted
from maang.core.errors import (
    BadReply,
    Denied,
    Invalid,
    MaangError,
    NotConfigured,
    TimedOut,
    Unavailable,
)

SHOWN = 200
"""Characters of a vendor's words."""


def told(error: Exception, *, model: str, seconds: float) -> MaangError:
    """The error of ours that says the same."""
    from pydantic_ai import exceptions as theirs

    provider = model.partition(":")[0]
    said = _said(error)
    if isinstance(error, ImportError):
        return NotConfigured(f"{provider} needs a package: {said}", hint="pip install 'maang[llm]'")
    if isinstance(error, theirs.ModelRequestTimeout | theirs.ModelTimeoutError | TimeoutError):
        return TimedOut(
            f"{model} did not answer in {seconds:g} s",
            hint="give it longer: maang config set deadline.llm SECONDS",
        )
    if isinstance(error, theirs.ModelConnectionError):
        return _unreachable(error, model=model)
    if isinstance(error, theirs.UserError):
        return NotConfigured(f"{model} cannot be asked: {said}")
    if refused := _refused(error, provider=provider, model=model, said=said):
        return refused
    return BadReply(f"{model} answered with what is no reply: {said}", hint="ask again")


def _refused(error: Exception, *, provider: str, model: str, said: str) -> MaangError | None:
    """What the vendor itself says no to, in words or by a status."""
    from pydantic_ai import exceptions as theirs

    login = f"maang login {provider}"
    match error:
        case theirs.ModelAuthenticationError():
            return Denied(f"{provider} refuses the key", hint=login)
        case theirs.ModelQuotaExceededError():
            return Denied(f"{provider} says the quota is used up: {said}")
        case theirs.ModelRateLimitError():
            wait = f"in {error.retry_after:.0f} s" if error.retry_after else "in a minute"
            return Unavailable(f"{provider} has had enough questions", hint=f"ask again {wait}")
        case theirs.ModelNotFoundError():
            hint = "maang config set llm_model NAME"
            return NotConfigured(f"{provider} knows no such model: {model}", hint=hint)
        case theirs.ModelContextWindowExceededError():
            return Invalid(f"the passages are too long for {model}", hint="ask with --limit 4")
        case theirs.ModelServerError() | theirs.ModelUnavailableError():
            return Unavailable(f"{provider} has trouble of its own: {said}", hint="ask again later")
        case theirs.ModelHTTPError(status_code=code) if code < 400:
            moved = f"{provider} sends us elsewhere, and nothing of yours is sent there"
            return BadReply(moved, hint="put llm_base_url right")
        case theirs.ModelHTTPError():
            return Denied(f"{provider} says no: {said}", hint=login)
    return None


def _unreachable(error: Exception, *, model: str) -> Unavailable:
    phase = getattr(error, "phase", None)
    said = f"the reply of {model} was cut" if phase == "read" else f"{model} cannot be reached"
    return Unavailable(
        said, hint="see whether it runs and llm_base_url is right; --model none needs no model"
    )


def _said(error: Exception) -> str:
    text = safe_line(redacted(str(error))) or type(error).__name__
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
