"""The form of a council target in both directions, and what stands around it: choices, faults, versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from cockpit.base.collation import collated
from cockpit.base.texts import text
from cockpit.catalogue.action_words import Fault
from cockpit.catalogue.council import FIELDS, WAYS, offered, written
from cockpit.charts import words
from cockpit.charts.words import pace
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.revision import Revision
from cockpit.model.target import Target
from cockpit.query import Snapshot
from cockpit.store import council_targets
from cockpit.store.council_targets import Version
from cockpit.store.documents import document


def first_form(place: Region) -> MultiDict[str, str]:
    """The empty form; who decides is known but may be written otherwise."""
    return MultiDict({"art": "wert", "gremium": text("ziele.form.body_city" if place.is_city else "ziele.form.body")})


def filled(target: Target) -> MultiDict[str, str]:
    """The form filled with a target."""
    return MultiDict(written(target))


def words_of(form: MultiDict[str, str]) -> dict[str, str]:
    """What was typed, by field."""
    return {name: form.get(name, "") for name in FIELDS}


def by_field(faults: Iterable[Fault]) -> dict[str, str]:
    """What is wrong, by name of the field."""
    return {one.field: f"{one.problem} {one.remedy}".rstrip() for one in faults}


def labels(names: Iterable[str]) -> dict[str, str]:
    """What fields are called in the list of faults."""
    return {name: text(f"ziele.field.{name}") for name in names}


def choices(snap: Snapshot, place: Region) -> Mapping[str, Any]:
    """Indicators by topic with their unit and which way is better, and the kinds of targets."""
    shown = sorted(offered(snap.catalogue, place), key=lambda item: collated(item.title))
    topics = {
        topic.title: [(item.id, f"{item.title} ({words.long_unit(item)})") for item in shown if item.topic == topic.id]
        for topic in snap.catalogue.topics.values()
    }
    ways = [(way, text(f"ziele.way.{way}")) for way in WAYS]
    return {"topics": {title: items for title, items in topics.items() if items}, "ways": ways}


def line(target: Target, item: Indicator) -> str:
    """What was decided, by whom."""
    return " – ".join((pace.wanted(target, item), pace.decision(target)))


def told(snap: Snapshot, target: Target) -> list[tuple[Version, Revision, str]]:
    """Each version that held, newest first, with its Datenstand and what it said."""
    item = snap.catalogue.indicators[target.indicator]
    found = council_targets.versions(snap.store.database, target.id)
    return [(one, snap.store.revision(one.since), line(one.target, item)) for one in found]


def mark(snap: Snapshot, target: Target | None, old: Target | None, reason: str = "") -> str:
    """What was looked at in the preview: if it is another by now, the preview is shown again."""
    named = target or old
    touched = snap.store.last_touch([named.indicator]).id if named else 0
    parts = (document("target", target) if target else "", document("target", old) if old else "", str(touched), reason)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
