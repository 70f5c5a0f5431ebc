"""segments.json -> segments.json of the languages and kinds asked for."""
