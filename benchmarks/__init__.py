"""How long a command takes, as a ratio of what could not be had faster. See README.md here."""
