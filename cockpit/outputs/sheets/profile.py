"""All indicators of a Kreis in one table: value, year, verdict, target, pace, place, source."""

from __future__ import annotations

from collections.abc import Sequence

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.model.view import Card, Profile
from cockpit.outputs.sheets.book import Cell, Figure, Sheet
from cockpit.outputs.sheets.verdicts import COLUMNS as NUMBERS
from cockpit.outputs.sheets.verdicts import row
from cockpit.query import Snapshot, profile
from cockpit.query.profiles import of_actor

HEADS = ("sdg", "title", "einheit", "jahr", "wert", "status", "teil", *NUMBERS[4:], "band", "quelle")


def profile_of(snap: Snapshot, region: Region, selection: Selection) -> Profile:
    """The Kreis page this workbook belongs to."""
    return of_actor(profile(snap, region, selection.method), selection.actor)


def profile_sheet(shown: Profile) -> Sheet:
    """One row per indicator – one per part where it has parts –, gaps last."""
    heads = tuple(text(f"outputs.column.{name}") for name in HEADS)
    rows = [line for card in shown.cards for line in lines(card)] + [_gap(item) for item in shown.gaps]
    return Sheet(text("outputs.xlsx.indicators"), heads, rows)


def lines(card: Card) -> list[Sequence[Cell]]:
    """The row of an indicator, or one for each of its parts."""
    judged = row(card.indicator, card.latest, card.judgement, card.decided or card.orientation)[2:]
    last = (card.placement.band if card.placement else None, card.source.attribution)
    if card.whole is None:
        return [(*_named(card.indicator), *_value(card), "", *judged, *last)]
    places = card.indicator.decimals
    return [
        (*_named(card.indicator), card.whole.year, *_part(share.point.value, places), share.label, *judged, *last)
        for share in card.whole.parts
    ]


def _part(value: float | None, places: int) -> tuple[Cell, Cell]:
    return (None if value is None else Figure(value, places), "")


def _named(indicator: Indicator) -> tuple[Cell, ...]:
    return (", ".join(map(str, indicator.sdg)), indicator.title, indicator.unit)


def _value(card: Card) -> tuple[Cell, ...]:
    newest = card.series.points[-1] if card.series.points else None
    shown = card.latest or newest
    value = card.latest.value if card.latest else None
    figure = None if value is None else Figure(value, card.indicator.decimals)
    return (shown.year if shown else None, figure, words.status_word(shown.status) if shown else "")


def _gap(indicator: Indicator) -> Sequence[Cell]:
    said = (words.direction_word("no_verdict"), text("words.reason.gap"))
    empty: tuple[Cell, ...] = tuple(None for _ in HEADS[9:])
    return (*_named(indicator), None, None, "", "", *said, *empty)
