"""segments.json -> the clean PDF."""
