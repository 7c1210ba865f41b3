"""Sheets of a workbook: what stands in them is made here, how a file of them looks in ``book``."""

from __future__ import annotations

from cockpit.outputs.sheets.book import Cell, Figure, Sheet, book

__all__ = ["Cell", "Figure", "Sheet", "book"]
