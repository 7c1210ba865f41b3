"""What an output format is: a suffix, a media type and how it writes an indicator, a Kreis or a Land."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.query import Snapshot


@dataclass(frozen=True, slots=True)
class Format:
    """``indicator``, ``kreis`` and ``land`` give the bytes; ``None`` where the format makes no sense there."""

    suffix: str
    mimetype: str
    indicator: Callable[[Snapshot, Selection], bytes] | None = None
    kreis: Callable[[Snapshot, Region, Selection], bytes] | None = None
    land: Callable[[Snapshot, Region, Selection], bytes] | None = None
