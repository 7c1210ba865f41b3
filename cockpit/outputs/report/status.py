"""Where a Kreis stands, as tables and lists of a report: sums, what moved most, every indicator, gaps, projects."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Indicator
from cockpit.model.view import Card, Profile, ProjectCard
from cockpit.outputs.report.structure import Block, Cell, Column, Grid, Group, Listing, Paragraph

ORDER = ("improving", "no_trend", "worsening", "no_verdict")
BEHIND = frozenset({"nearly", "too_slow", "unchanged", "away", "missed"})
NEAR = frozenset({"direkt", "mittelbar"})
FIRST_SHOWN = 3


def sums(profile: Profile) -> Grid:
    """How many indicators move which way; the four numbers add up to all that may be judged."""
    columns = tuple(Column(words.direction_word(key)) for key in ORDER)
    row = tuple(Cell(str(getattr(profile.headline, key)), mark=key) for key in ORDER)
    return Grid(text("report.sums", n=profile.headline.judged), columns, (Group((row,)),))


def moved(cards: Sequence[Card], none: str) -> Block:
    """Title and latest value, movement, who can act where it got worse."""
    if not cards:
        return Paragraph(text(none), "note")
    return Listing(tuple((_named(card), _told(card)) for card in cards))


def furthest(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards with a decided target that lie furthest from the needed pace, slowest first; none without targets."""
    behind = [card for card in cards if card.decided is not None and card.judgement.key in BEHIND]
    return tuple(sorted(behind, key=_ratio)[:FIRST_SHOWN])


def _ratio(card: Card) -> float:
    """A target missed for good has no needed pace any more and stands first."""
    return card.judgement.ratio if card.judgement.ratio is not None else float("-inf")


def _named(card: Card) -> str:
    if card.latest is None:
        return card.indicator.title
    shown = words.value(card.latest.value, card.indicator, card.latest.status)
    return text("report.named", title=card.indicator.title, value=shown, year=card.latest.year)


def _told(card: Card) -> str:
    parts = [words.card_sentence(card), words.target_sentence(card)]
    if card.judgement.direction == "worsening" or card.judgement.key in BEHIND:
        parts.append(who_can_act(card.indicator))
    return " ".join(part for part in parts if part)


def who_can_act(indicator: Indicator) -> str:
    """Who has levers on this indicator; empty where nobody is named."""
    who = enumeration(text(f"pages.actor.{name}") for name in indicator.actors)
    return text("pages.judged.actors", who=who) if who else ""


def every_indicator(profile: Profile, cards: Sequence[Card]) -> Grid:
    """All cards by goal: latest value with its own year, movement, place among the comparable Kreise."""
    kind = "cities" if profile.region.is_city else "counties"
    columns = (
        Column(text("report.column_name"), 3.3),
        Column(text("report.column_latest"), 1.5, figures=True),
        Column(text("report.column_status"), 2.4),
        Column(text("report.column_place"), 1.8),
    )
    shown = [card for card in cards if card.indicator.kind != "shares"]
    groups = tuple(_group(profile, goal, list(found)) for goal, found in groupby(shown, key=_goal))
    caption = text(f"report.table_{kind}", name=profile.region.display_name, n=len(profile.peers))
    return Grid(caption, columns, groups)


def _goal(card: Card) -> int:
    return card.indicator.sdg[0] if card.indicator.sdg else 0


def _group(profile: Profile, number: int, cards: list[Card]) -> Group:
    goal = profile.sdgs.get(number)
    title = text("report.goal", number=number, title=goal.title) if goal else text("pages.no_goal")
    return Group(tuple(_row(card) for card in cards), title, goal)


def _row(card: Card) -> tuple[Cell, ...]:
    return (Cell(card.indicator.title, words.long_unit(card.indicator)), _latest(card), _status(card), _place(card))


def _latest(card: Card) -> Cell:
    if card.latest is None or card.latest.value is None:
        last = card.series.points[-1] if card.series.points else None
        word = words.value(None, card.indicator, last.status if last else "")
        return Cell("–", f"{word} ({last.year})" if last and last.status else word)
    older = card.judgement.older and not card.judgement.too_old
    remarks = (str(card.latest.year), words.status_word(card.latest.status), text("words.age.older") if older else "")
    return Cell(words.figure(card.latest.value, card.indicator), ", ".join(remark for remark in remarks if remark))


def _status(card: Card) -> Cell:
    """Sign and word, then why nothing is said, or the target with its verdict, or the Orientierungswert."""
    said = card.judgement
    if not card.indicator.judged:
        return Cell(text("pages.context"), text("pages.not_judged"))
    why = words.reason(said) if said.direction == "no_verdict" else ""
    why = text("report.too_old") if said.too_old else why
    goal = words.target_sentence(card) if card.decided else words.orientation_short(card)
    return Cell(words.direction_word(said.direction), ". ".join(part for part in (why, goal) if part), said.direction)


def _place(card: Card) -> Cell:
    place = card.placement
    if place is None or not place.n:
        return Cell("–")
    return Cell(text(f"words.placement.q{place.band}"))


def gaps(profile: Profile) -> Paragraph | None:
    """What a council asks for and no official source has per Kreis."""
    if not profile.gaps:
        return None
    return Paragraph(text("report.gaps", titles=enumeration(gap.title for gap in profile.gaps)), "note")


def projects(found: Sequence[ProjectCard], cards: Sequence[Card]) -> Grid | None:
    """Federal projects with a direct or indirect bearing, with the values of the indicators they touch."""
    shown = {card.indicator.id for card in cards}
    rows = [_project(item, shown) for item in found if item.project.relation in NEAR]
    rows = [row for row in rows if row[2].text]
    if not rows:
        return None
    columns = (
        Column(text("report.column_project"), 2.2),
        Column(text("report.column_state"), 1.7),
        Column(text("report.column_touches"), 4.3),
    )
    return Grid(text("report.projects_table"), columns, (Group(tuple(rows)),))


def _project(item: ProjectCard, shown: set[str]) -> tuple[Cell, ...]:
    touched = "; ".join(_named(card) for _, card in item.links if card.indicator.id in shown)
    relation = text("report.relation", relation=item.project.relation)
    known = f"{words.project_known(item.project)}; {relation}"
    return (Cell(item.project.title), Cell(item.project.state_short, known), Cell(touched))
