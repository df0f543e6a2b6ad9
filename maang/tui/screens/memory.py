"""What is remembered, found again, and what one does with it: go to it, ask, write notes."""

from textual import on
from textual.widgets import Input

from maang.core.cleaning import safe_line
from maang.core.memory.models import FILES, LOG, NOTES
from maang.core.notes.models import NoteDone
from maang.tui.handing_over import edit_note, look_at, new_note
from maang.tui.messages import LogChanged
from maang.tui.passages import Line, of_source
from maang.tui.screens.beside import Beside
from maang.tui.screens.memory_search import MemorySearch
from maang.tui.screens.source import AttemptScreen
from maang.tui.widgets.virtual_list import VirtualList
from maang.words.memory import note_done


class MemoryScreen(MemorySearch):
    """Type to search; Enter goes to the source; a question is answered beside the list."""

    CSS_PATH = "memory.tcss"

    @property
    def problem(self) -> str | None:
        """The slug of what the line under the cursor is about."""
        return self._line.problem if self._line else None

    @on(Input.Submitted)
    def _entered(self) -> None:
        if self._asked.typed.startswith("?"):
            self.action_ask()
        else:
            self._to_list()

    @on(VirtualList.Chosen, "#list")
    def _chosen(self) -> None:
        if self._line is None:
            return
        if self._beside.display:
            self._go_to(self._line)
        else:
            self.add_class("-open")

    @on(Beside.Cited)
    def _cited(self, message: Beside.Cited) -> None:
        self._go_to(of_source(message.source))

    def _go_to(self, line: Line) -> None:
        """Where it was written; whoever comes back finds this screen as it was."""
        if line.source == NOTES:
            self._noted(edit_note(self.maang, line.handle))
        elif line.source == LOG:
            self.app.push_screen(AttemptScreen(line.handle), self._on_to)
        elif line.source == FILES:
            look_at(self.maang, line.handle)
        else:
            self.add_class("-open")

    async def _on_to(self, problem: str | None) -> None:
        if problem is not None:
            await self.maang.show_problem(problem, back="memory")

    def _noted(self, done: NoteDone | None) -> None:
        if done is not None:
            self.notify(safe_line(note_done(done)), markup=False)
            self.app.post_message(LogChanged())

    def action_ask(self) -> None:
        """Answer what is typed; without a word, wait for the question."""
        asked = self._asked
        if not asked.words:
            field = self.query_one(Input)
            field.value = "? "
            field.cursor_position = len(field.value)
            self.set_focus(field)
            return
        self.add_class("-asked")
        self._beside.begin(asked)

    def action_cite(self, number: int) -> None:
        """A number in the answer was clicked."""
        self._beside.cite(number)

    def action_new_note(self) -> None:
        """Write one in the editor, about the problem that is filtered by."""
        self._noted(new_note(self.maang, problem=self._filters.problem))

    def action_edit_note(self) -> None:
        """The note under the cursor, in the editor."""
        if self._line is not None and self._line.source == NOTES:
            self._go_to(self._line)

    async def action_explain(self) -> None:
        """What each term adds to a score, or no longer."""
        await self._beside.explained(not self._beside.explain)
        self._list.refresh()

    async def action_problem(self) -> None:
        """What the line under the cursor is about."""
        await self._on_to(self.problem)

    def action_read(self, by: int) -> None:
        """Further in the text beside the list."""
        self._beside.scroll_text(by)

    async def action_leave(self) -> None:
        """Stop the answer, out of the field, out of the answer or the text, back to the day."""
        if self._beside.stop():
            return
        if self.focused is self.query_one(Input):
            self._to_list()
        elif self._beside.close() or self.has_class("-open"):
            self.remove_class("-asked", "-open")
            self._to_list()
        else:
            await self.app.switch_mode("home")
