"""segments.json -> DOCX."""
