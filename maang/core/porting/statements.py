"""(rules) The SQL by which staged rows, `incoming_KIND`, become rows of ours."""

from maang.core.porting.kinds import KINDS, Column, Kind

FOLLOWING = """
    WITH gone AS (
        DELETE FROM incoming_review r
        WHERE (SELECT a.id FROM attempts a WHERE a.id = r.attempt_event_id) IS NOT NULL
        RETURNING 1
    )
    SELECT count(*) FROM gone
"""
"""Answers of attempts that are here are here as well, or were taken back: they go."""

PREPARE = {
    "company": """
        INSERT INTO companies (id, name)
        SELECT gen_random_uuid(), company FROM incoming_company GROUP BY company
        ON CONFLICT DO NOTHING
    """,
    "review": """
        INSERT INTO review_cards (id, user_id, problem_id, kind, created_at, reps, lapses)
        SELECT gen_random_uuid(), %(me)s, i.problem_id, i.kind, min(i.recorded_at), 0, 0
        FROM incoming_review i
        WHERE NOT EXISTS (SELECT FROM review_cards c WHERE c.user_id = %(me)s
                          AND c.problem_id = i.problem_id AND c.kind = i.kind)
        GROUP BY i.problem_id, i.kind
        ON CONFLICT DO NOTHING
    """,
}
"""What has to be there before a kind's rows are."""

CARDS = "SELECT id, problem_id, kind FROM review_cards WHERE user_id = %(me)s"
"""The person's cards."""

SAME_CARDS = """
    SELECT count(*) FROM review_cards c
    JOIN unnest(%(keys)s::uuid[], %(problems)s::uuid[], %(kinds)s::text[]) AS g (id, problem, kind)
      ON c.id = g.id AND c.problem_id = g.problem AND c.kind = g.kind
    WHERE c.user_id = %(me)s
"""
"""How many of some cards are the person's, and what they are said to be."""

NEW_CARDS = (
    "review_cards (id, user_id, problem_id, kind, created_at, reps, lapses)",
    ("uuid", "uuid", "uuid", "text", "timestamptz", "int4", "int4"),
)
"""What new cards are copied into, and the types of its columns."""

TAGS = """
    INSERT INTO company_tags (user_id, company_id, problem_id)
    SELECT DISTINCT %(me)s::uuid, c.id, i.problem_id
    FROM incoming_company i JOIN companies c ON c.name = i.company
    ON CONFLICT DO NOTHING
    RETURNING uuid_send(company_id) || uuid_send(problem_id) AS key,
              NULL::uuid AS about, NULL::timestamptz AS moment
"""

TOLD = {"attempt": ("problem_id", "at"), "review": ("card_id", "reviewed_at")}
"""What else is told of a new row: what it is about, and when it was."""

DEFAULTS = {
    "card": (", reps, lapses", ", 0, 0"),
    "activity": (", undo", """, '[{"do": "imported"}]'::jsonb"""),
}
"""Columns an export leaves out because they follow from others, and what they begin with."""

ASKED = {
    "attempt": "(id, attempt_id, user_id, problem_id, at)",
    "review": "(id, user_id, card_id, attempt_event_id, reviewed_at)",
}
"""The columns by which the rest of an import asks; autovacuum looks at all of them in time."""


def staging(kind: Kind) -> tuple[str, ...]:
    """Makes the empty tables that take rows of a kind, and those of them that have to wait."""
    typed = ", ".join(f'"{column.name}" {column.value.sql}' for column in kind.columns)
    return tuple(
        statement
        for table in (f"incoming_{kind.name}", f"waiting_{kind.name}")
        for statement in (
            f"DROP TABLE IF EXISTS pg_temp.{table}",
            f"CREATE TEMP TABLE {table} (line int4, {typed}) ON COMMIT DROP",
        )
    )


def waiting(kind: Kind) -> str | None:
    """Sets rows aside whose references lead nowhere yet, and counts them; None: there are none."""
    lost = " OR ".join(_leads_nowhere(kind, column) for column in kind.columns if column.refers)
    if not lost:
        return None
    return f"""
        WITH lost AS (DELETE FROM incoming_{kind.name} i WHERE {lost} RETURNING *),
             kept AS (INSERT INTO waiting_{kind.name} SELECT * FROM lost)
        SELECT count(*) FROM lost
    """


def dangling(kind: Kind, column: Column) -> str:
    """Drops rows whose reference leads nowhere; gives their lines."""
    lost = f"DELETE FROM incoming_{kind.name} i WHERE {_leads_nowhere(kind, column)}"
    return f"{lost} RETURNING i.line"


def insertion(kind: Kind) -> str:
    """Makes staged rows ours; gives the new ones' keys as bytes, what they are about, and when the
    first and the last of them was."""
    made = TAGS if kind.name == "company" else _insertion(kind)
    return f"""
        WITH made AS ({made})
        SELECT string_agg(key, ''::bytea),
               array_agg(DISTINCT about) FILTER (WHERE about IS NOT NULL),
               min(moment), max(moment)
        FROM made
    """


def ours(kind: Kind) -> str:
    """How many of some keys are rows of the person's."""
    return f"""
        SELECT count(*) FROM {kind.table} WHERE id = ANY (%(keys)s::uuid[]) AND user_id = %(me)s
    """


def target(kind: Kind) -> tuple[str, list[str]]:
    """What rows of a kind are copied into, each after whose it is; the types of its columns."""
    columns = [(column.name, column.value.sql) for column in kind.columns]
    if kind.name == "review":  # an answer stands on a card
        columns[1:3] = [("card_id", "uuid")]
    names = ", ".join(f'"{name}"' for name, _ in columns)
    return f"{kind.table} (user_id, {names})", ["uuid", *(sql for _, sql in columns)]


def _leads_nowhere(kind: Kind, column: Column) -> str:
    """Whether a staged row's reference leads to nothing of the person's, nor into the stage."""
    assert column.refers is not None
    table, name = KINDS[column.refers].table, f'i."{column.name}"'
    # a subquery of one value is looked up row by row, whatever the planner thinks of the tables
    nowhere = (
        f"{name} IS NOT NULL AND (SELECT o.user_id FROM {table} o WHERE o.id = {name})"
        " IS DISTINCT FROM %(me)s"
    )
    if table == kind.table:
        nowhere += f" AND {name} <> i.id AND {name} NOT IN (SELECT id FROM incoming_{kind.name})"
    return f"({nowhere})"


def _insertion(kind: Kind) -> str:
    names, source, who = kind.names, f"incoming_{kind.name} i", "%(me)s::uuid"
    # JSON is staged as text: handed over as JSON, text would be a string of it
    given = ", ".join(
        f'i."{column.name}"{"::jsonb" if column.type == "json" else ""}' for column in kind.columns
    )
    if kind.name == "review":
        names = names.replace('"problem_id", "kind"', '"card_id"')
        given = given.replace('i."problem_id", i."kind"', "c.id")
        source += " JOIN review_cards c ON c.user_id = %(me)s AND c.problem_id = i.problem_id"
        source += " AND c.kind = i.kind"
    more, values = DEFAULTS.get(kind.name, ("", ""))
    about, moment = TOLD.get(kind.name, ("NULL::uuid", "NULL::timestamptz"))
    return f"""
        INSERT INTO {kind.table} (user_id, {names}{more}) SELECT {who}, {given}{values}
        FROM {source} ORDER BY i.line
        ON CONFLICT DO NOTHING
        RETURNING uuid_send({kind.columns[0].name}) AS key, {about} AS about, {moment} AS moment
    """
