"""Decks: the page, and showing them in a meeting."""
