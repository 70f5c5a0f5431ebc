"""Runs the stages over documents; knows files, processes and progress, and no file format."""

__version__ = "0.1.0"
