"""One command group a file: parse, call, print."""
