"""A workbook for people: values, the numbers behind the verdict, sources – numbers stay numbers."""

from __future__ import annotations

from collections.abc import Iterator

from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.outputs.format import Format
from cockpit.outputs.sheets import Cell, Figure, Sheet, book
from cockpit.outputs.sheets.land import land_sheet
from cockpit.outputs.sheets.profile import profile_of, profile_sheet
from cockpit.outputs.sheets.sources import Fact, cited, fact_sheet, indicator_facts, source_facts, sources_of
from cockpit.outputs.sheets.verdicts import verdict_sheet
from cockpit.outputs.svg import cited_address
from cockpit.outputs.table_rows import columns, records
from cockpit.query import Snapshot, address
from cockpit.query.lands import land_view


def indicator_xlsx(snap: Snapshot, selection: Selection) -> bytes:
    """The rows of the CSV with status words, the verdicts' numbers, and where all of it comes from."""
    indicator = snap.indicator(selection.indicator)
    facts = (*indicator_facts(snap, indicator), *cited(snap, cited_address(snap, selection)))
    sheets = (_values(snap, selection, indicator), verdict_sheet(snap, selection), fact_sheet(facts))
    return book(sheets, indicator.title, indicator.definition, snap.revision)


def kreis_xlsx(snap: Snapshot, region: Region, selection: Selection) -> bytes:
    """All indicators of a Kreis and their sources."""
    shown = profile_of(snap, region, selection)
    lasting = selection.but(stand=snap.revision.id)
    place = settings().public_url.rstrip("/") + address(snap, f"/kreis/{region.slug or region.key}", lasting)
    sources = sources_of(snap, (card.indicator for card in shown.cards))
    facts: list[Fact] = [(text("outputs.fact.kreis"), region.display_name), *cited(snap, place)]
    facts += [fact for source in sources for fact in source_facts(source)]
    return book((profile_sheet(shown), fact_sheet(facts)), region.display_name, shown.land.name, snap.revision)


def land_xlsx(snap: Snapshot, region: Region, selection: Selection) -> bytes:
    """All indicators of all Kreise of a Land and their sources."""
    shown = land_view(snap, region, selection, placed=True)
    lasting = selection.but(stand=snap.revision.id)
    place = settings().public_url.rstrip("/") + address(snap, f"/land/{region.name_in_path}", lasting)
    facts: list[Fact] = [(text("land.fact"), region.name), *cited(snap, place)]
    facts += [fact for source in sources_of(snap, shown.indicators) for fact in source_facts(source)]
    return book((land_sheet(shown), fact_sheet(facts)), region.name, text("land.book"), snap.revision)


def _values(snap: Snapshot, selection: Selection, indicator: Indicator) -> Sheet:
    names = columns(snap, selection)
    heads = tuple(text(f"outputs.column.{name}") for name in names)
    return Sheet(text("outputs.xlsx.values"), heads, list(_cells(snap, selection, indicator)))


def _cells(snap: Snapshot, selection: Selection, indicator: Indicator) -> Iterator[tuple[Cell, ...]]:
    for ags, name, year, value, status, *rest in records(snap, selection):
        figure = None if value is None else Figure(float(value), indicator.decimals)
        yield (_whole(ags), _whole(name), _whole(year), figure, words.status_word(str(status)), *map(_whole, rest))


def _whole(value: str | int | float | None) -> str | int | None:
    """Years and numbers of Datenstände stay whole; keys stay text, or their leading zero is lost."""
    return int(value) if isinstance(value, float) else value


MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMAT = Format("xlsx", MIMETYPE, indicator_xlsx, kreis_xlsx, land_xlsx)
