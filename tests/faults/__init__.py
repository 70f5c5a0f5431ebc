"""Files that do harm: what `diglot build` must make of each."""
