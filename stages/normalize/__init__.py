"""pages.json -> segments.json: who said what, when, in which languages."""
