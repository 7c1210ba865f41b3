"""JSON: the rows of an indicator, or a Kreis or Land with all its values, verdicts and targets."""

from __future__ import annotations

import json
from typing import Any

from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.model.target import ResolvedTarget
from cockpit.model.verdict import METHOD_VERSION
from cockpit.model.view import Card
from cockpit.outputs.format import Format
from cockpit.outputs.table_rows import columns, records
from cockpit.query import Snapshot, profile
from cockpit.query.lands import entries, land_view
from cockpit.query.profiles import of_actor


def indicator_json(snap: Snapshot, selection: Selection) -> bytes:
    """A list of the same rows as the CSV."""
    names = columns(snap, selection)
    return _bytes([dict(zip(names, record, strict=True)) for record in records(snap, selection)])


def kreis_json(snap: Snapshot, region: Region, selection: Selection) -> bytes:
    """The Kreis page as data."""
    return _bytes(kreis_record(snap, region, selection))


def kreis_record(snap: Snapshot, region: Region, selection: Selection) -> dict[str, Any]:
    """The Kreis, its Datenstand and one entry per indicator, gaps included."""
    found = of_actor(profile(snap, region, selection.method, newest_only=True), selection.actor)
    return {
        "kreis": {
            "ags": region.key,
            "name": region.display_name,
            "typ": region.kind,
            "land": found.land.name,
            "einwohner": int(found.population.value or 0) if found.population else None,
            "einwohner_jahr": found.population.year if found.population else None,
            "flaeche_km2": region.area_km2,
            "slug": region.slug,
        },
        "stand": snap.revision.id,
        "stand_vom": snap.revision.created_at.date().isoformat(),
        "methode_version": METHOD_VERSION,
        "vergleichskreise": [item.key for item in found.peers],
        "indikatoren": [entry(card) for card in found.cards]
        + [_gap(item.id, item.title, item.unit, selection.method) for item in found.gaps],
    }


def land_json(snap: Snapshot, region: Region, selection: Selection) -> bytes:
    """The Land page as data: what every row has in common once, then one row per Kreis and indicator."""
    shown = land_view(snap, region, selection, placed=True)
    common = ("titel", "einheit", "quelle", "teile")
    rows = [entry(card) for _, card in entries(shown)]
    told = {row["id"]: {name: row[name] for name in ("id", *common[:3])} for row in rows}
    places = ({"ags": kreis.key, "kreis": kreis.display_name} for kreis, _ in entries(shown))
    document = {
        "land": {"schluessel": region.key, "name": region.name, "slug": region.name_in_path},
        "stand": snap.revision.id,
        "stand_vom": snap.revision.created_at.date().isoformat(),
        "methode_version": METHOD_VERSION,
        "indikatoren": [told[item.id] for item in shown.indicators if item.id in told],
        "werte": [
            place | {name: value for name, value in row.items() if name not in common}
            for place, row in zip(places, rows, strict=True)
        ],
    }
    return _bytes(document)


def entry(card: Card) -> dict[str, Any]:
    """One indicator of one Kreis with value, verdict and target."""
    said = card.judgement
    latest = card.latest
    newest = card.series.points[-1] if card.series.points else None
    shown = latest or newest
    return {
        "id": card.indicator.id,
        "titel": card.indicator.title,
        "einheit": card.indicator.unit,
        "jahr": shown.year if shown else (card.whole.year if card.whole else None),
        "wert": latest.value if latest else None,
        "status": str(shown.status) if shown else "",
        "richtung_urteil": said.direction,
        "ziel": _target(card.decided),
        "orientierung": _target(card.orientation),
        "tempo_quote": said.ratio if card.decided else None,
        "urteil": said.key if card.decided else "no_verdict",
        "grund": said.reason or said.key_reason,
        "methode": said.method,
        "stabil": said.stable,
        "band": card.placement.band if card.placement else None,
        "quelle": card.source.attribution,
        "teile": {share.label: share.point.value for share in card.whole.parts} if card.whole else None,
    }


def _gap(name: str, title: str, unit: str, method: str) -> dict[str, Any]:
    empty = dict.fromkeys(("jahr", "wert", "ziel", "orientierung", "tempo_quote", "stabil", "band", "quelle", "teile"))
    said = {"richtung_urteil": "no_verdict", "urteil": "no_verdict", "grund": "gap", "methode": method, "status": ""}
    return {"id": name, "titel": title, "einheit": unit, **empty, **said}


def _target(resolved: ResolvedTarget | None) -> dict[str, Any] | None:
    if resolved is None or resolved.value is None:
        return None
    return {"wert": resolved.value, "jahr": resolved.target.year, "quelle": resolved.target.source}


def _bytes(document: dict[str, Any] | list[Any]) -> bytes:
    """One field or one entry of a list per line: Python's own encoder indents ten times slower than it writes."""
    if isinstance(document, list):
        return _lines(document).encode()
    fields = (f"{ENCODE(name)}: {_lines(held)}" for name, held in document.items())
    return f"{{\n{_JOINT.join(fields)}\n}}".encode()


def _lines(held: object) -> str:
    if isinstance(held, list) and held and isinstance(held[0], dict):
        return f"[\n{_JOINT.join(map(ENCODE, held))}\n]"
    return ENCODE(held)


ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_JOINT = ",\n"


FORMAT = Format("json", "application/json; charset=utf-8", indicator_json, kreis_json, land_json)
