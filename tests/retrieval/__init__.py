"""The evaluation set of retrieval, its measures and its runner."""
