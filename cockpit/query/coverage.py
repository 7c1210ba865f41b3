"""Which years and how many Kreise an indicator covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cockpit.query.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Coverage:
    """Years held, and how many current Kreise have a value in the last of them."""

    indicator: str
    first_year: int
    last_year: int
    n_years: int
    n_kreise: int


def coverage(snap: Snapshot) -> Mapping[str, Coverage]:
    """Coverage by indicator id; indicators without values are absent, shares follow their first part."""
    names = ["indicator", "first_year", "last_year", "n_years", "n_kreise"]
    rows = snap.store.coverage(snap.stand)[names].itertuples(index=False, name=None)
    held = {name: Coverage(name, *map(int, rest)) for name, *rest in rows}
    for indicator in snap.catalogue.indicators.values():
        part = held.get(indicator.parts[0].indicator) if indicator.parts else None
        if part is not None:
            held[indicator.id] = Coverage(indicator.id, part.first_year, part.last_year, part.n_years, part.n_kreise)
    return held
