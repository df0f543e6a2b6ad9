"""Write `constraints.txt`: the versions installed here of everything pyproject.toml leads to.

The Makefile and CI install with it, so that everybody tests the same versions; a user's own
`pip install maang` goes by the ranges in pyproject.toml. What else is installed here is left out.
"""

import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
FILE = ROOT / "constraints.txt"

NOT_PINNED = frozenset({"st"})
"""Extras too heavy to install for the tests: their versions are the user's."""

HEADER = """\
# The exact versions maang is tested with. Written by `make lock`; change pyproject.toml instead.
"""


def main() -> int:
    """Write the file; 1 when something that is asked for is not installed."""
    found: dict[str, str] = {}
    missing: list[str] = []
    _follow([*asked(), Requirement("pip")], found, missing)
    if missing:
        print("not installed here:", *sorted(missing), file=sys.stderr)
        return 1
    lines = (f"{name}=={version}" for name, version in sorted(found.items()))
    FILE.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {len(found)} packages")
    return 0


def asked() -> Iterator[Requirement]:
    """What pyproject.toml asks for: to run, for extras, and to work on it."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = declared["project"]
    optional = project.get("optional-dependencies", {})
    extras = chain.from_iterable(optional[name] for name in optional.keys() - NOT_PINNED)
    for line in chain(project["dependencies"], extras, declared["dependency-groups"]["dev"]):
        yield Requirement(line)


def _follow(wanted: list[Requirement], found: dict[str, str], missing: list[str]) -> None:
    """Enter every requirement, and what each of them requires on this system."""
    seen: set[tuple[str, str]] = set()
    while wanted:
        requirement = wanted.pop()
        name = canonicalize_name(requirement.name)
        try:
            here = distribution(name)
        except PackageNotFoundError:
            missing.append(name)
            continue
        found[name] = here.version
        for extra in requirement.extras or {""}:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            needed = map(Requirement, here.requires or ())
            wanted += [each for each in needed if _applies(each, extra)]


def _applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


if __name__ == "__main__":
    sys.exit(main())
