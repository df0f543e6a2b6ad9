"""One name of ours for the many that judges give."""

import pytest

from maang.core.sync.platforms.languages import language_of


@pytest.mark.parametrize(
    ("said", "name"),
    [
        *[(said, "python") for said in ("python", "python3", "Python3", "PyPy 3-64", "pythondata")],
        *[(said, "python") for said in ("Python (CPython 3.11.4)", "PyPy3 (7.3.0)", "Python 2")],
        *[(said, "cpp") for said in ("cpp", "C++", "C++17 (GCC 7-32)", "GNU C++20 (64)")],
        *[(said, "cpp") for said in ("GNU G++17 7.3.0", "MS C++ 2017", "C++ 20 (gcc 12.2)")],
        *[(said, "c") for said in ("c", "C", "GNU C11", "C (GCC 9.2.1)")],
        *[(said, "java") for said in ("java", "Java 21", "Java (OpenJDK 17)", "Java8")],
        *[(said, "javascript") for said in ("javascript", "JavaScript (Node.js 18)", "Node.js")],
        *[(said, "typescript") for said in ("typescript", "TypeScript 5.1 (Node.js 18.16.1)")],
        *[(said, "csharp") for said in ("csharp", "C#", "C# 10", "C# 11.0 (.NET 7.0.7)")],
        *[(said, "go") for said in ("golang", "Go", "Go (go 1.20.6)", "Go 1.22.2")],
        *[(said, "rust") for said in ("rust", "Rust 2021", "Rust (rustc 1.70.0)")],
        *[(said, "kotlin") for said in ("kotlin", "Kotlin 1.9", "Kotlin (Kotlin/JVM 1.8.20)")],
        *[(said, "swift") for said in ("swift", "Swift (swift 5.8.1)")],
        *[(said, "ruby") for said in ("ruby", "Ruby 3")],
    ],
)
def test_a_judges_name_becomes_ours(said: str, name: str) -> None:
    assert language_of(said) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("MySQL", "mysql"),
        ("Delphi 7", "delphi 7"),
        ("Clojure", "clojure"),
        ("Cobol", "cobol"),
        ("Crystal", "crystal"),
        ("Goo", "goo"),
    ],
)
def test_a_language_without_a_name_of_ours_keeps_its_own(said: str, name: str) -> None:
    assert language_of(said) == name


@pytest.mark.parametrize("said", ["", "   "])
def test_nothing_said_is_no_language(said: str) -> None:
    assert language_of(said) is None
