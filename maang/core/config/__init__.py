"""Settings: where they come from, and where files live."""
