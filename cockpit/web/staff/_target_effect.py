"""Before and after of a council target in words and pictures, made by the same sentences as the public pages."""

from __future__ import annotations

from dataclasses import dataclass

from cockpit import charts
from cockpit.base.errors import Refused
from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.words import pace
from cockpit.charts.words.movement import reason_phrase
from cockpit.model.region import Region
from cockpit.model.view import Card, View
from cockpit.query.what_if import Side, WhatIf

WIDTH = 360
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Told:
    """One side: class of the verdict with its word, the sentences, and the course as a picture with its source."""

    title: str
    key: str
    word: str
    sentence: str
    pace: str
    headline: str
    picture: str
    alt: str
    source: str


@dataclass(frozen=True, slots=True)
class Effect:
    """Both sides, how the verdict turns, and the promise that no value does."""

    before: Told
    after: Told
    turns: str
    values: str


def effect(found: WhatIf, place: Region, *, back: bool) -> Effect:
    """The words of a preview; ``back`` when a target is taken back."""
    after = text("ziele.effect.after_back" if back else "ziele.effect.after_save")
    sides = (_told(found.before, text("ziele.effect.before")), _told(found.after, after))
    was, will = sides[0].word, sides[1].word
    same = (sides[0].key, was) == (sides[1].key, will)
    turns = text("ziele.effect.same") if same else text("ziele.effect.turns", before=was, after=will)
    return Effect(sides[0], sides[1], turns, _values(found.values, place))


def _values(count: int, place: Region) -> str:
    if not count:
        return text("ziele.effect.no_values", name=place.display_name)
    if count == 1:
        return text("ziele.effect.one_value", name=place.display_name)
    return text("ziele.effect.values", n=number(count), name=place.display_name)


def _told(side: Side, title: str) -> Told:
    card = side.card
    key = card.judgement.key if card and card.decided else ""
    word = words.verdict_word(key) if key else text("ziele.effect.no_target")
    sums = f"{words.headline(side.profile)} {words.targets_line(side.profile)}"
    drawn = _picture(side.view)
    return Told(title, key, word, _sentence(card), _paces(card), sums, *drawn)


def _sentence(card: Card | None) -> str:
    """The sentence of the indicator; why a target says nothing, where it does not."""
    if card is None:
        return text("ziele.effect.no_sentence")
    said = words.target_sentence(card) or words.orientation_sentence(card)
    if card.decided is not None and card.judgement.key == "no_verdict":
        why = words.reason(card.judgement) if card.judgement.too_old else reason_phrase(card.judgement.key_reason)
        said = " ".join(part for part in (said, f"{why[:1].upper()}{why[1:]}." if why else "") if part)
    return said or text("ziele.effect.no_sentence")


def _paces(card: Card | None) -> str:
    if card is None or card.decided is None:
        return text("ziele.effect.no_pace")
    parts = {"needed": pace.needed(card), "happened": pace.happened(card), "quote": pace.quote(card)}
    if not any(parts.values()):
        return NOTHING
    return text("ziele.effect.paces", **{name: said or NOTHING for name, said in parts.items()})


def _picture(view: View) -> tuple[str, str, str]:
    try:
        scene = charts.scene("line", view)
    except Refused:
        return "", "", ""
    return charts.data_uri(charts.svg(scene, WIDTH)), charts.alt(scene), scene.source
