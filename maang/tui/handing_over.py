"""The terminal handed to the person's editor, and taken back however that ends.

The database is asked while the screen is away: nothing could be shown or pressed meanwhile.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual.app import SuspendNotSupported

from maang.core.editing import editor, kept, opened, through
from maang.core.errors import MaangError, NotFound, Unavailable
from maang.core.notes.models import NoteDone
from maang.tui.messages import Failed

if TYPE_CHECKING:
    from maang.core.bootstrap import Core
    from maang.tui.app import MaangApp

Value = TypeVar("Value")


def new_note(app: "MaangApp", *, problem: str | None = None) -> NoteDone | None:
    """A note written in the editor, about a problem; None where nothing was written."""
    notes = app.core.notes

    def work() -> NoteDone | None:
        body = through(_editor(app.core), "")
        return _saved(body, lambda: notes.add(body, problem=problem)) if body else None

    return _given(app, work)


def edit_note(app: "MaangApp", reference: str) -> NoteDone | None:
    """A note said anew in the editor; None where it says the same."""
    notes = app.core.notes

    def work() -> NoteDone | None:
        before = notes.get(reference)
        body = through(_editor(app.core), f"{before.body}\n")
        if body == before.body.strip():
            return None
        return _saved(body, lambda: notes.edit(reference, body=body))

    return _given(app, work)


def look_at(app: "MaangApp", handle: str) -> None:
    """A file (`PATH` or `PATH:LINE`) in the editor."""
    path, _, line = handle.rpartition(":")
    file, at = (Path(path), int(line)) if path and line.isdecimal() else (Path(handle), 1)

    def work() -> None:
        if not file.is_file():
            raise NotFound(f"{file} is not there any more", hint="maang memory forget PATH")
        opened(_editor(app.core), file, line=at)

    _given(app, work)


def _editor(core: "Core") -> list[str]:
    return editor(core.settings.editor, core.env)


def _saved(body: str, save: Callable[[], NoteDone]) -> NoteDone:
    """What was typed into an editor is not lost when it cannot be saved."""
    try:
        return save()
    except MaangError as error:
        error.hint = f"{error.hint}; your text is in {kept(body)}".removeprefix("None; ")
        raise


def _given(app: "MaangApp", work: Callable[[], Value]) -> Value | None:
    """What the work gives; None where it fails, and the app says why. No error may pass the app
    that is away: it would stay so."""
    failure: MaangError | None = None
    value: Value | None = None
    try:
        with app.suspend():
            app.opened.wait()
            try:
                value = work()
            except MaangError as error:
                failure = error
    except SuspendNotSupported:
        failure = Unavailable("the editor has no terminal here", hint="maang note edit, in a shell")
    if failure is not None:
        app.post_message(Failed(failure))
    return value
