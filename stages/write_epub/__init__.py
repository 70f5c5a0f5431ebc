"""segments.json -> EPUB."""
