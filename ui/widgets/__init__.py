"""Widgets that know no workspace."""
