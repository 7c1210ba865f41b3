"""Which indicators a presentation shows: those asked for, else the most telling ones of the first Kreis."""

from __future__ import annotations

from cockpit.base.errors import BadRequest, NotFound
from cockpit.base.texts import text
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.model.view import Card, Profile
from cockpit.query.actions import kreis
from cockpit.query.address import page_kreise
from cockpit.query.profiles import profile
from cockpit.query.snapshot import Snapshot

MOST_SLIDES = 20
USUAL = 8
"""What a sitting has time for when nothing is asked for."""


def slides(snap: Snapshot, selection: Selection) -> tuple[tuple[Region, ...], tuple[Indicator, ...]]:
    """The Kreise of a presentation and one indicator per slide; nothing without a Kreis.

    BadRequest for too many of either, NotFound for Länder, the Bund, and a slide that is not there.
    """
    kreise = tuple(kreis(snap, key) for key in page_kreise(selection).kreise)
    if len(selection.indicators) > MOST_SLIDES:
        raise BadRequest(text("slides.too_many", most=MOST_SLIDES), "indikatoren", text("slides.fewer"))
    if not kreise:
        return (), ()
    asked = tuple(snap.indicator(name) for name in selection.indicators)
    shown = asked or telling(profile(snap, kreise[0], selection.method))
    if shown and (selection.slide or 1) > len(shown):
        raise NotFound(text("slides.no_such", n=len(shown)), "folie", text("slides.no_such_remedy"))
    return kreise, shown


def telling(shown: Profile) -> tuple[Indicator, ...]:
    """Decided targets first, then what improved and worsened most, Orientierungswerte, no trend; else any value."""
    known = [card for card in shown.cards if card.latest is not None]
    groups = (
        [card for card in known if card.decided is not None],
        shown.improved,
        shown.worsened,
        [card for card in known if card.orientation is not None and card.orientation.value is not None],
        [card for card in known if card.judgement.direction == "no_trend"],
    )
    found = list(dict.fromkeys(_id(card) for group in groups for card in group)) or [_id(card) for card in known]
    held = {_id(card): card.indicator for card in known}
    return tuple(held[name] for name in found[:USUAL] if name in held)


def _id(card: Card) -> str:
    return card.indicator.id
