"""One platform a file; the only HTTP of the product."""
