"""Faults, injected on purpose: what is killed, filled up, frozen, cut and falsified, and what is
left of what was acknowledged. `make soak` runs each in full; the tests run a short form."""
