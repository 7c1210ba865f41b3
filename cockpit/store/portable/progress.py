"""How a long move tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Step = Callable[[str, int, int], None]
"""Takes a German step, and ``done`` of ``total`` pages or rows (0 when unknown)."""


def silent(_name: str, _done: int, _total: int) -> None:
    """Tells nobody."""
