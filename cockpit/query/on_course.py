"""How many decided targets of each Kreis are met or on course, by the verdicts the store keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cockpit.model.region import BUND
from cockpit.model.verdict import DEFAULT_PROFILE
from cockpit.query import frames
from cockpit.query.judged import chosen_verdicts, judgement
from cockpit.query.snapshot import Snapshot

GOOD = frozenset({"met", "on_track"})


@dataclass(frozen=True, slots=True)
class Course:
    """Of ``of`` indicators with a decided target ``good`` are met or on course; ``silent`` have no verdict."""

    of: int
    good: int
    silent: int


def courses(snap: Snapshot) -> Mapping[str, Course]:
    """By key of the current Kreise that have a decided target; the same counts as on the page of the Kreis."""
    found: dict[str, list[str]] = {}
    for name, keys in _decided(snap).items():
        indicator = snap.catalogue.indicators[name]
        held = frames.series_by_key(snap.store.series(name, keys, snap.stand), snap.catalogue.regions)
        for key, verdict in chosen_verdicts(snap, indicator, keys).items():
            if verdict.decided:
                latest = held[key].latest if key in held else None
                said = judgement(verdict, indicator, latest.year if latest else None, snap.today, DEFAULT_PROFILE)
                found.setdefault(key, []).append(said.key)
    return {key: _course(keys) for key, keys in found.items()}


def _decided(snap: Snapshot) -> dict[str, list[str]]:
    """Judged indicators of Kreis level with the Kreise a decided target is for, their own or that of Land or Bund."""
    found: dict[str, dict[str, None]] = {}
    for target in snap.catalogue.targets:
        indicator = snap.catalogue.indicators.get(target.indicator)
        if target.decided and indicator is not None and indicator.judged and indicator.level == "kreis":
            meant = [item.key for item in snap.kreise if target.region in (item.key, item.land, BUND)]
            found.setdefault(target.indicator, {}).update(dict.fromkeys(meant))
    return {name: list(keys) for name, keys in found.items()}


def _course(keys: list[str]) -> Course:
    return Course(len(keys), sum(key in GOOD for key in keys), keys.count("no_verdict"))
