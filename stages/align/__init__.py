"""segments.json -> segments.json with sentence pairs, each with its time."""
