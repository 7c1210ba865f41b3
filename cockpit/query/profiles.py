"""A Kreis page's content: every indicator of one Kreis, judged, placed and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.model.series import Point
from cockpit.model.verdict import DEFAULT_PROFILE
from cockpit.model.view import Card, Headline, Placement, Profile
from cockpit.query import frames
from cockpit.query.cards import cards, is_for, ordered
from cockpit.query.projects import linked
from cockpit.query.snapshot import Snapshot

POPULATION = "bevoelkerung"
FIRST_SHOWN = 3
WINDOW_YEARS = 10


def profile(snap: Snapshot, region: Region, method: str = DEFAULT_PROFILE, *, newest_only: bool = False) -> Profile:
    """Everything the Kreis page shows for ``region`` in this snapshot; NotFound for Länder and the Bund.

    ``newest_only`` leaves out the courses: a series has its newest value and what follows it.
    """
    if region.level != "kreis":
        raise NotFound(text("query.no_kreis", name=region.display_name), region.slug, text("query.see_kreise"))
    shown = cards(snap, region, method, newest_only=newest_only)
    filled = {card.indicator.id for card in shown}
    asked = [item for item in ordered(snap) if item.kind == "gap" and is_for(item, region)]
    gaps = tuple(item for item in asked if item.id not in filled)
    return Profile(
        region=region,
        land=snap.catalogue.regions[region.land],
        revision=snap.revision,
        today=snap.today,
        headline=headline(shown),
        cards=shown,
        gaps=gaps,
        improved=_strongest(shown, "improving"),
        worsened=_strongest(shown, "worsening"),
        peers=tuple(snap.catalogue.regions[key] for key in snap.peers.get(region.key, ())),
        projects=tuple(
            item for programme in snap.catalogue.programmes.values() for item in linked(programme, shown) if item.links
        ),
        sdgs=snap.catalogue.sdgs,
        population=_population(snap, region),
    )


def of_goal(shown: Profile, goal: int) -> Profile:
    """The part of a profile that belongs to one Sustainable Development Goal (1 to 17), with its own complete sums."""
    held = tuple(card for card in shown.cards if goal in card.indicator.sdg)
    return replace(
        shown,
        cards=held,
        headline=headline(held),
        gaps=tuple(item for item in shown.gaps if goal in item.sdg),
        improved=tuple(card for card in shown.improved if goal in card.indicator.sdg),
        worsened=tuple(card for card in shown.worsened if goal in card.indicator.sdg),
        projects=tuple(card for card in shown.projects if goal in card.project.sdg),
    )


def of_actor(shown: Profile, actor: str) -> Profile:
    """The part of a profile the Kreis, the Gemeinden, the Land or the Bund has levers on; all of it without one."""
    if not actor:
        return shown
    held = tuple(card for card in shown.cards if actor in card.indicator.actors)
    ids = {card.indicator.id for card in held}
    touched = [
        replace(one, links=tuple(pair for pair in one.links if pair[0].indicator in ids)) for one in shown.projects
    ]
    return replace(
        shown,
        cards=held,
        headline=headline(held),
        gaps=tuple(item for item in shown.gaps if actor in item.actors),
        improved=_strongest(held, "improving"),
        worsened=_strongest(held, "worsening"),
        projects=tuple(one for one in touched if one.links),
    )


def _population(snap: Snapshot, region: Region) -> Point | None:
    """The newest number of inhabitants of this Datenstand; that of the register of regions where it is newer."""
    known = frames.series_by_key(snap.store.series(POPULATION, [region.key], snap.stand), snap.catalogue.regions)
    stored = known[region.key].latest if region.key in known else None
    if region.population is None or region.population_as_of is None:
        return stored
    listed = Point(region.population_as_of.year, float(region.population))
    return stored if stored is not None and stored.year >= listed.year else listed


def headline(cards: Sequence[Card]) -> Headline:
    """Complete sums over the indicators that may be judged; orientation values never count."""
    judged = [card for card in cards if card.indicator.judged]
    directions = Counter(card.judgement.direction for card in judged)
    return Headline(
        judged=len(judged),
        improving=directions["improving"],
        no_trend=directions["no_trend"],
        worsening=directions["worsening"],
        no_verdict=directions["no_verdict"],
        targets=Counter(card.judgement.key for card in judged if card.decided is not None),
    )


def _strongest(cards: Sequence[Card], direction: str) -> tuple[Card, ...]:
    moving = [card for card in cards if card.indicator.judged and card.judgement.direction == direction]
    return tuple(sorted(moving, key=_strength, reverse=True)[:FIRST_SHOWN])


def _strength(card: Card) -> float:
    """Change over ten years in units of the spread (interquartile range) of the comparable Kreise."""
    verdict = card.judgement.verdict
    slope = verdict.trend.slope if verdict else None
    if slope is None:
        return 0.0
    spread = _spread(card.placement)
    return abs(slope) * WINDOW_YEARS / spread if spread else 0.0


def _spread(place: Placement | None) -> float:
    if place is None or place.n < 4:
        return 0.0
    return place.values[(3 * place.n) // 4] - place.values[place.n // 4]
