"""How well search finds: a labelled set of our own, measures, and a runner for any searcher."""
