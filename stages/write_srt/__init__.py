"""segments.json -> subtitles: SRT, WebVTT, Podcasting 2.0 JSON and chapters."""
