"""Roadmap items and their scores."""
