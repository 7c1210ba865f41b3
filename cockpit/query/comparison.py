"""Several Kreise beside each other: the newest value of each indicator, with a remark where the years differ."""

from __future__ import annotations

from dataclasses import dataclass

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.model.view import Card
from cockpit.query.address import page_kreise
from cockpit.query.cards import cards, ordered
from cockpit.query.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator for all compared Kreise, in their order; ``None`` where it is not meant for a Kreis or a gap."""

    indicator: Indicator
    cards: tuple[Card | None, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The different years of the values shown, in order."""
        shown = [card.latest for card in self.cards if card is not None]
        return tuple(sorted({point.year for point in shown if point is not None and point.value is not None}))

    @property
    def scale(self) -> float | None:
        """What a bar of full length stands for (values and targets, from 0); ``None`` where a value is negative."""
        values = [card.latest.value for card in self.cards if card is not None and card.latest is not None]
        values += [card.decided.value for card in self.cards if card is not None and card.decided is not None]
        known = [value for value in values if value is not None]
        return max(known) if known and min(known) >= 0 and max(known) > 0 else None


def comparison(snap: Snapshot, selection: Selection) -> tuple[tuple[Region, ...], tuple[Compared, ...]]:
    """The Kreise and the indicators asked for, all core ones by default.

    BadRequest for more than five Kreise, NotFound for Länder and the Bund.
    """
    kreise = tuple(_kreis(snap, key) for key in page_kreise(selection).kreise)
    held = [{card.indicator.id: card for card in cards(snap, kreis, selection.method)} for kreis in kreise]
    shown = [snap.indicator(name) for name in selection.indicators] or core(snap)
    return kreise, tuple(Compared(item, tuple(found.get(item.id) for found in held)) for item in shown)


def core(snap: Snapshot) -> list[Indicator]:
    """What is compared when nothing else is asked for."""
    return [item for item in ordered(snap) if item.core and item.level == "kreis" and item.kind == "indicator"]


def _kreis(snap: Snapshot, key: str) -> Region:
    found = snap.catalogue.regions[key]
    if found.level != "kreis":
        raise NotFound(text("query.no_kreis", name=found.display_name), found.slug, text("query.see_kreise"))
    return found
