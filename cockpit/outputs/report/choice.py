"""Which indicators a report shows with a chart, and what the address says about it."""

from __future__ import annotations

from collections.abc import Sequence

from cockpit.base.errors import BadRequest
from cockpit.base.texts import text
from cockpit.model.selection import Selection
from cockpit.model.view import Card, Profile

MOST_CHOSEN = 5
USUALLY = 4


def narrowed(profile: Profile, selection: Selection) -> tuple[Card, ...]:
    """The cards of the goals asked for; all without ``sdg=``."""
    goals = set(selection.every_goal)
    return tuple(card for card in profile.cards if not goals or goals & set(card.indicator.sdg))


def chosen(profile: Profile, selection: Selection) -> tuple[str, ...]:
    """Ids of the indicators that get a chart: those asked for, else what moved most, else what is told best.

    Raises BadRequest when more are asked for than six pages hold.
    """
    if len(selection.indicators) > MOST_CHOSEN:
        remedy = text("report.fewer_indicators")
        raise BadRequest(text("report.too_many_indicators", most=MOST_CHOSEN), "indikatoren", remedy)
    if selection.indicators:
        return selection.indicators
    cards = narrowed(profile, selection)
    most = MOST_CHOSEN if selection.every_goal else USUALLY
    wanted = _first([*profile.improved, *profile.worsened, *sorted(cards, key=_telling)], cards)[:most]
    return tuple(card.indicator.id for card in cards if card.indicator.id in wanted)


def _first(cards: Sequence[Card], allowed: Sequence[Card]) -> list[str]:
    known = {card.indicator.id for card in allowed if card.latest is not None or card.whole is not None}
    return list(dict.fromkeys(card.indicator.id for card in cards if card.indicator.id in known))


def _telling(card: Card) -> tuple[bool, bool, bool, bool]:
    """Judged ones first, then those with a course, then core indicators; old ones last. Ties keep the page's order."""
    one_point = len([point for point in card.series.points if point.value is not None]) < 2
    return (card.judgement.too_old, card.judgement.direction == "no_verdict", one_point, not card.indicator.core)
