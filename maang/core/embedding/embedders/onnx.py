"""The default embedder: all-MiniLM-L6-v2 in eight bits on ONNX Runtime (scripts/make_model.py)."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from maang.core.embedding.batching import batches
from maang.core.embedding.model_files import MODEL, REINSTALL, SHIPPED, TOKENIZER, checked
from maang.core.embedding.models import DEFAULT, Wanted
from maang.core.errors import NotConfigured, Unavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

LONGEST = 256
"""Tokens of a text that count, marks included: what the model was trained on."""

_SENTENCE = "sentence_embedding"
_CHARACTERS = LONGEST * 100
"""No word the tokenizer knows is longer than 100, so that what follows could hardly count."""


class MiniLM:
    """384 dimensions; a query takes a few milliseconds, opening it some tenths of a second.

    Opening raises NotConfigured where ONNX Runtime or tokenizers cannot be imported, and
    Unavailable where the model's files are absent or damaged.
    """

    model_id = DEFAULT
    dimensions = 384

    def __init__(self, wanted: Wanted, *, folder: Path = SHIPPED) -> None:
        if wanted.model is not None:
            raise NotConfigured(
                f"the embedder {DEFAULT!r} has one model only, not {wanted.model!r}",
                hint="maang config unset embedder_model",
            )
        self._tokenizer = _tokenizer(checked(folder, TOKENIZER))
        self._session = _session(checked(folder, MODEL), threads=wanted.threads)

    def embed(self, texts: Sequence[str]) -> Floats:
        """A unit vector for each text; texts of like length go through together."""
        made = np.empty((len(texts), self.dimensions), np.float32)
        # A lone surrogate is no character, and the tokenizer refuses it.
        clean = [text[:_CHARACTERS].encode("utf-8", "replace").decode() for text in texts]
        encodings = self._tokenizer.encode_batch_fast(clean)
        for rows in batches([len(encoding.ids) for encoding in encodings]):
            ids, mask = _padded([encodings[row] for row in rows])
            given = {"input_ids": ids, "attention_mask": mask}
            made[rows] = _translated(partial(self._session.run, [_SENTENCE], given))[0]
        return made


def _tokenizer(place: Path) -> "Tokenizer":
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise _absent("tokenizers", error) from error
    tokenizer = Tokenizer.from_file(str(place))
    # The file pads every text to 128 tokens, which costs four times the time.
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


def _session(place: Path, *, threads: int) -> "InferenceSession":
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        raise _absent("onnxruntime", error) from error
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that spin between two runs would burn a core of whatever else goes on.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    opened: InferenceSession = _translated(
        partial(InferenceSession, str(place), options, providers=["CPUExecutionProvider"])
    )
    return opened


def _padded(encodings: "list[Encoding]") -> tuple[Integers, Integers]:
    longest = max(len(encoding.ids) for encoding in encodings)
    ids = np.zeros((len(encodings), longest), np.int64)
    mask = np.zeros_like(ids)
    for row, encoding in enumerate(encodings):
        ids[row, : len(encoding.ids)] = encoding.ids
        mask[row, : len(encoding.ids)] = 1
    return ids, mask


def _translated(action: Callable[[], Any]) -> Any:
    """What the action gives; ONNX Runtime's own errors, which share no base, as Unavailable."""
    from onnxruntime.capi import onnxruntime_pybind11_state as native

    known = native.Fail, native.RuntimeException, native.InvalidGraph, native.InvalidProtobuf
    try:
        return action()
    except (*known, native.InvalidArgument, RuntimeError) as error:
        raise Unavailable(f"the embedding model cannot be run: {error}", hint=REINSTALL) from error


def _absent(package: str, error: ImportError) -> NotConfigured:
    return NotConfigured(
        f"{package}, which runs the embedding model, cannot be imported: {error}",
        hint=f"pip install {package}",
    )
