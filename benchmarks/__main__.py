"""`python -m benchmarks [--rounds N]`: measure, print the ratios, keep them in results/."""

import argparse
import compileall
import json
import sys
from pathlib import Path

from benchmarks import beginnings, cache, commands, embedding, reviews, search, sync, tui
from benchmarks.circumstances import ROOT, circumstances
from benchmarks.importing import importing

RESULTS = Path(__file__).parent / "results"
LIBRARIES = (
    "typer",
    "sqlalchemy",
    "psycopg",
    "rich",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "fsrs-rs-python",
    "redis",
    "hiredis",
)


def main() -> int:
    """Measure everything; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="pairs per command (15)")
    parser.add_argument("--no-save", action="store_true", help="print only")
    parser.add_argument("--torch", help="an interpreter with fsrs[optimizer], to fit beside ours")
    asked = parser.parse_args()
    # What is not compiled is compiled at every start, and that is not what we measure.
    compileall.compile_dir(ROOT / "maang", quiet=2)
    found = {
        **circumstances(asked.rounds, libraries=LIBRARIES),
        "commands": commands.compare(rounds=asked.rounds),
        "first run": beginnings.first_run(rounds=3),
        "catalogue": beginnings.catalogue(rounds=5),
        "embedding": embedding.compare(rounds=asked.rounds),
        "cache": cache.compare(rounds=asked.rounds),
        "search": search.compare(),
        "sync": sync.sync(rounds=7),
        "tui": tui.tui(rounds=5),
        "reviews": {
            "bulk": reviews.bulk(rounds=5),
            "fitting": reviews.fitting(rounds=5, torch=asked.torch),
        },
        "import": importing(rounds=3),
    }
    _show(found)
    if not asked.no_save:
        RESULTS.mkdir(exist_ok=True)
        place = RESULTS / f"{found['date']}-{found['commit']}.json"
        place.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        print(f"\nkept in {place.relative_to(ROOT)}")
    return 0


def _show(found: dict[str, object]) -> None:
    print(f"{found['commit']}, Python {found['python']}, {found['machine']}\n")
    measured = found["commands"]
    assert isinstance(measured, dict)
    for name, figures in measured.items():
        ratios = "   ".join(f"{value:6.2f} x {of}" for of, value in figures.items())
        print(f"{name:22} {ratios.replace('x seconds', 's      ')}")
    print(f"{'first run':22} {found['first run']}")
    for name in ("catalogue", "embedding", "sync", "reviews", "import", "tui"):
        print(f"{name:22} {found[name]}")


if __name__ == "__main__":
    sys.exit(main())
