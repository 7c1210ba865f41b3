"""Whether a frozen view once showed a value that has been blocked since, so that its address must answer "gone"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from cockpit.model.indicator import Indicator
from cockpit.model.region import BUND, Region
from cockpit.model.revision import Block
from cockpit.model.selection import Selection
from cockpit.model.status import Status
from cockpit.query.cards import is_for
from cockpit.query.snapshot import Snapshot
from cockpit.query.views import members, view

Form = Literal["picture", "rows", "page", "workbook"]
"""What is looked at: a chart, the plain rows (CSV, JSON, tables), the page with map and chart together, or rows with
the verdicts that came from all years (XLSX)."""


def blocked(snap: Snapshot, shown: Selection | Region, form: Form = "picture") -> Block | None:
    """The first block of a value that this frozen view showed when it was made; None for live views.

    ``shown`` is a selection with its ``indicator`` set, or the Kreis or Land of a page or its data.
    """
    if snap.stand is None:
        return None
    if isinstance(shown, Region):
        return next(_of_region(snap, shown), None)
    later = [item for item in _later(snap) if item.indicator in carriers(snap.indicator(shown.indicator))]
    if not later:
        return None
    return next((item for item in later if _is_seen(snap, shown, item, form) and _was_held(snap, item)), None)


def blocked_among(snap: Snapshot, indicators: Iterable[str], keys: Iterable[str]) -> Block | None:
    """The first block among the newest values of ``indicators`` for ``keys``, as lists of linked values show them."""
    names = {carrier for name in indicators for carrier in carriers(snap.indicator(name))}
    wanted = set(keys)
    found = (item for item in _later(snap) if item.indicator in names and item.key in wanted)
    return next((item for item in found if _was_held(snap, item) and _is_newest(snap, item)), None)


def carriers(indicator: Indicator) -> tuple[str, ...]:
    """The series whose values an indicator shows: its own, or those of its parts."""
    return tuple(part.indicator for part in indicator.parts) or (indicator.id,)


def _later(snap: Snapshot) -> Iterator[Block]:
    """Blocks made after the Datenstand being looked at; computed values that follow from one are listed too."""
    return iter(() if snap.stand is None else [item for item in snap.store.blocks() if item.revision > snap.stand])


def _of_region(snap: Snapshot, region: Region) -> Iterator[Block]:
    """What the page and data of a Kreis, or of all Kreise of a Land, show of the years of each indicator."""
    places = [kreis for kreis in snap.kreise if kreis.land == region.key] if region.level == "land" else [region]
    within = {place.key: place for place in places}
    for item in _later(snap):
        if item.key in within and item.indicator in _on_profile(snap, within[item.key]) and _was_held(snap, item):
            yield item


def _on_profile(snap: Snapshot, region: Region) -> set[str]:
    """The series a Kreis page shows: those of each indicator of the profile, parts of a whole included."""
    return {
        carrier
        for item in snap.catalogue.indicators.values()
        if item.level == "kreis" and item.kind != "base" and is_for(item, region)
        for carrier in carriers(item)
    }


def _was_held(snap: Snapshot, block: Block) -> bool:
    """Whether there was a row for the cell at that Datenstand; blocking left it there without its value."""
    frame = snap.store.series(block.indicator, [block.key], snap.stand)
    held = frame[(frame["year"] == block.year) & (frame["status"] == Status.SUPPRESSED)]
    return not held.empty


def _is_newest(snap: Snapshot, block: Block) -> bool:
    frame = snap.store.series(block.indicator, [block.key], snap.stand)
    filled = frame.loc[frame["value"].notna(), "year"]
    return filled.empty or block.year >= int(filled.max())


def _is_seen(snap: Snapshot, chosen: Selection, block: Block, form: Form) -> bool:
    if form == "rows":
        return _in_rows(chosen, block)
    if form == "workbook":
        return not chosen.kreise or block.key in chosen.kreise
    if chosen.tab in ("karte", "rangliste"):
        return _on_map(snap, chosen, block)
    if chosen.tab == "daten":
        return False
    # The finding and the verdict of a chosen Kreis speak of all its years, whatever span is drawn.
    told = (chosen.tab == "verlauf" and block.key in chosen.kreise) or _in_span(chosen, block.year)
    seen = told and block.key in _drawn(snap, chosen, form)
    return seen or (form == "page" and chosen.tab == "verlauf" and _on_map(snap, chosen, block))


def _in_rows(chosen: Selection, block: Block) -> bool:
    named = not chosen.kreise or block.key in chosen.kreise
    return named and _in_span(chosen, block.year) and chosen.year in (None, block.year)


def _in_span(chosen: Selection, year: int) -> bool:
    first, last = chosen.first_year, chosen.last_year
    return (first is None or first <= year) and (last is None or year <= last)


def _on_map(snap: Snapshot, chosen: Selection, block: Block) -> bool:
    """Map and ranking show one year of all regions of the indicator's level; they do not show wholes of parts."""
    seen = view(snap, chosen)
    keys = {item.key for item in members(snap, seen.indicator)}
    return not seen.indicator.parts and seen.year == block.year and block.key in keys


def _drawn(snap: Snapshot, chosen: Selection, form: Form) -> set[str]:
    """Whose values a chart or table of these Kreise shows: their own, the first one's Land and the Bund, and in a
    chart its comparable Kreise.
    """
    keys = chosen.kreise
    if not keys:
        return set()
    if snap.indicator(chosen.indicator).parts:
        return set(keys)
    near = () if form == "page" and chosen.tab == "tabelle" else snap.peers.get(keys[0], ())
    return {*keys, *near, snap.catalogue.regions[keys[0]].land, BUND}
