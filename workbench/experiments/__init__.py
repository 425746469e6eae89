"""Experiments: what was tested, what was counted, what was decided."""
