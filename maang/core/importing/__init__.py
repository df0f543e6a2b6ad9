"""Files into the database: exports of ours, and people's own tables."""
