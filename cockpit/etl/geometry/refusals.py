"""Why a file of boundaries is not taken, and the sizes above which none is."""

from __future__ import annotations

from collections.abc import Iterable

from cockpit.base.errors import Refused
from cockpit.base.texts import text

MOST_BYTES = 300_000_000
MOST_FEATURES = 60_000
MOST_PLACES = 8_000_000


def damaged(form: str) -> Refused:
    """The bytes are not what they pretend to be."""
    return Refused(text("geometry.refused.damaged", form=form), "", text("geometry.refused.damaged_remedy"))


def too_many() -> Refused:
    """More features or places than a map of Kreise has."""
    return Refused(text("geometry.refused.many"), "", text("geometry.refused.many_remedy"))


def unclear(what: str, offers: Iterable[str]) -> Refused:
    """Several layers, or none that could be meant; ``offers`` are their names."""
    names = ", ".join(f"„{one}“" for one in offers)
    return Refused(text(f"geometry.refused.{what}"), "", text(f"geometry.refused.{what}_remedy", names=names))
