"""The workspace file: open, change, undo, back up, check."""
