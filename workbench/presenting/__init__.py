"""Decks, and one writer per format."""
