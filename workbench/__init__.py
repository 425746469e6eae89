"""Workbench without its screen: the file, imports, KPIs, roadmap, experiments, charts, decks."""

__version__ = "0.1.0"
