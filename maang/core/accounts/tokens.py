"""(rules) What a token of three parts (RFC 7519) says of itself, without asking anybody.

Its signature is the platform's business. LeetCode's session says when it was last renewed and for
how many seconds it lives from then on; others have `exp`.
"""

import base64
import binascii
import json
from datetime import UTC, datetime, timedelta
from typing import Any


def expires_at(token: str) -> datetime | None:
    """When a token says that it ends, or None where it does not."""
    payload = _payload(token)
    renewed, lives = _number(payload, "refreshed_at"), _number(payload, "_session_expiry")
    ends = _number(payload, "exp")
    try:
        if renewed is not None and lives is not None:
            return datetime.fromtimestamp(renewed, UTC) + timedelta(seconds=lives)
        return datetime.fromtimestamp(ends, UTC) if ends is not None else None
    except (OverflowError, ValueError, OSError):
        return None


def looks_like_token(token: str) -> bool:
    """Whether it is built like such a token at all."""
    return bool(_payload(token))


def _payload(token: str) -> dict[str, Any]:
    parts = token.strip().split(".")
    if len(parts) != 3:
        return {}
    try:
        middle = parts[1].encode("ascii")
        value = json.loads(base64.urlsafe_b64decode(middle + b"=" * (-len(middle) % 4)))
    except (UnicodeError, binascii.Error, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _number(payload: dict[str, Any], name: str) -> float | None:
    value = payload.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
