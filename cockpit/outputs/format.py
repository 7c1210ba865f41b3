"""What an output format is: a suffix, a media type and how it writes an indicator or a Kreis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.query import Snapshot


@dataclass(frozen=True, slots=True)
class Format:
    """``indicator`` and ``kreis`` give the bytes; ``None`` where the format makes no sense there."""

    suffix: str
    mimetype: str
    indicator: Callable[[Snapshot, Selection], bytes] | None = None
    kreis: Callable[[Snapshot, Region, Selection], bytes] | None = None
