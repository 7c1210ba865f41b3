"""Where a Kreis lies among comparable ones, and the words at the ends of an axis."""

from __future__ import annotations

from cockpit.base.texts import text
from cockpit.charts.words.values import figure
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.view import Placement


def band(placement: Placement) -> str:
    """The quarter in words, counted by the height of the value."""
    return text(f"words.placement.q{placement.band}")


def kind_of(region: Region) -> str:
    """Städte or Landkreise."""
    return text(f"words.placement.{'cities' if region.is_city else 'counties'}")


def placement_sentence(placement: Placement, region: Region) -> str:
    """Quarter, year and number of comparable Kreise, with the caveat for city states."""
    sentence = text(
        "words.placement.sentence",
        name=region.display_name,
        year=placement.year,
        band=band(placement),
        count=placement.n,
        kind=kind_of(region),
    )
    return f"{sentence} {text('words.placement.city_state')}" if region.is_city_state else sentence


def end_labels(placement: Placement, indicator: Indicator) -> tuple[str, str]:
    """Lowest and highest of the compared values with the words of :func:`ends`."""
    every = (*placement.values, placement.value)
    low, high = ends(indicator)
    return f"{figure(min(every), indicator)} {low}", f"{high} {figure(max(every), indicator)}"


def ends(indicator: Indicator) -> tuple[str, str]:
    """Words at the low and the high end of a value axis, aware of what is better."""
    if not indicator.judged or not indicator.level_judged:
        return text("charts.ends.low"), text("charts.ends.high")
    if indicator.direction > 0:
        return text("charts.ends.low_bad"), text("charts.ends.high_good")
    return text("charts.ends.low_good"), text("charts.ends.high_bad")
