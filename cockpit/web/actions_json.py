"""The actions of a Kreis as JSON, with German keys like all open data of the program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from cockpit.model.action import Action


def actions_json(actions: Iterable[Action]) -> bytes:
    """A list of all actions."""
    return json.dumps([record(one) for one in actions], ensure_ascii=False, allow_nan=False, indent=1).encode()


def record(action: Action) -> dict[str, Any]:
    """One action; what is not set is null or empty."""
    said = action.decision
    return {
        "id": action.id,
        "kreis": action.region,
        "titel": action.title,
        "stand": action.state,
        "einheit_verantwortlich": action.unit,
        "beschreibung": action.summary,
        "partner": action.partners,
        "beginn": _day(action.start),
        "ende": _day(action.end),
        "kosten": action.budget,
        "eigenanteil": action.own_share,
        "foerderung": action.funding,
        "folgefinanzierung": action.follow_up,
        "wirkung": action.effect,
        "wirkung_einheit": action.effect_unit,
        "sdg": list(action.sdg),
        "hebelprojekte": list(action.projects),
        "indikatoren": list(action.indicators),
        "beschluss": {"nummer": said.number, "datum": _day(said.on), "adresse": said.url, "oparl": said.oparl},
        "fortschritt": [{"jahr": one.year, "text": one.note} for one in action.progress],
    }


def _day(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None
