"""PDF -> pages.json: lines of text with their boxes and styles, page by page."""
