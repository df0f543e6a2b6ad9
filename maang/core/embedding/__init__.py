"""Text → vectors, by whichever embedder is set up."""
