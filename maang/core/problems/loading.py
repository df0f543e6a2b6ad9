"""The shipped catalogue → the database, in one COPY and one upsert; a person's edits are kept."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from maang.core.db.database import Session
from maang.core.ids import new_id
from maang.core.problems import catalogue
from maang.core.problems.corpus import haystacks

COLUMNS = (
    "id, platform, slug, number, title, difficulty, premium, pattern, topics, techniques,"
    ' "time", space, url, search_text, created_at'
)

STAGE = f"CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT {COLUMNS} FROM problems LIMIT 0"

TYPES = (
    *("uuid", "text", "text", "int4", "text", "text", "bool", "text", "text[]", "text[]"),
    *("text", "text", "text", "text", "timestamptz"),
)

FACTS = (
    *("number", "title", "difficulty", "premium", "pattern", "topics", "techniques"),
    *('"time"', "space", "url", "search_text"),
)
"""What a newer catalogue may put right, unless the person has."""

UPSERT = f"""
    INSERT INTO problems ({COLUMNS}, edited) SELECT {COLUMNS}, false FROM incoming
    ON CONFLICT (platform, slug) DO UPDATE SET
        ({", ".join(FACTS)}) = ({", ".join(f"excluded.{name}" for name in FACTS)})
    WHERE NOT problems.edited
      AND ({", ".join(f"problems.{name}" for name in FACTS)})
          IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in FACTS)})
"""

TOPICS = """
    INSERT INTO roadmap_topics (id, kind, name, position)
    SELECT gen_random_uuid(), kind, name, NULL FROM (
        SELECT 'topic' AS kind, unnest(topics) AS name FROM problems
        UNION SELECT 'technique', unnest(techniques) FROM problems) AS named
    ON CONFLICT (kind, name) DO NOTHING
"""

PATTERN = """
    INSERT INTO roadmap_topics (id, kind, name, position) VALUES (%s, 'pattern', %s, %s)
    ON CONFLICT (kind, name) DO UPDATE SET position = excluded.position
"""

REQUIRES = """
    INSERT INTO topic_prerequisites (topic_id, requires_id)
    SELECT later.id, earlier.id FROM roadmap_topics later, roadmap_topics earlier
    WHERE later.kind = 'pattern' AND earlier.kind = 'pattern'
      AND later.name = %s AND earlier.name = %s
    ON CONFLICT DO NOTHING
"""

LIST = """
    INSERT INTO problem_lists (id, user_id, slug, name) VALUES (%s, NULL, %s, %s)
    ON CONFLICT (user_id, slug) DO UPDATE SET name = excluded.name RETURNING id
"""

ITEMS = """
    INSERT INTO problem_list_items (list_id, position, problem_id)
    SELECT %s, listed.position, problems.id
    FROM unnest(%s::text[]) WITH ORDINALITY AS listed (slug, position)
    JOIN problems ON problems.platform = 'leetcode' AND problems.slug = listed.slug
"""

LOADED = """
    INSERT INTO installation (name, value) VALUES ('catalogue', %s)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""


def load(session: Session, *, at: datetime) -> int:
    """Load the shipped catalogue; how many problems it has. Running it again changes nothing."""
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor:
        # two first runs may come here at once: the second waits, then finds all in place
        cursor.execute("LOCK TABLE problem_lists IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(STAGE)
        count = 0
        with cursor.copy(f"COPY incoming ({COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(TYPES)
            for row in _rows(at):
                copy.write_row(row)
                count += 1
        cursor.execute(UPSERT)
        cursor.execute(TOPICS)
        _load_patterns(cursor)
        _load_lists(cursor)
        cursor.execute(LOADED, (catalogue.EDITION,))
    return count


def _rows(at: datetime) -> Iterator[tuple[Any, ...]]:
    problems = list(catalogue.problems())
    for problem, text in zip(problems, haystacks(problems), strict=True):
        yield (
            new_id(),
            "leetcode",
            problem.slug,
            problem.number,
            problem.title,
            problem.difficulty.value,
            problem.premium,
            problem.pattern,
            list(problem.topics),
            list(problem.techniques),
            problem.time,
            problem.space,
            problem.url,
            text,
            at,
        )


def _load_patterns(cursor: Any) -> None:
    patterns = enumerate(catalogue.PREREQUISITES, start=1)
    cursor.executemany(PATTERN, [(new_id(), name, place) for place, name in patterns])
    edges = [
        (later, earlier)
        for later, requires in catalogue.PREREQUISITES.items()
        for earlier in requires
    ]
    cursor.executemany(REQUIRES, edges)


def _load_lists(cursor: Any) -> None:
    for slug, problems in catalogue.lists().items():
        cursor.execute(LIST, (new_id(), slug, catalogue.LIST_NAMES[slug]))
        list_id = cursor.fetchone()[0]
        cursor.execute("DELETE FROM problem_list_items WHERE list_id = %s", (list_id,))
        cursor.execute(ITEMS, (list_id, list(problems)))
