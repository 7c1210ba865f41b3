"""The work on one revision: the open transaction and what every step of it needs."""

from __future__ import annotations

from dataclasses import dataclass

from cockpit.model.catalogue import Catalogue
from cockpit.store.database import Writer
from cockpit.store.names import Names


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """``revision`` is the number being made; ``catalogue`` and ``names`` are those valid in it."""

    writer: Writer
    revision: int
    catalogue: Catalogue
    names: Names
