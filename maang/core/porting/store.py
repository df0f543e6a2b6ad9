"""Import in SQL: rows are copied into temporary tables, and one insert a kind makes them ours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from maang.core.db.database import Session, user_of
from maang.core.porting.kinds import KINDS, Kind

BLOCK = 5_000
"""Rows that are held before they are sent."""

MANY = 1_000
"""New rows after which what the planner knew of a table is no use any more."""

WIPED = (
    *("voids", "review_log", "timers", "notes", "platform_activity", "attempts", "sync_cursors"),
    *("sync_pages", "sync_runs", "review_cards", "company_tags", "problem_lists", "drafts"),
    *("weakness_analysis", "system_design_progress", "review_parameters", "activity_log"),
)
"""What `replace` empties, each after those that stand on it."""


def wipe(session: Session) -> None:
    """Remove everything personal but problems, which others may stand on."""
    for table in WIPED:
        _run(session, f"DELETE FROM {table} WHERE user_id = %s", [user_of(session)])


def remove(session: Session, kind: str, ids: Sequence[UUID]) -> set[UUID]:
    """Take rows out again; the cards of whatever stood on them."""
    target = KINDS[kind]
    about: set[UUID] = set()
    if kind in ("attempt", "review"):
        told = "attempt_event_id" if kind == "attempt" else "id"
        asked = f"SELECT DISTINCT card_id FROM review_log WHERE {told} = ANY (%s)"
        about = {row[0] for row in _run(session, asked, [list(ids)])}
    first = target.columns[0].name
    gone = f"DELETE FROM {target.table} WHERE {first} = ANY (%s) AND user_id = %s"
    _run(session, gone, [list(ids), user_of(session)])
    return about


def remove_tags(session: Session, tags: Sequence[tuple[UUID, UUID]]) -> None:
    """Take company tags out again; a tag is a company and a problem."""
    gone = """
        DELETE FROM company_tags t USING unnest(%s::uuid[], %s::uuid[]) AS g (company, problem)
        WHERE t.company_id = g.company AND t.problem_id = g.problem AND t.user_id = %s
    """
    companies, problems = zip(*tags, strict=True)
    _run(session, gone, [list(companies), list(problems), user_of(session)])


def cards_of(session: Session, problems: Sequence[UUID]) -> list[UUID]:
    """The cards of some problems."""
    asked = "SELECT id FROM review_cards WHERE user_id = %s AND problem_id = ANY (%s)"
    return [row[0] for row in _run(session, asked, [user_of(session), list(problems)])]


def every_card(session: Session) -> list[UUID]:
    """All cards of the person."""
    asked = "SELECT id FROM review_cards WHERE user_id = %s"
    return [row[0] for row in _run(session, asked, [user_of(session)])]


def hardness(session: Session) -> dict[UUID, str]:
    """Each problem's difficulty, where it is known."""
    asked = "SELECT id, difficulty FROM problems WHERE difficulty IS NOT NULL"
    return {row[0]: row[1] for row in _run(session, asked, [])}


def own_lists(session: Session) -> set[str]:
    """The slugs of the person's own lists."""
    asked = "SELECT slug FROM problem_lists WHERE user_id = %s"
    return {row[0] for row in _run(session, asked, [user_of(session)])}


def drop_empty(session: Session, cards: Sequence[UUID]) -> None:
    """Remove those of some cards that nothing was ever answered on."""
    gone = """
        DELETE FROM review_cards c WHERE c.id = ANY (%s) AND c.suspended_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM review_log r WHERE r.card_id = c.id)
    """
    _run(session, gone, [list(cards)])


class Settled(NamedTuple):
    """What became of the rows of a kind.

    How many were there; the keys of those that were new, one after the other, 16 bytes each (of
    company tags 32). Of attempts also the problems they are about, and when the first and the last
    was; of answers their cards.
    """

    rows: int = 0
    keys: bytes = b""
    about: Sequence[UUID] = ()
    first: datetime | None = None
    last: datetime | None = None


def key_size(kind: str) -> int:
    """How many bytes a key of such a row has."""
    return 32 if kind == "company" else 16


@dataclass(slots=True)
class Stage:
    """Temporary tables that take rows block by block, until `settle` makes them rows of ours."""

    session: Session
    derived: bool = False
    held: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def put(self, kind: str, line: int, values: Sequence[Any]) -> None:
        """Take a row."""
        rows = self.held.get(kind)
        if rows is None:
            rows = self.held[kind] = []
        rows.append((line, *values))
        if len(rows) >= BLOCK:
            self._flush(kind)

    def flush(self) -> None:
        """Send what is held."""
        for kind in list(self.held):
            self._flush(kind)

    def dangling(self, kind: Kind) -> Iterator[tuple[int, str]]:
        """Lines whose references lead nowhere, and the column; they are dropped."""
        for column in kind.columns:
            if column.refers is None:
                continue
            table = KINDS[column.refers].table
            own = f'OR i."{column.name}" IN (SELECT o.id FROM incoming_{kind.name} o)'
            itself = f'AND i."{column.name}" <> i.id'
            within = table == kind.table
            lost = f"""
                DELETE FROM incoming_{kind.name} i WHERE i."{column.name}" IS NOT NULL
                  {itself if within else ""}
                  AND NOT (i."{column.name}" IN (SELECT id FROM {table} WHERE user_id = %s)
                           {own if within else ""})
                RETURNING i.line
            """
            for (line,) in _run(self.session, lost, [user_of(self.session)]):
                yield line, column.name

    def settle(self, kind: Kind) -> Settled:
        """Make the staged rows ours unless they are."""
        if kind.name not in self.begun:
            return Settled()
        me = user_of(self.session)
        if self.derived and kind.name == "attempt" and "review" in self.begun:
            _run(self.session, FOLLOWING, [])
        for preparation in PREPARE.get(kind.name, ()):
            _run(self.session, preparation, [me] * preparation.count("%s"))
        made = f"WITH made AS ({_insertion(kind)}) {MADE}"
        # foreign keys are checked by plans made once: on a table that was empty, by reading it all
        _run(self.session, "SET LOCAL enable_seqscan = off", [])
        ((keys, about, first, last),) = _run(self.session, made, [me])
        _run(self.session, "SET LOCAL enable_seqscan = on", [])
        ((count,),) = _run(self.session, f"SELECT count(*) FROM incoming_{kind.name}", [])
        _run(self.session, f"DROP TABLE incoming_{kind.name}", [])
        found = Settled(count, bytes(keys or b""), about or (), first, last)
        if len(found.keys) > MANY * key_size(kind.name):
            _run(self.session, f"ANALYZE {kind.table} {ASKED.get(kind.name, '')}", [])
        return found

    def _flush(self, kind: str) -> None:
        rows = self.held.pop(kind, [])
        if not rows:
            return
        columns = KINDS[kind].columns
        names = ", ".join(f'"{column.name}"' for column in columns)
        if kind not in self.begun:
            self.begun.add(kind)
            typed = ", ".join(f'"{column.name}" {column.value.sql}' for column in columns)
            _run(self.session, f"DROP TABLE IF EXISTS pg_temp.incoming_{kind}", [])
            _run(self.session, f"CREATE TEMP TABLE incoming_{kind} (line int4, {typed})", [])
        _copy(self.session, f"incoming_{kind} (line, {names})", kind, rows)


def _copy(session: Session, to: str, kind: str, rows: Iterable[tuple[Any, ...]]) -> None:
    driver: Any = session.connection().connection.driver_connection
    types = ["int4", *(column.value.sql for column in KINDS[kind].columns)]
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {to} FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)


CARDS = """
    INSERT INTO review_cards (id, user_id, problem_id, kind, created_at, reps, lapses)
    SELECT gen_random_uuid(), %s, problem_id, kind, min(recorded_at), 0, 0
    FROM incoming_review GROUP BY problem_id, kind
    ON CONFLICT DO NOTHING
"""

FOLLOWING = """
    DELETE FROM incoming_review r USING attempts a WHERE a.id = r.attempt_event_id
"""
"""Answers of attempts that are here are here as well, or were taken back."""

PREPARE = {
    "company": (
        "INSERT INTO companies (id, name) SELECT gen_random_uuid(), company"
        " FROM incoming_company GROUP BY company ON CONFLICT DO NOTHING",
    ),
    "review": (CARDS, "ANALYZE incoming_review (problem_id, kind)"),
}
"""What has to be there before a kind's rows are."""

MADE = """
    SELECT string_agg(key, ''::bytea), array_agg(DISTINCT about) FILTER (WHERE about IS NOT NULL),
           min(moment), max(moment) FROM made
"""

ASKED = {
    "attempt": "(id, attempt_id, user_id, problem_id, at)",
    "review": "(id, user_id, card_id, attempt_event_id, reviewed_at)",
}
"""The columns by which the rest of an import asks; autovacuum looks at all of them in time."""


def _insertion(kind: Kind) -> str:
    """The statement that makes a kind's staged rows ours and gives their keys as bytes."""
    if kind.name == "company":
        return """
            INSERT INTO company_tags (user_id, company_id, problem_id)
            SELECT DISTINCT %s::uuid, c.id, i.problem_id
            FROM incoming_company i JOIN companies c ON c.name = i.company
            ON CONFLICT DO NOTHING
            RETURNING uuid_send(company_id) || uuid_send(problem_id) AS key,
                      NULL::uuid AS about, NULL::timestamptz AS moment
        """
    names, source = kind.names, f"incoming_{kind.name} i"
    # JSON is staged as text: handed over as JSON, text would be a string of it
    given = ", ".join(
        f'i."{column.name}"{"::jsonb" if column.type == "json" else ""}' for column in kind.columns
    )
    if kind.name == "review":
        names = names.replace('"problem_id", "kind"', '"card_id"')
        given = given.replace('i."problem_id", i."kind"', "c.id")
        source += " JOIN review_cards c ON c.user_id = %s AND c.problem_id = i.problem_id"
        source += " AND c.kind = i.kind"
    more, values = DEFAULTS.get(kind.name, ("", ""))
    about, moment = TOLD.get(kind.name, ("NULL::uuid", "NULL::timestamptz"))
    who = "c.user_id" if kind.name == "review" else "%s::uuid"
    return f"""
        INSERT INTO {kind.table} (user_id, {names}{more}) SELECT {who}, {given}{values}
        FROM {source} ORDER BY i.line
        ON CONFLICT DO NOTHING
        RETURNING uuid_send({kind.columns[0].name}) AS key, {about} AS about, {moment} AS moment
    """


TOLD = {"attempt": ("problem_id", "at"), "review": ("card_id", "reviewed_at")}
"""What else is told of a new row: what it is about, and when it was."""


DEFAULTS = {
    "card": (", reps, lapses", ", 0, 0"),
    "activity": (", undo", """, '[{"do": "imported"}]'::jsonb"""),
}
"""Columns an export leaves out because they follow from others, and what they begin with."""


def _run(session: Session, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run a statement; its rows."""
    done = session.connection().exec_driver_sql(statement, tuple(values))
    return [tuple(row) for row in done] if done.returns_rows else []
