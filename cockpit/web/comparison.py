"""Compared Kreise as data: the same values, years and verdicts as the page."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request

from cockpit import query
from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.model.view import Card
from cockpit.outputs.csv import written
from cockpit.outputs.json import entry
from cockpit.outputs.sheets.comparison import comparison_xlsx
from cockpit.outputs.xlsx import FORMAT as XLSX
from cockpit.query import Compared, Snapshot
from cockpit.web import state
from cockpit.web.caching import FROZEN, LIVE, entity_tag, marked, not_modified
from cockpit.web.open_data import open_file
from cockpit.web.refused import refuse_blocked

COLUMNS = ("ags", "kreis", "id", "titel", "einheit", "jahr", "wert", "status", "richtung_urteil", "urteil", "grund")


def compared(suffix: str = "json") -> Response:
    """The Kreise, and per indicator one entry for each of them; ``stand`` freezes the Datenstand."""
    args = request.args.to_dict()
    snap = state.snapshot(args)
    chosen = query.selection(snap, args)
    kreise, found = query.comparison(snap, chosen)
    for kreis in kreise:
        refuse_blocked(snap, kreis)
    frozen = snap.stand is not None
    kept = FROZEN if frozen else LIVE
    touched = tuple(name for item in found for name in query.bearing(item.indicator))
    tag = entity_tag(snap.store.last_touch(touched, snap.stand), frozen=frozen)
    if unchanged := not_modified(tag, kept):
        return unchanged
    if suffix == "xlsx":
        return _workbook(snap, chosen, tag, kept)
    named = [{"ags": kreis.key, "name": kreis.display_name, "slug": kreis.slug} for kreis in kreise]
    told = [_told(kreise, item) for item in found]
    if suffix == "csv":
        return marked(Response(_table(told, snap.revision.id), mimetype="text/csv"), tag, kept)
    return marked(jsonify({"stand": snap.revision.id, "kreise": named, "indikatoren": told}), tag, kept)


def _workbook(snap: Snapshot, chosen: Selection, tag: str, kept: str) -> Response:
    name = (text("compare.file"), XLSX.suffix)
    response = open_file(comparison_xlsx(snap, chosen), XLSX.mimetype, name, snap, saved=True)
    return marked(response, tag, kept)


def _table(told: list[dict[str, Any]], stand: int) -> bytes:
    """One row per indicator and Kreis with the same words as the JSON; remarks of the indicator in the last column."""
    rows = [
        [value.get(name, item.get(name)) for name in COLUMNS] + [stand, " ".join(item["hinweise"])]
        for item in told
        for value in item["werte"]
    ]
    return written((*COLUMNS, "stand", "hinweise"), rows)


def _told(kreise: tuple[Region, ...], item: Compared) -> dict[str, Any]:
    years = item.years
    differ = [text("compare.years_differ", first=years[0], last=years[-1])] if len(years) > 1 else []
    return {
        "id": item.indicator.id,
        "titel": item.indicator.title,
        "einheit": item.indicator.unit,
        "hinweise": differ,
        "werte": [_value(kreis, card) for kreis, card in zip(kreise, item.cards, strict=True)],
    }


def _value(kreis: Region, card: Card | None) -> dict[str, Any]:
    where = {"ags": kreis.key, "kreis": kreis.display_name}
    return where | (entry(card) if card is not None else {"wert": None, "jahr": None})
