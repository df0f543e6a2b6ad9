"""What memory asks often finds its rows by an index, with ten thousand texts there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event, text

from maang.core.accounts.service import Accounts
from maang.core.db import migrate
from maang.core.db.database import Database, Session, engine_for
from maang.core.ids import new_id
from maang.core.indexing import store as indexing
from maang.core.memory import store
from tests.conftest import NOON
from tests.core.db.test_explain import Filled, indexes, scanned

TEXTS, CHUNKS = 10_000, 2_000

FILL = (
    """
    INSERT INTO conversation_memory (id, user_id, source, kind, key, version, title, text, metadata,
        happened_at, created_at, changed_at, run_id, before, forgotten_at, purge_after)
    SELECT gen_random_uuid(),
        CASE n % 2 WHEN 0 THEN CAST(:me AS uuid) ELSE CAST(:other AS uuid) END,
        'files', 'document', '/notes/' || n, 'v' || n, 'Title ' || n, 'words of note ' || n, '{}',
        CAST(:now AS timestamptz) - n * interval '1 hour', :now, :now,
        CASE n % 100 WHEN 0 THEN gen_random_uuid() END, CASE n % 100 WHEN 0 THEN '{}'::jsonb END,
        CASE n % 100 WHEN 2 THEN CAST(:now AS timestamptz) END,
        CASE n % 100 WHEN 2 THEN CAST(:now AS timestamptz) END
    FROM generate_series(1, :texts) n
    """,
    """
    INSERT INTO embed_queue (memory_id, user_id, queued_at)
    SELECT id, user_id, :now FROM conversation_memory
    """,
    """
    INSERT INTO vector_embeddings (id, memory_id, user_id, model, version, position, text, context,
        begins, ends, embedding, terms, counts, length)
    SELECT gen_random_uuid(), id, user_id, 'minilm', version, 0, text, title, 0, 10,
        (SELECT array_agg(random()) FROM generate_series(1, 384) WHERE m.key <> '')::vector(384),
        ARRAY['words', 'note', m.key], ARRAY[1, 1, 1], 3
    FROM conversation_memory m LIMIT :chunks
    """,
)


@pytest.fixture(scope="module")
def filled(new_database: Callable[[], str]) -> Iterator[Filled]:
    """Texts of two people, all of them waiting, some of them indexed."""
    engine = engine_for(new_database())
    migrate.upgrade(engine)
    people = {name: Accounts(Database(engine), lambda: NOON).open(name) for name in ("me", "other")}
    values: dict[str, Any] = {**people, "now": NOON, "texts": TEXTS, "chunks": CHUNKS}
    with engine.begin() as connection:
        for statement in FILL:
            said = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(text(statement), said)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    yield Filled(engine, people["me"])
    engine.dispose()


NEAREST = text("""
    SELECT id FROM vector_embeddings
    ORDER BY embedding <=> array_fill(0.1, ARRAY[384])::halfvec(384) LIMIT 10
""")
BY_WORDS = text("""
    SELECT id FROM vector_embeddings WHERE lexemes @@ websearch_to_tsquery('english', '4242')
""")
BY_TERMS = text("SELECT id FROM vector_embeddings WHERE terms && ARRAY['/notes/4242']")

QUERIES: dict[str, tuple[str, Callable[[Session], object]]] = {
    "the newest": (
        "ix_conversation_memory_user_id_happened_at",
        lambda session: store.listed(session, limit=20),
    ),
    "what is known of some files": (
        "uq_conversation_memory_user_id_source_key",
        lambda session: store.versions(session, "files", ["/notes/2", "/notes/4"]),
    ),
    "the chunks that are nearest": (
        "ix_vector_embeddings_embedding",
        lambda session: session.execute(NEAREST),
    ),
    "the chunks that have a word": (
        "ix_vector_embeddings_lexemes",
        lambda session: session.execute(BY_WORDS),
    ),
    "the chunks that have a term": (
        "ix_vector_embeddings_terms",
        lambda session: session.execute(BY_TERMS),
    ),
    "what is to be purged": (
        "ix_conversation_memory_forgotten",
        lambda session: session.execute(
            text("SELECT id FROM conversation_memory WHERE purge_after <= now() - interval '1 day'")
        ),
    ),
}


@pytest.mark.parametrize(("index", "ask"), QUERIES.values(), ids=QUERIES.keys())
def test_it_goes_by_an_index_and_reads_no_table_through(
    filled: Filled, index: str, ask: Callable[[Session], object]
) -> None:
    plan = filled.plan(ask)

    assert index in indexes(plan)
    assert scanned(plan) == set()


CHANGES: dict[str, tuple[str, Callable[[Session], object]]] = {
    "taking up what waits": (
        "ix_embed_queue_user_id_seq",
        lambda session: indexing.claim(session, new_id(), at=NOON, until=NOON, limit=16),
    ),
    "taking a run back": (
        "ix_conversation_memory_run",
        lambda session: store.take_back_run(session, new_id(), at=NOON),
    ),
    "letting former words go": (
        "ix_conversation_memory_before",
        lambda session: store.forget_former(session, by=NOON),
    ),
    "purging": (
        "ix_conversation_memory_forgotten",
        lambda session: store.purge(session, by=NOON),
    ),
}


@pytest.mark.parametrize(("index", "change"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_goes_by_an_index(
    filled: Filled, index: str, change: Callable[[Session], object]
) -> None:
    assert index in set().union(*(indexes(plan) for plan in plans(filled, change)))


def plans(filled: Filled, change: Callable[[Session], object]) -> list[Any]:
    """The plans of all that a change sends; the change itself is rolled back."""
    sent: list[tuple[str, Any]] = []

    def hear(*call: Any) -> None:
        if not call[2].startswith(("SELECT set_config", "EXPLAIN")):
            sent.append((call[2], call[3]))

    db = Database(filled.engine, filled.user, dry_run=True, seconds=60)
    event.listen(filled.engine, "before_cursor_execute", hear)
    try:
        with db.write() as session:
            change(session)
    finally:
        event.remove(filled.engine, "before_cursor_execute", hear)
    with db.write() as session:
        return [
            session.connection()
            .exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values)
            .scalar_one()[0]["Plan"]
            for statement, values in sent
        ]
