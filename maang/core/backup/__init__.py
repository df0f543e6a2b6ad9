"""Copies of the database one can trust: made, proved by restoring, put back, thinned out."""
