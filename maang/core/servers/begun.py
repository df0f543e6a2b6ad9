"""Where our server is kept, and whether one ever was: what is asked before anything is loaded."""

from pathlib import Path


def base_dir(data_dir: Path) -> Path:
    """Our own part of the data directory for PostgreSQL."""
    return data_dir / "postgres"


def begun(data_dir: Path) -> bool:
    """Whether a server was set up here: it runs, or starts in a moment."""
    return base_dir(data_dir).exists()
