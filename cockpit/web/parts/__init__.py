"""Pieces that several pages show: frame, marks, figures, tables, forms."""
