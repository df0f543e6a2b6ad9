"""The log and the notes as sources of memory: what it missed, and what forgetting means there."""
