"""Texts that are remembered are made findable: chunks, terms and vectors, whenever there is time.

Nobody who writes waits for a model. The queue is drained by `memory index`, by the next search
(`Indexing.drain` with a limit) or in the background; whoever is killed has lost and doubled
nothing.
"""
