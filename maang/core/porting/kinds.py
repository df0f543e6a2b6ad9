"""(rules) What an export holds: one kind of line for each personal table, column by column.

One table of names serves both ways, so that whatever is written is read. Problems are named by
platform and slug, because their keys differ from home to home; events keep theirs, which is why
importing a file twice changes nothing. `docs/import-export.md` says what is left out and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from maang.core.porting.values import TYPES, Type

VERSION = 1
"""The first line of an export says it; a reader refuses a higher one."""

HEAD, PROBLEM, LIST = "maang", "problem", "list"
"""Kinds that are no table's rows as they are."""

NAMED = "problem"
"""A column's type: the key of a problem, in a file its platform and slug."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` is one of TYPES, NAMED, or the kind whose row it refers to."""

    name: str
    type: str
    required: bool

    @property
    def field(self) -> str:
        """What it is called in a file."""
        return "problem" if self.type == NAMED else self.name

    @property
    def value(self) -> Type:
        """How it is stored and read."""
        return TYPES.get(self.type, TYPES["id"])

    @property
    def refers(self) -> str | None:
        """The kind it refers to."""
        return None if self.type in TYPES or self.type == NAMED else self.type


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of line. `order` is how its rows are told apart in time; `but` leaves rows out."""

    name: str
    table: str
    columns: tuple[Column, ...]
    order: str = "id"
    but: str = "true"

    @property
    def names(self) -> str:
        """Its columns, for SQL."""
        return ", ".join(f'"{column.name}"' for column in self.columns)


def _kind(name: str, table: str, columns: str, order: str = "id", but: str = "true") -> Kind:
    found = []
    for said in columns.split():
        named, kind = said.split(":")
        found.append(Column(named, kind.rstrip("!"), kind.endswith("!")))
    return Kind(name, table, tuple(found), order, but)


IMPORT = "import"
"""The verb of an import in the activity log. It is not exported: it speaks of this home."""

NOT_REPLACED = f"""NOT EXISTS (SELECT 1 FROM voids v JOIN activity_log a ON a.id = v.activity_id
    WHERE v.event_id = t.id AND a.verb = '{IMPORT}')"""
"""Answers of a judge's in whose place an import has put the person's: their voids are of here."""

NOT_IMPORTS = f"""NOT EXISTS (SELECT 1 FROM activity_log a
    WHERE a.id = t.activity_id AND a.verb = '{IMPORT}')"""

KINDS = {
    kind.name: kind
    for kind in (
        _kind("company", "company_tags", "company:line! problem_id:problem!", "company"),
        _kind(
            "activity",
            "activity_log",
            "id:id! at:when! verb:line! subject:line!",
            "seq",
            f"t.verb <> '{IMPORT}'",
        ),
        _kind(
            "run",
            "sync_runs",
            "id:id! activity_id:activity platform:line! full:flag! started_at:when! ended_at:when"
            " state:state! pages:count! rows_read:count! new:count! changed:count! merged:count!"
            " waited_seconds:real! code:line error:text hint:text notes:lines!",
        ),
        _kind(
            "attempt",
            "attempts",
            "id:id! attempt_id:attempt! problem_id:problem! at:when! recorded_at:when!"
            " outcome:outcome! minutes:minutes hints:hints! mistakes:lines! approach:line time:line"
            " space:line code:text language:line note:text company:line source:line!"
            " external_id:line verdict:verdict runtime_ms:count memory_kb:count failing_case:text"
            " run_id:run",
            "seq",
        ),
        _kind(
            "fit",
            "review_parameters",
            "id:id! at:when! parameters:parameters! reviews:count! held_out:count!"
            " log_loss_before:real! log_loss_after:real! rmse_before:real! rmse_after:real!",
            "seq",
        ),
        _kind(
            "card",
            "review_cards",
            "id:id! problem_id:problem! kind:card! created_at:when! suspended_at:when",
        ),
        _kind(
            "review",
            "review_log",
            "id:id! problem_id:problem! kind:card! attempt_event_id:attempt rating:rating!"
            " suggested:rating retention:share! reviewed_at:when! recorded_at:when! days:days",
            "seq",
            NOT_REPLACED,
        ),
        _kind(
            "timer",
            "timers",
            "id:id! problem_id:problem started_at:when! running_since:when seconds:count!"
            " stopped_at:when attempt_id:attempt",
        ),
        _kind(
            "note",
            "notes",
            "id:id! problem_id:problem attempt_id:attempt title:line body:text! created_at:when!"
            " updated_at:when! version_of:note deleted_at:when",
            "version_of IS NOT NULL, t.id",
        ),
        _kind("draft", "drafts", "id:id! place:line! body:text! saved_at:when!"),
        _kind(
            "weakness",
            "weakness_analysis",
            "id:id! finding:text! pattern:line severity:portion! confidence:portion! evidence:json!"
            " found_at:when! resolved_at:when",
        ),
        _kind(
            "design",
            "system_design_progress",
            "id:id! topic:line! status:progress! evidence:json! practised_on:day",
        ),
        _kind(
            "remote",
            "platform_activity",
            "id:id! run_id:run! platform:line! external_id:line! at:when! kind:line! subject:line!"
            " count:count! url:line",
        ),
        _kind(
            "void",
            "voids",
            "event_id:id! activity_id:activity! at:when!",
            "at, t.event_id",
            NOT_IMPORTS,
        ),
    )
}
"""Name → kind, each after those it refers to."""

LEFT_OUT = {
    "users": "who is asking is known at home",
    "user_credentials": "a login is made anew; a secret never travels",
    "sync_cursors": "sync begins anew and knows again what it has seen",
    "conversation_memory": "made of attempts and notes, or of files that are remembered again",
    "vector_embeddings": "`memory index` makes it",
    "embed_queue": "`memory index` makes it",
    "memory_gone": "ids of what is no longer there",
    "memory_models": "a choice of this home",
    "memory_moves": "counts what happened in this database",
    "sync_pages": "raw pages are large, and in every backup",
    "problem_lists": "as `list`",
    "problem_list_items": "as `list`",
}
"""Tables with somebody's rows that are no kind of their own, and why."""


def plural(kind: str, count: int) -> str:
    """`3 activities`."""
    if count == 1:
        return f"1 {kind}"
    stem = kind[:-1] + "ie" if kind.endswith("y") else kind + ("e" if kind.endswith("s") else "")
    return f"{count} {stem}s"


def counted(counts: Mapping[str, int]) -> str:
    """`12 attempts, 3 notes`; nothing for nothing."""
    return ", ".join(plural(kind, count) for kind, count in counts.items() if count)
