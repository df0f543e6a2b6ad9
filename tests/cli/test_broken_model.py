"""A model that is damaged, gone or of another size: words are searched, nothing is spoiled."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests import overlay
from tests.programs import ROOT, Program, a_program

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("broken model")]

SEARCH = ("memory", "search", "pushing")


@pytest.fixture(scope="module")
def maang() -> Iterator[Program]:
    """A program that has indexed a note with the model as it should be."""
    with a_program() as program:
        program("note", "add", "pushing to a heap costs log n")
        assert program("memory", "index").code == 0
        yield program


def known(maang: Program) -> dict[str, object]:
    """What is indexed: chunks, those without a vector, the model, what waits."""
    value = json.loads(maang("memory", "stats", "--json").out)
    return {name: value[name] for name in ("chunks", "unembedded", "model", "coming", "waiting")}


def broken(place: Path, change: Callable[[Path], object]) -> dict[str, str]:
    """What a process must see for its model to be changed so."""
    return {"PYTHONPATH": str(overlay.another_model(place, change))}


@pytest.fixture(params=[overlay.damaged, overlay.absent, overlay.another_size])
def env(request: pytest.FixtureRequest, tmp_path: Path) -> Mapping[str, str]:
    if request.param is not overlay.another_size:
        return broken(tmp_path, request.param)
    place = overlay.another_size(tmp_path)
    return {"PYTHONPATH": f"{ROOT}:{place}", "MAANG_EMBEDDER": "tiny"}


def test_search_goes_by_words_and_indexing_is_refused(
    maang: Program, env: Mapping[str, str]
) -> None:
    other = "MAANG_EMBEDDER" in env
    code, reason = (4, "vectors of 3 numbers") if other else (6, "the embedding model")
    before = known(maang)

    found = maang(*SEARCH, env=env)
    assert (found.code, "pushing to a heap" in found.out) == (0, True)
    assert "searched by words only" in found.err

    for words in (("memory", "index"), ("memory", "reindex")):
        refused = maang(*words, env=env)
        assert (refused.code, refused.out) == (code, "")
        assert reason in refused.err
        assert "hint: " in refused.err
        assert "Traceback" not in refused.err
    error = json.loads(maang("memory", "reindex", "--json", env=env).err)["error"]
    assert error["code"] == ("invalid" if other else "unavailable")
    assert known(maang) == before


def test_what_is_written_meanwhile_is_found_by_words_and_gets_its_vector_later(
    maang: Program, tmp_path: Path
) -> None:
    env = broken(tmp_path, overlay.absent)
    assert maang("note", "add", "a deque is open at both ends", env=env).code == 0
    assert "deque" in maang("memory", "search", "deque", env=env).out
    assert maang("ask", "what is open at both ends?", env=env).code == 0
    assert known(maang)["unembedded"] == 1
    doctor = maang("doctor", "--json", env=env)
    found = {each["about"]: each for each in json.loads(doctor.out)}["embedder"]
    assert (doctor.code, found["level"]) == (1, "problem")
    assert "words only" in found["what"]

    assert maang("memory", "index").code == 0
    assert known(maang)["unembedded"] == 0
    meant = json.loads(maang("memory", "search", "deque open on two sides", "--json").out)
    assert (meant["meanings"], "deque" in meant["passages"][0]["text"]) == (True, True)


def test_reindexing_without_what_runs_the_model_keeps_the_vectors(
    maang: Program, tmp_path: Path
) -> None:
    (tmp_path / "onnxruntime").mkdir()
    (tmp_path / "onnxruntime" / "__init__.py").write_text("raise ImportError('not here')\n")
    env = {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    before = known(maang)

    refused = maang("memory", "reindex", env=env)
    assert (refused.code, known(maang)) == (5, before)
    assert "onnxruntime" in refused.err
    assert maang("memory", "index", env=env).code == 0, "words need no model"
    assert maang(*SEARCH, env=env).code == 0
