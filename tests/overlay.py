"""maang with other files of its model: a package of links in which only those are real.

For processes of their own: `env={"PYTHONPATH": str(place)}`.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from maang.core.embedding.model_files import MODEL, SHIPPED
from tests.programs import ROOT


def another_model(place: Path, change: Callable[[Path], object]) -> Path:
    """Make the package in `place`; `change` is given its copy of the model's file."""
    package, links = place / "maang", SHIPPED.relative_to(ROOT / "maang").parts
    for name in ("migrations", "compose", "tests"):
        package.parent.mkdir(parents=True, exist_ok=True)
        (place / name).symlink_to(ROOT / name)
    for depth, name in enumerate(links):
        here = package.joinpath(*links[:depth])
        here.mkdir()
        for each in (ROOT / "maang").joinpath(*links[:depth]).iterdir():
            if each.name not in (name, "__pycache__"):
                (here / each.name).symlink_to(each)
    copy = package.joinpath(*links)
    shutil.copytree(SHIPPED, copy)
    change(copy / MODEL)
    return place


def damaged(model: Path) -> None:
    """One bit of the model is another one."""
    with model.open("r+b") as file:
        file.seek(10_000)
        byte = file.read(1)[0]
        file.seek(10_000)
        file.write(bytes([byte ^ 1]))


def absent(model: Path) -> None:
    """The model is not there."""
    model.unlink()


def another_size(place: Path) -> Path:
    """An embedder of another package, of three dimensions, with the name `tiny`."""
    info = place / "tiny_embedder-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tiny_embedder\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[maang.embedders]\ntiny = tiny_embedder:Tiny\n")
    (place / "tiny_embedder.py").write_text(
        "import numpy\n\n\nclass Tiny:\n    model_id, dimensions = 'tiny', 3\n\n"
        "    def __init__(self, wanted): ...\n\n"
        "    def embed(self, texts): return numpy.full((len(texts), 3), 3**-0.5, 'f4')\n"
    )
    return place
