"""The window: pages, widgets and the session they share."""
