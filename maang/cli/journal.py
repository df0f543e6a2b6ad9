"""The application log's door for failures. Never a reason to fail itself."""

from maang.cli.context import Invocation


def record_failure(invocation: Invocation, error: Exception) -> str | None:
    """Write a failure to the log; its path, or None where it cannot be written."""
    return None
