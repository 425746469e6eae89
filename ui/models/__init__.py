"""Tables and lists as Qt wants them, made from rows that the core answers."""
