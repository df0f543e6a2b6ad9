"""Values in, Rich renderables out; no I/O."""
