"""(rules) Values in plain English: what the CLI prints and the full screen shows alike."""
