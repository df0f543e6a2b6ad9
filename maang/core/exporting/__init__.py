"""Everything of a person's, as files others can read."""
