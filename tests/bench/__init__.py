"""Ratios measured side by side in one run; nothing here belongs to the test suite."""
