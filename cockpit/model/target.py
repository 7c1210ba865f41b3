"""Targets: decided ones, which count, and national ones spread over Kreise, which only orient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Target:
    """A target of ``indicator`` for ``region`` (``DG`` = national) in ``year``.

    Either ``value`` (in the indicator's unit) or ``relative`` (per cent against the region's own value in
    ``base_year``). Only ``decided`` ones count; the others are an Orientierungswert.
    ``derivation`` spells out how the value follows from the law. ``own`` ones were entered in the browser: ``decision``
    is the number of the council's paper, ``decided_on`` its day, ``url`` where it can be read.
    """

    id: str
    indicator: str
    region: str
    year: int
    source: str
    value: float | None = None
    relative: float | None = None
    base_year: int | None = None
    decided: bool = False
    derivation: str = ""
    note: str = ""
    own: bool = False
    decision: str = ""
    decided_on: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedTarget:
    """A target as a number for one region, or the reason why there is none."""

    target: Target
    value: float | None
    reason: str = ""
