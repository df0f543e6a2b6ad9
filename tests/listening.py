"""What is said to the database meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event


@contextmanager
def statements(of: Connection | Engine) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def hear(_1: object, _2: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(of, "before_cursor_execute", hear)
    try:
        yield sent
    finally:
        event.remove(of, "before_cursor_execute", hear)
