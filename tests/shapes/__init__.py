"""Transcripts of every known shape as real PDFs, with what must be read from each."""
