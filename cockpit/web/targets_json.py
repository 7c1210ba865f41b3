"""The decided targets of a Kreis as records with German keys; one shape for JSON and CSV, and it stays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cockpit.charts.words.pace import pace_of
from cockpit.model.target import Target
from cockpit.model.view import Card
from cockpit.outputs.csv import written
from cockpit.query import Snapshot
from cockpit.query.targets import Held

COLUMNS = (
    "id", "indikator", "titel", "ebene", "zaehlt", "wert", "einheit", "jahr", "relativ", "basisjahr",
    "beschluss_gremium", "beschluss_nummer", "beschluss_datum", "beschluss_adresse", "anmerkung", "stand_wert",
    "stand_jahr", "stand_status", "tempo_noetig", "tempo_ist", "tempo_von", "tempo_bis", "tempo_quote", "status",
    "grund", "methode", "gilt_seit", "gilt_seit_datenstand", "quelle",
)  # fmt: skip


def record(held: Held) -> dict[str, Any]:
    """One target. What is not known is null, words that are not set are empty.

    ``ebene`` is kreis, land or bund; ``zaehlt`` whether verdicts elsewhere are about this target. ``wert`` is the
    target in ``einheit`` (null while a change cannot be reckoned), ``relativ`` the change in per cent against
    ``basisjahr``. ``stand_wert`` is the newest value, ``tempo_noetig`` and ``tempo_ist`` are units per year (rates
    per year for methods of growth), ``tempo_von`` to ``tempo_bis`` the years of the latter. ``status`` is met,
    on_track, nearly, too_slow, unchanged, away, missed or no_verdict, then ``grund`` says why.
    """
    target, card = held.target, held.card
    return {
        "id": target.id,
        "indikator": card.indicator.id,
        "titel": card.indicator.title,
        "ebene": _level(held),
        "zaehlt": held.counts,
        "wert": card.decided.value if card.decided else None,
        "einheit": card.indicator.unit,
        "jahr": target.year,
        "relativ": target.relative,
        "basisjahr": target.base_year,
        "beschluss": _decision(target),
        "anmerkung": target.note,
        **_newest(card),
        **_pace(card),
        "gilt_seit": held.since.created_at.date().isoformat(),
        "gilt_seit_datenstand": held.since.id,
        "quelle": card.source.attribution,
    }


def _decision(target: Target) -> dict[str, str | None]:
    on = target.decided_on.isoformat() if target.decided_on else None
    return {"gremium": target.source, "nummer": target.decision, "datum": on, "adresse": target.url}


def _newest(card: Card) -> dict[str, float | int | str | None]:
    latest = card.latest
    if latest is None:
        return {"stand_wert": None, "stand_jahr": None, "stand_status": ""}
    return {"stand_wert": latest.value, "stand_jahr": latest.year, "stand_status": str(latest.status)}


def _pace(card: Card) -> dict[str, float | int | str | None]:
    said, pace = card.judgement, pace_of(card)
    return {
        "tempo_noetig": pace.required if pace else None,
        "tempo_ist": pace.observed if pace else None,
        "tempo_von": pace.first_year if pace else None,
        "tempo_bis": pace.last_year if pace else None,
        "tempo_quote": said.ratio,
        "status": said.key,
        "grund": said.key_reason if said.key == "no_verdict" else "",
        "methode": said.method,
    }


def _level(held: Held) -> str:
    return "kreis" if held.is_own else "land" if held.target.region == held.card.series.region.land else "bund"


def targets_json(_: Snapshot, held: Sequence[Held]) -> bytes:
    """A list of all targets, own ones first."""
    return json.dumps([record(one) for one in held], ensure_ascii=False, allow_nan=False, indent=1).encode()


def targets_csv(snap: Snapshot, held: Sequence[Held]) -> bytes:
    """The same records as rows; the decision in four columns, the Datenstand in the last."""
    flat = [_flat(record(one)) for one in held]
    rows = ([*(row[name] for name in COLUMNS), snap.revision.id] for row in flat)
    return written((*COLUMNS, "stand"), rows)


def _flat(found: dict[str, Any]) -> dict[str, Any]:
    return found | {f"beschluss_{name}": value for name, value in found["beschluss"].items()}
