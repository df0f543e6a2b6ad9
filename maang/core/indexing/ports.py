"""What indexing needs of models: one by its name, or the one of the settings."""

from collections.abc import Callable

from maang.core.embedding.ports import Embedder

Embedders = Callable[[str | None], Embedder]
"""The embedder of a name, or without one that of the settings. Raises NotConfigured or Unavailable
where it cannot be had."""
