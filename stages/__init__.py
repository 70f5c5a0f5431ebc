"""The stages: each a function from one hand-over format to the next, and a command on files."""
