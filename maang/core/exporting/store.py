"""Everything of a person's in SQL: one statement reads it all, so it is of one moment."""

from collections.abc import Iterator, Sequence
from typing import Any

from maang.core.db.database import Session, user_of
from maang.core.exporting.models import Tried
from maang.core.porting.kinds import KINDS, LIST, NAMED, PROBLEM, Kind

PROBLEMS = f"""
    SELECT json_strip_nulls(json_build_object(
        'type', '{PROBLEM}', 'platform', p.platform, 'slug', p.slug, 'number', p.number,
        'title', p.title, 'difficulty', p.difficulty, 'premium', p.premium, 'pattern', p.pattern,
        'topics', p.topics, 'techniques', p.techniques, 'time', p.time, 'space', p.space,
        'url', p.url, 'edited', p.edited))::text
    FROM problems p
    WHERE p.edited OR p.platform <> 'leetcode' OR NOT p.slug = ANY (%(shipped)s)
    ORDER BY p.platform, p.slug
"""

LISTS = f"""
    SELECT json_build_object('type', '{LIST}', 'slug', l.slug, 'name', l.name, 'problems', coalesce(
        (SELECT json_agg(p.platform || '/' || p.slug ORDER BY i.position)
         FROM problem_list_items i JOIN problems p ON p.id = i.problem_id
         WHERE i.list_id = l.id), '[]'))::text
    FROM problem_lists l WHERE l.user_id = %(user)s ORDER BY l.slug
"""

SPECIAL = {
    "company": "company_tags t JOIN companies c ON c.id = t.company_id",
    "review": "review_log t JOIN review_cards c ON c.id = t.card_id",
}
"""Where a kind's rows come from, when it is more than their table."""

ELSEWHERE = {
    ("company", "company"): "c.name",
    ("review", "problem_id"): "c.problem_id",
    ("review", "kind"): "c.kind",
}
"""Columns that are another table's."""


def lines(session: Session, *, shipped: Sequence[str]) -> Iterator[str]:
    """Everything of the person's as lines of JSON, of one moment: it is one statement."""
    parts = [PROBLEMS, LISTS, *(_selection(kind) for kind in KINDS.values())]
    statement = " UNION ALL ".join(f"({part})" for part in parts)
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'")
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")  # or the order is lost
        cursor.execute("SET LOCAL enable_parallel_append = off")
        asked = {"user": user_of(session), "shipped": list(shipped)}
        for (line,) in cursor.stream(statement, asked):
            yield line


TRIED = """
    SELECT a.attempt_id, a.at, p.slug, p.platform, p.number, p.title, p.url, p.difficulty,
           p.pattern, p.time, p.space, a.outcome, a.minutes, a.hints, a.mistakes, a.approach,
           a.time, a.space, a.language, a.code, a.note, a.company, a.source
    FROM live_attempts a JOIN problems p ON p.id = a.problem_id
    WHERE a.user_id = %s
    ORDER BY {order}
"""


def tried(session: Session, *, by_problem: bool) -> Iterator[Tried]:
    """The attempts that stand: by time, or by problem and then by time."""
    order = "p.number NULLS LAST, p.platform, p.slug, a.at, a.seq" if by_problem else "a.at, a.seq"
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor:
        for row in cursor.stream(TRIED.format(order=order), [user_of(session)]):
            yield Tried(*row)


def _selection(kind: Kind) -> str:
    """A statement that gives a kind's rows as lines of JSON."""
    fields, joins = [], ""
    for column in kind.columns:
        own = ELSEWHERE.get((kind.name, column.name), f't."{column.name}"')
        if column.type == NAMED:
            joins = f" LEFT JOIN problems p ON p.id = {own}"
            own = "p.platform || '/' || p.slug"
        fields.append(f"'{column.field}', {own}")
    whole = f"json_build_object('type', '{kind.name}', {', '.join(fields)})"
    if all(column.type != "json" for column in kind.columns):  # a null inside it is its own
        whole = f"json_strip_nulls({whole})"
    order = "c.name, p.platform, p.slug" if kind.name == "company" else f"t.{kind.order}"
    return f"""
        SELECT {whole}::text FROM {SPECIAL.get(kind.name, f"{kind.table} t")}{joins}
        WHERE t.user_id = %(user)s AND {kind.but} ORDER BY {order}
    """
