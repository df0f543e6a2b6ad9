"""A page stays a page: files, functions and docstrings in the sizes a reader can hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 300, 40

WAIVED: frozenset[str] = frozenset({"maang/core/bootstrap.py"})
"""Files that may be longer. Meant to stay empty."""

FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> list[Path]:
    """Every file of ours but the migrations, which are read once and never changed."""
    folders = ("maang", "scripts", "benchmarks")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def trials() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[FUNCTION]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, FUNCTION))


def length(function: FUNCTION) -> int:
    """Lines of what it does: its decorators, parameters and docstring are what it says."""
    body = function.body
    said = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    steps = body[1:] if said else body
    if not steps:
        return 0
    return (steps[-1].end_lineno or 0) - steps[0].lineno + 1


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    sizes = {name(path): len(path.read_text().splitlines()) for path in (*sources(), *trials())}

    assert {
        file: size for file, size in sizes.items() if size > LINES_OF_A_FILE and file not in WAIVED
    } == {}


def test_no_function_is_longer_than_a_screen() -> None:
    sizes = {
        f"{name(path)}:{function.name}": length(function)
        for path in (*sources(), *trials())
        for function in functions(path)
    }

    assert {where: size for where, size in sizes.items() if size > LINES_OF_A_FUNCTION} == {}


def test_a_file_opens_with_what_it_is_for() -> None:
    silent = [
        name(path)
        for path in sources()
        if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip()
    ]

    assert silent == []


def test_a_package_is_a_docstring_and_no_code() -> None:
    code = [
        name(path)
        for path in (ROOT / "maang").rglob("__init__.py")
        if path.parent.name != "maang" and len(ast.parse(path.read_text()).body) != 1
    ]

    assert code == []


def test_a_measure_that_finds_nothing_would_be_no_measure() -> None:
    assert len(sources()) > 100
    assert max(length(function) for path in sources() for function in functions(path)) > 20
