"""Kommunales Cockpit: municipal indicators from file to store to the page a council member reads."""

__version__ = "0.1.0"
