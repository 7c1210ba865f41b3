"""Which of several layers holds the Kreise."""

from __future__ import annotations

from collections.abc import Sequence

from cockpit.etl.geometry.refusals import unclear

OF_KREISE = ("krs", "kreis")
"""What the office calls the layer of the Kreise (VG250_KRS), and what others call it."""


def chosen(names: Sequence[str], wanted: str) -> str:
    """The ``wanted`` one, else the only one that is called after Kreise, else the only one; ``Refused`` otherwise."""
    if wanted:
        meant = [name for name in names if name.casefold() == wanted.casefold()]
    else:
        meant = [name for name in names if any(part in name.casefold() for part in OF_KREISE)]
        meant = meant or (list(names) if len(names) == 1 else [])
    if len(meant) == 1:
        return meant[0]
    raise unclear("layers" if names else "no_layer", names)
