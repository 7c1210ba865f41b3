"""A Land: its address, and every indicator of all its Kreise at once, judged, narrowed and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cockpit.base.collation import collated
from cockpit.base.errors import BadRequest, NotFound
from cockpit.base.texts import text
from cockpit.model.indicator import Indicator
from cockpit.model.region import LAND_MARK, Region
from cockpit.model.selection import Selection
from cockpit.model.view import Card, Headline
from cockpit.query.cards import ordered
from cockpit.query.land_cards import land_cards
from cockpit.query.profiles import headline
from cockpit.query.snapshot import Snapshot
from cockpit.query.spelling import plain

BY_VALUE = ("wert", "wert-auf")


@dataclass(frozen=True, slots=True)
class LandKreis:
    """One Kreis of a Land with its cards by indicator id."""

    region: Region
    cards: dict[str, Card]


@dataclass(frozen=True, slots=True)
class LandView:
    """The Kreise of a Land in the order asked for, and the indicators that are looked at, in order of their goals.

    ``headline``: complete sums over every Kreis and judged indicator looked at, whatever ``verdict`` narrows to.
    """

    land: Region
    kreise: tuple[LandKreis, ...]
    indicators: tuple[Indicator, ...]
    headline: Headline
    verdict: str = ""

    @property
    def judged(self) -> tuple[Indicator, ...]:
        """The indicators that may be judged."""
        return tuple(item for item in self.indicators if item.judged)

    @property
    def goals(self) -> tuple[int, ...]:
        """The goals that have a judged indicator here, by number."""
        return tuple(sorted({goal for item in self.judged for goal in item.sdg}))

    @property
    def shown(self) -> tuple[LandKreis, ...]:
        """The Kreise that have a verdict of the class asked for; all of them without one."""
        return tuple(one for one in self.kreise if not self.verdict or any(map(self.keeps, one.cards.values())))

    def keeps(self, card: Card) -> bool:
        """Whether a card belongs to the class of movement asked for; every one without a wish."""
        return not self.verdict or (card.indicator.judged and card.judgement.direction == self.verdict)


def lands(snap: Snapshot) -> tuple[Region, ...]:
    """All Länder by name."""
    found = (item for item in snap.catalogue.regions.values() if item.level == "land")
    return tuple(sorted(found, key=lambda item: collated(item.name)))


def land(snap: Snapshot, name: str) -> Region:
    """The Land of a name, slug or key, however it is spelled; ``NotFound`` in German otherwise."""
    wanted = plain(name.removeprefix(LAND_MARK))
    for item in lands(snap):
        if wanted in (item.key, plain(item.name_in_path), plain(item.name)):
            return item
    raise NotFound(text("land.unknown", name=name[:40]), name[:40], text("land.unknown_remedy"))


def land_view(snap: Snapshot, place: Region, chosen: Selection, *, placed: bool = False) -> LandView:
    """All Kreise of a Land with what ``sdg``, ``indikatoren``, ``handeln``, ``urteil`` and ``sortierung`` ask for.

    ``placed`` adds the place of each value among comparable Kreise. BadRequest for an order by value of no
    or of several indicators.
    """
    held = land_cards(snap, place, chosen.method, placed=placed)
    rows = [_row(snap.catalogue.regions[key], cards, chosen) for key, cards in held.items()]
    present = {name for row in rows for name in row.cards}
    indicators = tuple(item for item in ordered(snap) if item.id in present)
    sums = headline([card for row in rows for card in row.cards.values()])
    return LandView(place, tuple(_sorted(rows, indicators, chosen)), indicators, sums, chosen.verdict)


def entries(shown: LandView) -> Iterator[tuple[Region, Card]]:
    """Each Kreis with each of its cards that are looked at, by key of the Kreis and order of the indicators."""
    for row in sorted(shown.kreise, key=lambda row: row.region.key):
        for item in shown.indicators:
            card = row.cards.get(item.id)
            if card is not None and shown.keeps(card):
                yield row.region, card


def _row(kreis: Region, cards: tuple[Card, ...], chosen: Selection) -> LandKreis:
    return LandKreis(kreis, {card.indicator.id: card for card in cards if _is_asked(card.indicator, chosen)})


def _is_asked(item: Indicator, chosen: Selection) -> bool:
    goals = chosen.every_goal
    return (
        (not goals or not set(goals).isdisjoint(item.sdg))
        and (not chosen.indicators or item.id in chosen.indicators)
        and (not chosen.actor or chosen.actor in item.actors)
    )


def _sorted(rows: list[LandKreis], indicators: tuple[Indicator, ...], chosen: Selection) -> list[LandKreis]:
    by_name = sorted(rows, key=_name, reverse=chosen.order == "name-ab")
    if chosen.order not in BY_VALUE:
        return by_name
    if len(indicators) != 1:
        raise BadRequest(text("land.no_value_order"), "sortierung", text("land.no_value_order_remedy"))
    return sorted(by_name, key=_by_value(indicators[0], -1.0 if chosen.order == "wert" else 1.0))


def _name(row: LandKreis) -> tuple[str, str]:
    return collated(row.region.display_name)


def _by_value(item: Indicator, sign: float) -> Callable[[LandKreis], tuple[bool, float]]:
    def place(row: LandKreis) -> tuple[bool, float]:
        card = row.cards.get(item.id)
        value = card.latest.value if card is not None and card.latest is not None else None
        return (value is None, sign * (value or 0.0))

    return place
