"""Targets: decided ones, which count, and national ones spread over Kreise, which only orient."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A target of ``indicator`` for ``region`` (``DG`` = national) in ``year``.

    Either ``value`` (in the indicator's unit) or ``relative`` (per cent against the region's own value in
    ``base_year``). Only ``decided`` ones count; the others are an Orientierungswert.
    ``derivation`` spells out how the value follows from the law.
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


@dataclass(frozen=True, slots=True)
class ResolvedTarget:
    """A target as a number for one region, or the reason why there is none."""

    target: Target
    value: float | None
    reason: str = ""
