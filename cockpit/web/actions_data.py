"""The Maßnahmen of a Kreis as data."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request

from cockpit import query
from cockpit.model.action import Action
from cockpit.query import Snapshot
from cockpit.web import answer, state
from cockpit.web.caching import entity_tag, marked, not_modified
from cockpit.web.page import Moved
from cockpit.web.parts.actions_list import of_kreis


def listed(name: str) -> Response:
    """``/kreis/<slug>/massnahmen.json``: every Maßnahme in force at the Datenstand; former spellings lead there."""
    args = request.args.to_dict()
    snap: Snapshot = state.snapshot(args)
    place = query.region(snap, name)
    if name != (place.slug or place.key):
        raise Moved(answer.with_query(f"/kreis/{place.slug}/massnahmen.json", args))
    tag = entity_tag(snap.revision)
    if unchanged := not_modified(tag):
        return unchanged
    return marked(jsonify([_told(item) for item in of_kreis(snap, place)]), tag)


def _told(action: Action) -> dict[str, Any]:
    taken = action.decision
    return {
        "id": action.id,
        "kreis": action.region,
        "titel": action.title,
        "stand": action.state,
        "beschreibung": action.summary,
        "einheit_verantwortlich": action.unit,
        "partner": action.partners,
        "beginn": action.start.isoformat() if action.start else None,
        "ende": action.end.isoformat() if action.end else None,
        "kosten": action.budget,
        "eigenanteil": action.own_share,
        "foerderung": action.funding,
        "folgefinanzierung": action.follow_up,
        "wirkung": action.effect,
        "wirkung_einheit": action.effect_unit,
        "sdg": list(action.sdg),
        "hebelprojekte": list(action.projects),
        "indikatoren": list(action.indicators),
        "beschluss": {
            "nummer": taken.number,
            "datum": taken.on.isoformat() if taken.on else None,
            "adresse": taken.url,
            "oparl": taken.oparl,
        },
        "fortschritt": [{"jahr": one.year, "text": one.note} for one in action.progress],
    }
