"""What setting or taking back a council target would change: one verdict and the sums of the Kreis, and no value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.model.target import Target
from cockpit.model.view import Card, Profile, View
from cockpit.progress import assess
from cockpit.query.judged import judgement, targets_of
from cockpit.query.profiles import headline, profile
from cockpit.query.snapshot import Snapshot
from cockpit.query.views import view


@dataclass(frozen=True, slots=True)
class Side:
    """The Kreis and one of its indicators as pages show them; ``card`` is None where the indicator has no values."""

    profile: Profile
    card: Card | None
    view: View


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Before and after; ``values`` counts the stored values of the indicator in this Kreis, the same on both sides."""

    before: Side
    after: Side
    values: int


def what_if(snap: Snapshot, place: Region, indicator: str, targets: Sequence[Target]) -> WhatIf:
    """As if ``targets`` were those of the catalogue: the same judge over the same rows, nothing stored."""
    item = snap.catalogue.indicators[indicator]
    future = replace(snap, catalogue=replace(snap.catalogue, targets=tuple(targets)))
    frame = snap.store.series(indicator, [place.key], snap.stand)
    verdict = assess(item, frame, future.catalogue).get(place.key)
    decided, orientation = targets_of(future, verdict)
    whole = profile(snap, place)
    card = next((one for one in whole.cards if one.indicator.id == indicator), None)
    seen = view(snap, Selection(indicator=indicator, kreise=(place.key,)))
    latest = card.latest.year if card and card.latest else None
    said = judgement(verdict, item, latest, snap.today, seen.selection.method)
    told = replace(card, judgement=said, decided=decided, orientation=orientation) if card else None
    after = Side(
        profile=_with(whole, told),
        card=told,
        view=replace(seen, judgements={place.key: said}, decided=decided, orientation=orientation),
    )
    return WhatIf(Side(whole, card, seen), after, int(frame["value"].notna().sum()))


def _with(whole: Profile, card: Card | None) -> Profile:
    """The profile with one card exchanged and the sums counted anew."""
    if card is None:
        return whole
    held = tuple(card if one.indicator.id == card.indicator.id else one for one in whole.cards)
    return replace(whole, cards=held, headline=headline(held))
