"""The model we ship says nearly what the one it was made from says, whatever it is given."""

import hashlib
import platform
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from maang.core.embedding.embedders.onnx import LONGEST, MiniLM
from maang.core.embedding.model_files import MODEL, SHIPPED, SUMS
from maang.core.embedding.models import Wanted
from maang.core.embedding.ports import Embedder
from maang.core.errors import NotConfigured, Unavailable
from tests.core.embedding.reference import TEXTS, cosines, reference


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    """The model, opened once."""
    return MiniLM(Wanted(threads=1))


def worst_allowed() -> float:
    """x86 without VNNI may saturate where two large products meet (docs/decisions/0010)."""
    facts = Path("/proc/cpuinfo")
    older = facts.exists() and "vnni" not in facts.read_text(errors="replace")
    return 0.95 if older and platform.machine() == "x86_64" else 0.98


def lengths(vectors: np.ndarray) -> Sequence[float]:
    return [float(length) for length in np.linalg.norm(vectors, axis=-1)]


def test_every_text_comes_out_as_in_full_precision(minilm: MiniLM) -> None:
    near = cosines(minilm.embed(TEXTS))

    assert len(near) == 200
    assert near.min() >= worst_allowed()
    assert near.mean() >= 0.99


def test_neighbours_stay_neighbours(minilm: MiniLM) -> None:
    vectors, whole = minilm.embed(TEXTS), reference()
    ours, theirs = (np.argsort(-(made @ made.T))[:, 1:11] for made in (vectors, whole))
    shared = [len(set(mine) & set(yours)) for mine, yours in zip(ours, theirs, strict=True)]

    assert np.mean(shared) >= 9


def test_alone_or_among_others_a_text_means_the_same(minilm: MiniLM) -> None:
    together = minilm.embed(TEXTS[:40])
    alone = np.vstack([minilm.embed([text]) for text in TEXTS[:40]])

    assert (together * alone).sum(axis=1).min() >= worst_allowed()


def test_the_order_of_the_texts_is_kept(minilm: MiniLM) -> None:
    texts = ["a much longer text about the shortest path in a weighted graph", "heap", "graph"]
    near = minilm.embed(texts) @ minilm.embed(["shortest path in a graph", "heap"]).T

    assert near[:, 0].argmax() == 0
    assert near[:, 1].argmax() == 1


def test_it_is_what_it_says(minilm: MiniLM) -> None:
    made = minilm.embed(["two pointers"])

    assert isinstance(minilm, Embedder)
    assert (minilm.model_id, made.dtype) == ("minilm", np.float32)
    assert made.shape == (1, minilm.dimensions) == (1, 384)


def test_no_texts_give_no_rows(minilm: MiniLM) -> None:
    assert minilm.embed([]).shape == (0, 384)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "\x00",
            "\ud800",
            "\udfff tail",
            "👩‍👩‍👧",
            "é" * 5_000,
            "汉字" * 2_000,
            "x" * 1_000_000,
        ),
        "\n" * 1_000_000,
        "left pointer " * 800_000,
    ],
    ids=lambda text: f"{text[:6]!a} x {len(text)}",
)
def test_any_text_has_a_vector_of_unit_length(minilm: MiniLM, text: str) -> None:
    made = minilm.embed([text, "heap"])

    assert np.isfinite(made).all()
    assert lengths(made) == pytest.approx([1, 1], abs=1e-5)


def test_what_is_too_long_counts_by_its_beginning(minilm: MiniLM) -> None:
    beginning = "queue " * (LONGEST - 2)
    first, second = minilm.embed([beginning, beginning + "unrelated words " * 50])

    assert first @ second == pytest.approx(1, abs=1e-5)


def test_another_model_is_refused_with_the_way_back() -> None:
    with pytest.raises(NotConfigured) as caught:
        MiniLM(Wanted(model="large"))

    assert caught.value.hint == "maang config unset embedder_model"


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(NotConfigured, match=package) as caught:
        MiniLM(Wanted())
    assert caught.value.hint == f"pip install {package}"


def test_a_damaged_model_never_answers(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    with (tmp_path / MODEL).open("r+b") as file:
        file.seek(11_000_000)
        file.write(b"\x00" * 64)

    with pytest.raises(Unavailable, match="damaged"):
        MiniLM(Wanted(), folder=tmp_path)


def test_a_model_the_runtime_refuses_is_told_without_a_traceback(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    (tmp_path / MODEL).write_bytes(b"another format")
    sums = (SHIPPED / SUMS).read_text().splitlines()
    kept = [line for line in sums if not line.endswith(MODEL)]
    kept.append(f"{hashlib.sha256(b'another format').hexdigest()}  {MODEL}")
    (tmp_path / SUMS).write_text("\n".join(kept))

    with pytest.raises(Unavailable, match="cannot be run"):
        MiniLM(Wanted(), folder=tmp_path)
