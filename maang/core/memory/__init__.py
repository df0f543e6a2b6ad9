"""What a person wrote, did and heard, kept so that it can be found again by meaning.

`conversation_memory` holds one text a row, named by (source, key), with the version its writer
gave it. `vector_embeddings` holds the chunks of those texts, a set for each model: the text with
its context line, its vector (halfvec, unit length), a generated tsvector, and terms with counts
and length for BM25. `embed_queue` names the texts that wait for either. `memory_models` says which
model's set is the one to search, `memory_moves` counts the writes that a search could see (kept by
triggers: whoever keeps what a search found keeps it under `store.state`).

- `models.py` what goes in and comes out; `terms.py` words for the lexical leg; `chunking.py`
- `store.py` what writers call in their own transaction (`remember`, `drop`), reading, forgetting
- `folders.py`, `markdown.py` Markdown files read without trust; `service.py` the use cases

What is beside it: `remembering` (the log and the notes as sources), `indexing` (the queue, chunk
sets and models), `retrieval` (search), `ask` (answers).
"""
