"""Kreise beside each other as a workbook: newest values in one row per indicator, all the numbers, the sources."""

from __future__ import annotations

from cockpit.base.formats import enumeration
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.model.view import Card
from cockpit.outputs.sheets.book import Cell, Figure, Sheet, book
from cockpit.outputs.sheets.profile import HEADS, card_rows
from cockpit.outputs.sheets.sources import Fact, cited, fact_sheet, source_facts, sources_of
from cockpit.query import Compared, Snapshot, address, comparison


def comparison_xlsx(snap: Snapshot, selection: Selection) -> bytes:
    """The comparison the address asks for; its errors are those of ``comparison``."""
    kreise, rows = comparison(snap, selection)
    lasting = settings().public_url.rstrip("/") + address(snap, "/vergleich", selection.but(stand=snap.revision.id))
    named = enumeration(kreis.display_name for kreis in kreise)
    facts: list[Fact] = [(text("outputs.fact.kreise"), named), *cited(snap, lasting)]
    facts += [fact for source in sources_of(snap, (row.indicator for row in rows)) for fact in source_facts(source)]
    sheets = (_beside(kreise, rows), _all(kreise, rows), fact_sheet(facts))
    return book(sheets, text("compare.title"), named, snap.revision)


def _beside(kreise: tuple[Region, ...], rows: tuple[Compared, ...]) -> Sheet:
    """Value and year of each Kreis in one row per indicator, and the remark where the years differ."""
    fixed = (text("outputs.column.title"), text("outputs.column.einheit"))
    pairs = [
        text(f"compare.sheet_{name}", name=kreis.display_name, ags=kreis.key)
        for kreis in kreise
        for name in ("value", "year")
    ]
    cells = [
        (row.indicator.title, row.indicator.unit, *(cell for card in row.cards for cell in _newest(card)), _remark(row))
        for row in rows
    ]
    return Sheet(text("compare.sheet_beside"), (*fixed, *pairs, text("compare.sheet_remark")), cells)


def _newest(card: Card | None) -> tuple[Cell, Cell]:
    if card is None or card.latest is None:
        return (None, None)
    value = card.latest.value
    if value is None:
        return (words.status_word(card.latest.status), card.latest.year)
    return (Figure(value, card.indicator.decimals), card.latest.year)


def _remark(row: Compared) -> str:
    years = row.years
    return text("compare.years_differ", first=years[0], last=years[-1]) if len(years) > 1 else ""


def _all(kreise: tuple[Region, ...], rows: tuple[Compared, ...]) -> Sheet:
    """One row per indicator and Kreis with the numbers behind each verdict."""
    heads = [text(f"outputs.column.{name}") for name in ("ags", "name", *HEADS)]
    cells = [
        (kreis.key, kreis.display_name, *line)
        for row in rows
        for kreis, card in zip(kreise, row.cards, strict=True)
        if card is not None
        for line in card_rows(card)
    ]
    return Sheet(text("outputs.xlsx.verdicts"), heads, cells)
