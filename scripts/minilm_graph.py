"""The graph of all-MiniLM-L6-v2, written node by node from its weights: a BERT of six layers.

Two models come out of the same lines: in fp32, to compare with, and one that bears rounding. Its
word vectors are bytes with a scale a row; `make_model.py` makes bytes of the matrices too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

LAYERS, HEADS, WIDTH = 6, 12, 384
HEAD = WIDTH // HEADS
POSITIONS = 256
"""The model was trained on texts no longer than this, so that no more positions are kept."""
EPSILON = 1e-12
OPSET = 20

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]


def minilm(weights: Weights, *, for_bytes: bool) -> ModelProto:
    """The model: `input_ids` and `attention_mask` (n, length; int64) in, two results out.

    `sentence_embedding` (n, 384) is the mean of a text's tokens at unit length, and
    `token_embeddings` (n, length, 384) the tokens themselves.
    """
    graph = _Graph(weights, for_bytes)
    hidden, norm = _embedded(graph)
    bias = _attention_bias(graph)
    for number in range(LAYERS):
        hidden, norm = _layer(graph, hidden, bias, norm=norm, name=f"encoder.layer.{number}.")
    graph.add("Identity", hidden, named="token_embeddings")
    _pooled(graph, hidden)
    return graph.model()


@dataclass
class _Graph:
    """Nodes and constants so far; every method gives the name of what it made."""

    weights: Weights
    for_bytes: bool
    nodes: list[NodeProto] = field(default_factory=list)
    constants: dict[str, TensorProto] = field(default_factory=dict)

    def add(self, kind: str, *inputs: str, named: str = "", **attributes: object) -> str:
        made = named or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [made], made, **attributes))
        return made

    def constant(self, name: str, values: object, kind: type = np.float32) -> str:
        if name not in self.constants:
            array = np.array(values, kind, order="C")
            self.constants[name] = numpy_helper.from_array(array, name)
        return name

    def weight(self, name: str) -> str:
        return self.constant(name, self.weights[name])

    def linear(self, hidden: str, *, name: str, norm: str = "") -> str:
        # The checkpoint keeps matrices the other way round.
        matrix = self.weights[name + ".weight"].T
        return self.product(hidden, matrix, self.weights[name + ".bias"], name=name, norm=norm)

    def product(
        self, hidden: str, matrix: Floats, bias: Floats, *, name: str, norm: str = ""
    ) -> str:
        """hidden x matrix + bias; `norm` is the layer norm that `hidden` comes from, if one."""
        if not self.for_bytes:
            made = self.add("MatMul", hidden, self.constant(name + ".matrix", matrix))
            return self.add("Add", made, self.constant(name + ".bias", bias))
        if norm:
            ease = self.ease(matrix, norm=norm)
            matrix = matrix * ease[:, None]
            hidden = self.add("Mul", hidden, self.constant(name + ".ease", 1 / ease))
        # One scale serves all tokens of a batch: at equal height none is rounded away.
        last = self.constant("last", [2], np.int64)
        peak = self.add("ReduceMax", self.add("Abs", hidden), last, keepdims=1)
        level = self.add("Div", hidden, peak)
        made = self.add("MatMul", level, self.constant(name + ".matrix", matrix))
        return self.add("Add", self.add("Mul", made, peak), self.constant(name + ".bias", bias))

    def ease(self, matrix: Floats, *, norm: str) -> Floats:
        """What to divide each channel by, so that the few loud ones do not set the scale of all.

        As in SmoothQuant (Xiao et al. 2023, arXiv 2211.10438, half of the load moved into the
        matrix), with a channel's height read off its layer norm instead of off sample texts.
        """
        height = 3 * np.abs(self.weights[norm + ".weight"]) + np.abs(self.weights[norm + ".bias"])
        return np.sqrt(height / np.abs(matrix).max(axis=1)).astype(np.float32)

    def normalised(self, hidden: str, *, name: str) -> str:
        around = self.weight(name + ".weight"), self.weight(name + ".bias")
        return self.add("LayerNormalization", hidden, *around, epsilon=EPSILON)

    def model(self) -> ModelProto:
        ids = [
            _value(name, TensorProto.INT64, "n", "l") for name in ("input_ids", "attention_mask")
        ]
        made = [
            _value("sentence_embedding", TensorProto.FLOAT, "n", WIDTH),
            _value("token_embeddings", TensorProto.FLOAT, "n", "l", WIDTH),
        ]
        graph = helper.make_graph(
            self.nodes, "all-MiniLM-L6-v2", ids, made, list(self.constants.values())
        )
        opset = [helper.make_opsetid("", OPSET)]
        return helper.make_model(graph, opset_imports=opset, ir_version=9, producer_name="maang")


def _embedded(graph: _Graph) -> tuple[str, str]:
    words = graph.weights["embeddings.word_embeddings.weight"]
    places = graph.weights["embeddings.position_embeddings.weight"][:POSITIONS]
    # Every token is of the first kind (no pairs of texts), so that this is part of its place.
    places = places + graph.weights["embeddings.token_type_embeddings.weight"][0]
    if graph.for_bytes:
        scale = np.abs(words).max(axis=1, keepdims=True) / 127
        small = graph.constant("words", np.round(words / scale), np.int8)
        found = graph.add("Cast", graph.add("Gather", small, "input_ids"), **_AS_FLOAT)
        scaled = graph.add("Gather", graph.constant("words.scale", scale), "input_ids")
        found = graph.add("Mul", found, scaled)
    else:
        found = graph.add("Gather", graph.constant("words", words), "input_ids")
    length = graph.add("Shape", "input_ids", start=1, end=2)
    start, axis = graph.constant("zero", [0], np.int64), graph.constant("zero", [0], np.int64)
    placed = graph.add("Slice", graph.constant("places", places), start, length, axis)
    norm = "embeddings.LayerNorm"
    return graph.normalised(graph.add("Add", found, placed), name=norm), norm


def _attention_bias(graph: _Graph) -> str:
    """(n, 1, 1, length): nothing for a token, and far below everything for padding."""
    mask = graph.add("Cast", "attention_mask", named="mask", **_AS_FLOAT)
    axes = graph.constant("middle", [1, 2], np.int64)
    padding = graph.add("Sub", graph.constant("one", 1.0), graph.add("Unsqueeze", mask, axes))
    return graph.add("Mul", padding, graph.constant("never", -1e9))


def _layer(graph: _Graph, hidden: str, bias: str, *, norm: str, name: str) -> tuple[str, str]:
    seen = _attended(graph, hidden, bias, norm=norm, name=name)
    between, after = name + "attention.output.LayerNorm", name + "output.LayerNorm"
    seen = graph.add("Add", graph.linear(seen, name=name + "attention.output.dense"), hidden)
    seen = graph.normalised(seen, name=between)
    inner = graph.add("Gelu", graph.linear(seen, name=name + "intermediate.dense", norm=between))
    outer = graph.add("Add", graph.linear(inner, name=name + "output.dense"), seen)
    return graph.normalised(outer, name=after), after


def _attended(graph: _Graph, hidden: str, bias: str, *, norm: str, name: str) -> str:
    """What each head sees, side by side again; queries are scaled in their weights."""
    parts = [f"{name}attention.self.{part}." for part in ("query", "key", "value")]
    pairs = list(zip(parts, (HEAD**-0.5, 1, 1), strict=True))
    matrix = np.hstack([graph.weights[part + "weight"].T * scale for part, scale in pairs])
    shift = np.hstack([graph.weights[part + "bias"] * scale for part, scale in pairs])
    all_three = graph.product(hidden, matrix, shift, name=name + "heads", norm=norm)
    shape = graph.constant("heads", [0, 0, 3, HEADS, HEAD], np.int64)
    parted = graph.add("Transpose", graph.add("Reshape", all_three, shape), perm=[2, 0, 3, 1, 4])
    query, key, value = (
        graph.add("Gather", parted, graph.constant(f"part {part}", part, np.int64), axis=0)
        for part in range(3)
    )
    scores = graph.add("MatMul", query, graph.add("Transpose", key, perm=[0, 1, 3, 2]))
    share = graph.add("Softmax", graph.add("Add", scores, bias), axis=-1)
    back = graph.add("Transpose", graph.add("MatMul", share, value), perm=[0, 2, 1, 3])
    return graph.add("Reshape", back, graph.constant("joined", [0, 0, WIDTH], np.int64))


def _pooled(graph: _Graph, hidden: str) -> None:
    last = graph.constant("last", [2], np.int64)
    second = graph.constant("second", [1], np.int64)
    kept = graph.add("Mul", hidden, graph.add("Unsqueeze", "mask", last))
    total = graph.add("ReduceSum", kept, second, keepdims=0)
    # The mean has the direction of the sum, and only the direction is kept.
    length = graph.add("ReduceL2", total, second, keepdims=1)
    least = graph.constant("least", 1e-12)
    graph.add("Div", total, graph.add("Max", length, least), named="sentence_embedding")


def _value(name: str, kind: int, *shape: str | int) -> object:
    return helper.make_tensor_value_info(name, kind, shape)


_AS_FLOAT = {"to": TensorProto.FLOAT}
