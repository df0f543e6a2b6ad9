"""The ways to models; each imports its library only when it is opened."""
