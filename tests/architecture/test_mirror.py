"""Each module of the core that decides something has its test where a reader looks for it:
`maang/core/reviews/scheduler.py` is tried in `tests/core/reviews/test_scheduler.py`."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CORE, TESTS = ROOT / "maang" / "core", ROOT / "tests" / "core"

SHAPES = ("models.py", "tables.py", "ports.py", "__init__.py")
"""Pages that hold shapes; whoever uses them tries them."""

ELSEWHERE = {
    "accounts/keyring_child.py": "core/accounts/test_keyring_store.py",
    "accounts/store.py": "core/accounts/test_service.py",
    "activity/store.py": "core/activity/test_service.py",
    "ask/answering.py": "core/ask/test_service.py",
    "browsing/store.py": "core/browsing/test_service.py",
    "clock.py": "cli/test_streams.py",
    "config/facts.py": "core/config/test_settings.py",
    "db/base.py": "core/db/test_migrations.py",
    "db/migrate.py": "core/db/test_migrations.py",
    "db/readiness.py": "core/db/test_migrations.py",
    "db/revision.py": "core/db/test_migrations.py",
    "db/translation.py": "core/db/test_database.py",
    "errors.py": "cli/test_manners.py",
    "exporting/store.py": "core/importing/test_round_trip.py",
    "indexing/store.py": "core/indexing/test_service.py",
    "memory/store.py": "core/memory/test_service.py",
    "notes/store.py": "core/notes/test_service.py",
    "opening.py": "cli/test_streams.py",
    "parameters/store.py": "core/tuning/test_service.py",
    "porting/service.py": "core/importing/test_service.py",
    "porting/statements.py": "core/importing/test_blocks.py",
    "porting/store.py": "core/importing/test_service.py",
    **dict.fromkeys(
        ["llm/providers/faults.py", "llm/providers/vendors.py"],
        "core/llm/providers/test_pydantic_ai.py",
    ),
    "practice/store.py": "core/practice/test_service.py",
    "remembering/store.py": "core/remembering/test_service.py",
    "reviews/bulk.py": "core/reviews/test_columns.py",
    "reviews/deciding.py": "core/reviews/test_balance.py",
    "retrieval/ranking.py": "core/retrieval/test_service.py",
    "retrieval/store.py": "core/retrieval/test_scale.py",
    "reviews/store.py": "core/reviews/test_service.py",
    "schema.py": "core/db/test_migrations.py",
    "undoing.py": "core/activity/test_service.py",
    **dict.fromkeys(
        [
            *("servers/creation.py", "servers/locking.py", "servers/record.py"),
            *("servers/running.py", "servers/starting.py"),
        ],
        "core/servers/test_postgres.py",
    ),
    **dict.fromkeys(["servers/memory.py", "servers/resp.py"], "core/servers/test_valkey.py"),
    "stats/store.py": "core/stats/test_service.py",
    "sync/errors.py": "cli/test_sync_failures.py",
    "sync/scheduling.py": "cli/test_schedule.py",
    "timers/store.py": "core/timers/test_service.py",
    **dict.fromkeys(["wiring/exchanging.py", "wiring/practising.py"], "core/test_bootstrap.py"),
    "wiring/answering.py": "core/test_bootstrap.py",
    **dict.fromkeys(["wiring/ground.py", "wiring/remembering.py"], "core/test_bootstrap.py"),
}
"""Modules whose test stands under another name: a store is tried through its service, the parts
of a database or of a server together on a real one."""


def decides(path: Path) -> bool:
    """Whether a module has a function or a method, and so something to get wrong."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))


def modules() -> dict[str, Path]:
    found = sorted(path for path in CORE.rglob("*.py") if path.name not in SHAPES)
    return {str(path.relative_to(CORE)): path for path in found if decides(path)}


def mirror(module: str) -> Path:
    """Where its test is looked for."""
    if module in ELSEWHERE:
        return ROOT / "tests" / ELSEWHERE[module]
    place = TESTS / module
    return place.with_name(f"test_{place.name}")


def test_every_module_with_logic_has_its_test() -> None:
    assert [module for module in modules() if not mirror(module).is_file()] == []


def test_no_exception_has_outlived_its_module() -> None:
    assert [module for module in ELSEWHERE if not (CORE / module).is_file()] == []
