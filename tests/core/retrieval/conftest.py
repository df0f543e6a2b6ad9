"""Memory with the model that ships, opened once for all tests of a worker."""

from collections.abc import Callable

import pytest

from maang.core.bootstrap import Core
from maang.core.embedding.service import Embedding
from maang.core.retrieval.models import Found


@pytest.fixture(scope="session")
def embedding() -> Embedding:
    return Embedding()


@pytest.fixture
def remembering(core: Core, embedding: Embedding) -> Core:
    """A core whose model is open already."""
    core.__dict__["embedding"] = embedding
    return core


@pytest.fixture
def ask(remembering: Core) -> Callable[..., Found]:
    """Index what waits, and search."""

    def asked(query: str, **wanted: object) -> Found:
        remembering.indexing.drain()
        return remembering.search.search(query, **wanted)  # type: ignore[arg-type]

    return asked
