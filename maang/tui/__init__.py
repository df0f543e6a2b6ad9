"""The same core as a full screen."""
