"""Charts as pure functions: prepared data in, a new matplotlib Figure out."""
