"""The actions of a Kreis: all of them in order, those that bear on an indicator, and the values beside them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cockpit.base.collation import collated
from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.action import STATES, Action
from cockpit.model.region import Region
from cockpit.model.view import Card
from cockpit.query.cards import cards
from cockpit.query.snapshot import Snapshot, region

ORDER = {state: place for place, state in enumerate(("in-umsetzung", "beschlossen", "geplant", "abgeschlossen"))}


def kreis(snap: Snapshot, name: str) -> Region:
    """The Kreis of a slug or key; NotFound for Länder and the Bund too."""
    found = region(snap, name)
    if found.level != "kreis":
        raise NotFound(text("query.no_kreis", name=found.display_name), name, text("query.see_kreise"))
    return found


def actions_of(snap: Snapshot, place: Region) -> tuple[Action, ...]:
    """All actions of a Kreis: what goes on first, what was stopped last, each by its start and title."""
    found = [item for item in snap.catalogue.actions.values() if item.region == place.key]
    return tuple(sorted(found, key=lambda item: (ORDER.get(item.state, len(STATES)), *_by_start(item))))


def actions_on(snap: Snapshot, indicator: str, keys: Iterable[str]) -> tuple[Action, ...]:
    """The actions of the first of the Kreise that name the indicator, by start and title."""
    first = next(iter(keys), None)
    found = [item for item in snap.catalogue.actions.values() if item.region == first and indicator in item.indicators]
    return tuple(sorted(found, key=_by_start))


def linked_cards(snap: Snapshot, place: Region, actions: Iterable[Action]) -> dict[str, Card]:
    """The cards of the linked indicators by id; none for those without values of Kreise."""
    wanted = {code for item in actions for code in item.indicators}
    return {card.indicator.id: card for card in cards(snap, place) if card.indicator.id in wanted} if wanted else {}


def _by_start(item: Action) -> tuple[date, tuple[str, str], str]:
    return (item.start or date.max, collated(item.title), item.id)
