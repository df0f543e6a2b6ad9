"""The chosen embedder is opened once, late, and its absence is told."""

import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from maang.core.embedding.models import Wanted
from maang.core.embedding.service import Embedding
from maang.core.errors import NotConfigured

Install = Callable[[str], str]

INFO = "their_embedder-1.0.dist-info"
THEIRS = """
class Theirs:
    dimensions = 2
    def __init__(self, wanted): self.model_id = f"{wanted.model}/{wanted.threads}"
    def embed(self, texts): return [[1, 0]] * len(texts)
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Installs an embedder whose code this is, and gives its name."""
    monkeypatch.syspath_prepend(tmp_path)

    def put(code: str) -> str:
        monkeypatch.delitem(sys.modules, "their_embedder", raising=False)
        (tmp_path / "their_embedder.py").write_text(code)
        info = tmp_path / INFO
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: their_embedder\nVersion: 1\n")
        (info / "entry_points.txt").write_text(
            "[maang.embedders]\ntheirs = their_embedder:Theirs\n"
        )
        return "theirs"

    return put


def test_ours_are_installed_like_anyones() -> None:
    assert {"minilm", "sentence-transformers"} <= set(Embedding().names())


def test_the_default_works_here() -> None:
    assert Embedding().check().problem is None


def test_it_is_opened_once_however_many_ask() -> None:
    embedding = Embedding(wanted=Wanted(threads=1))
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: embedding.embedder(), range(4)))

    assert all(each is opened[0] for each in opened)


def test_a_name_nobody_has_says_which_there_are() -> None:
    with pytest.raises(NotConfigured) as caught:
        Embedding("word2vec").embedder()

    assert "minilm" in (caught.value.hint or "")


def test_checking_tells_what_is_wrong_and_what_to_do() -> None:
    found = Embedding("word2vec").check()

    assert found.name == "word2vec"
    assert "word2vec" in (found.problem or "")
    assert "minilm" in (found.hint or "")


def test_a_strangers_embedder_is_opened_with_what_was_asked(install: Install) -> None:
    name = install(THEIRS)

    assert Embedding(name, Wanted("tiny", 3)).embedder().model_id == "tiny/3"


def test_another_is_opened_beside_the_chosen_one_with_its_own_model(install: Install) -> None:
    name = install(THEIRS)
    embedding = Embedding(name, Wanted("tiny", 1))

    assert embedding.embedder("minilm").model_id == "minilm"
    assert embedding.embedder().model_id == "tiny/1"
    assert embedding.embedder("minilm") is embedding.embedder("minilm")


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("class Theirs:\n    def __init__(self): ...\n", id="of another signature"),
        pytest.param("def Theirs(wanted): return object()\n", id="no embedder"),
        pytest.param("import not_there_at_all\n", id="that lacks a package"),
        pytest.param("def Theirs(wanted): raise OSError('no disk')\n", id="that fails"),
    ],
)
def test_a_broken_one_is_not_configured_rather_than_a_crash(install: Install, code: str) -> None:
    name = install(code)

    with pytest.raises(NotConfigured):
        Embedding(name).embedder()


def test_anothers_is_looked_for_and_not_opened(install: Install) -> None:
    lacking = "class Theirs:\n    needs, hint = ('not_there_at_all',), 'pip install it'\n"
    there = "class Theirs:\n    def __init__(self, wanted): raise OSError('would take long')\n"

    found = Embedding(install(lacking)).check()
    assert (found.problem, found.hint) == ("not_there_at_all cannot be found", "pip install it")
    shutil.rmtree(Path(sys.modules["their_embedder"].__file__ or "").parent / INFO)
    assert Embedding(install(there)).check().problem is None
