"""The decided targets that hold for a Kreis, each with its own verdict, and how they came to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cockpit.model.region import BUND, Region
from cockpit.model.revision import Revision
from cockpit.model.series import Series
from cockpit.model.target import ResolvedTarget, Target
from cockpit.model.verdict import DEFAULT_PROFILE, Verdict
from cockpit.model.view import Card
from cockpit.progress import applicable, assess, resolve
from cockpit.query.cards import cards, ordered
from cockpit.query.judged import judgement
from cockpit.query.snapshot import Snapshot
from cockpit.store import council_targets
from cockpit.store.revised import revised


@dataclass(frozen=True, slots=True)
class Held:
    """One decided target: ``card`` is its indicator, judged against this very target and no other.

    ``counting`` is the target behind the verdict on all other pages. ``since`` is the Datenstand from which on this
    one reads like this.
    """

    target: Target
    card: Card
    counting: Target | None
    since: Revision

    @property
    def counts(self) -> bool:
        """Whether the verdict on all other pages is about this target."""
        return self.counting is not None and self.counting.id == self.target.id

    @property
    def is_own(self) -> bool:
        """Whether the Kreis itself decided it."""
        return self.target.region == self.card.series.region.key


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a council target: set (no ``before``), changed, or taken back (no ``after``)."""

    revision: Revision
    before: Target | None
    after: Target | None

    @property
    def target(self) -> Target:
        """What the step is about."""
        found = self.after or self.before
        if found is None:
            raise ValueError(self.revision.id)
        return found


def held_targets(
    snap: Snapshot, place: Region, method: str = DEFAULT_PROFILE, known: Iterable[Card] = ()
) -> tuple[Held, ...]:
    """Decided targets of the Kreis itself before those of its Land and the Bund, each in order of the Kreis page.

    ``known`` are all cards of the Kreis by this method, where someone has them already.
    """
    levels, found = (place.key, place.land, BUND), _decided(snap, place)
    if not found:
        return ()
    shown = {card.indicator.id: card for card in known or cards(snap, place, method)}
    since = council_targets.in_force(snap.store.database, snap.revision.id)
    order = {item.id: spot for spot, item in enumerate(ordered(snap))}
    found.sort(key=lambda one: (levels.index(one.region), order[one.indicator], one.year, one.id))
    return tuple(_held(snap, place, one, shown, since[one.id], method) for one in found)


def judged_against(snap: Snapshot, place: Region) -> tuple[str, ...]:
    """The indicators for which a decided target holds in this Kreis."""
    return tuple(dict.fromkeys(one.indicator for one in _decided(snap, place)))


def _decided(snap: Snapshot, place: Region) -> list[Target]:
    levels = (place.key, place.land, BUND)
    return [one for one in snap.catalogue.targets if one.decided and one.region in levels and _judges(snap, one)]


def _judges(snap: Snapshot, target: Target) -> bool:
    item = snap.catalogue.indicators.get(target.indicator)
    return item is not None and item.judged and item.level == "kreis"


def _held(snap: Snapshot, place: Region, target: Target, shown: dict[str, Card], since: int, method: str) -> Held:
    indicator = snap.catalogue.indicators[target.indicator]
    empty = Card(indicator, Series(place, ()), None, judgement(None, indicator, None, snap.today, method), None, None,
                 None, snap.catalogue.sources[indicator.source])  # fmt: skip
    card = shown.get(indicator.id, empty)
    counting = card.decided.target if card.decided else _first(snap, place, target)
    if card.decided is None or card.decided.target.id != target.id:
        card = _alone(snap, card, target, method)
    return Held(target, card, counting, snap.store.revision(since))


def _first(snap: Snapshot, place: Region, target: Target) -> Target | None:
    """Which target would count once there are values."""
    same = [one for one in snap.catalogue.targets if one.indicator == target.indicator]
    return applicable(same, place.key, None, decided=True)


def _alone(snap: Snapshot, card: Card, target: Target, method: str) -> Card:
    """The card as if this were the only target; without values with the bare number."""
    place = card.series.region
    frame = snap.store.series(target.indicator, [place.key], snap.stand)
    verdict = assess(card.indicator, frame, replace(snap.catalogue, targets=(target,))).get(place.key)
    return judged_by(snap, card, verdict, target, method)


def judged_by(snap: Snapshot, card: Card, verdict: Verdict | None, target: Target, method: str) -> Card:
    """The card with another verdict, made against ``target``."""
    latest = card.latest.year if card.latest else None
    resolved = resolve(target, {})
    if verdict is not None and verdict.target_id == target.id:
        resolved = ResolvedTarget(target, verdict.target_value, verdict.target_reason)
    said = judgement(verdict, card.indicator, latest, snap.today, method)
    return replace(card, judgement=said, decided=resolved, orientation=None)


def council_steps(snap: Snapshot, place: Region) -> tuple[Step, ...]:
    """Every change of a target of this council up to the Datenstand looked at, newest first."""
    found: list[Step] = []
    for number, changed in revised(snap.store.database, 1, snap.revision.id).items():
        mine = [one for one in changed if _region(one.before) == place.key or _region(one.after) == place.key]
        for one in mine:
            before, after = (side if isinstance(side, Target) else None for side in (one.before, one.after))
            if before or after:
                found.append(Step(snap.store.revision(number), before, after))
    return tuple(sorted(found, key=lambda step: -step.revision.id))


def _region(item: object) -> str:
    return item.region if isinstance(item, Target) else ""
