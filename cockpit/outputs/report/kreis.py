"""The report of a Kreis, two to six pages: made once from its Profile and the Views of the chosen indicators."""

from __future__ import annotations

from collections.abc import Iterable

from cockpit.base.formats import day, number
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.model.view import Card, Profile
from cockpit.outputs.report import status
from cockpit.outputs.report.address import frozen_address, qr_code
from cockpit.outputs.report.chart import indicator_chapter
from cockpit.outputs.report.choice import chosen, narrowed
from cockpit.outputs.report.structure import Block, Chapter, Listing, Paragraph, Report
from cockpit.query import Snapshot, profile


def kreis_report(snap: Snapshot, region: Region, selection: Selection) -> Report:
    """The whole document; BadRequest when more indicators are asked for than it can hold."""
    found = profile(snap, region, selection.method)
    cards = narrowed(found, selection)
    address = frozen_address(snap, f"/kreis/{region.slug or region.key}", selection)
    goals = [found.sdgs[goal].title for goal in selection.every_goal if goal in found.sdgs]
    return Report(
        title=text("report.title", name=region.display_name),
        subtitle=text("report.subtitle_city" if region.is_city else "report.subtitle_county"),
        facts=(_facts(found), *([text("report.goals", titles=", ".join(goals))] if goals else [])),
        stand=text("pages.stand", n=snap.revision.id, day=day(snap.revision.created_at)),
        address=address,
        qr=qr_code(address),
        revision=snap.revision,
        today=snap.today,
        subject=words.headline(found),
        keywords=(region.display_name, found.land.name, text("report.keyword")),
        chapters=_chapters(snap, found, cards, selection),
        author=text("report.author"),
    )


def _facts(found: Profile) -> str:
    """Land, population with its year, area and key; what is not known is left out."""
    place = found.region
    parts = [found.land.name] if found.land.name != place.display_name else []
    if found.population is not None:
        people = number(found.population.value or 0)
        parts.append(text("pages.kreis.population", n=people, year=found.population.year))
    if place.area_km2 is not None:
        parts.append(text("pages.kreis.area", n=number(place.area_km2)))
    return " · ".join([*parts, text("pages.kreis.ags", ags=place.key)])


def _chapters(snap: Snapshot, found: Profile, cards: tuple[Card, ...], selection: Selection) -> tuple[Chapter, ...]:
    shown = chosen(found, selection)
    own = selection.but(kreise=(found.region.key,), tab="verlauf", year=None, first_year=None, last_year=None)
    pictured = [indicator_chapter(snap, own.but(indicator=name), place) for place, name in enumerate(shown, start=1)]
    parts = [
        _glance(found),
        *_moved(found, cards),
        _table(found, cards),
        *([Chapter(text("report.chosen"), ())] if pictured else []),
        *pictured,
        *_projects(found, cards),
        Chapter(text("report.method"), method_note(found)),
        Chapter(text("report.sources"), (*colophon(snap), *_sources(cards))),
    ]
    return tuple(parts)


def _glance(found: Profile) -> Chapter:
    lead = Paragraph(words.headline(found), "lead")
    return Chapter(text("report.glance"), (lead, status.sums(found), Paragraph(words.targets_line(found))))


def _moved(found: Profile, cards: tuple[Card, ...]) -> list[Chapter]:
    """What improved and what worsened most; with decided targets, what lies furthest from the needed pace."""
    kept = {card.indicator.id for card in cards}

    def within(some: Iterable[Card]) -> list[Card]:
        return [card for card in some if card.indicator.id in kept]

    behind = status.furthest(cards)
    furthest = [_short("report.furthest", status.moved(behind, "report.furthest_none"))] if behind else []
    return [
        _short("pages.kreis.improved", status.moved(within(found.improved), "pages.kreis.improved_none")),
        *furthest,
        _short("pages.kreis.worsened", status.moved(within(found.worsened), "pages.kreis.worsened_none")),
    ]


def _short(title: str, block: Block) -> Chapter:
    return Chapter(text(title), (block,), level=2, together=1)


def _table(found: Profile, cards: tuple[Card, ...]) -> Chapter:
    blocks: list[Block] = [status.every_indicator(found, cards)]
    if any(card.decided is None and words.orientation_short(card) for card in cards):
        explained = text("words.orientation.note", words=words.orientation_words(found.region))
        blocks.append(Paragraph(explained, "note"))
    if found.region.is_city_state and found.peers:
        blocks.append(Paragraph(text("words.placement.city_state"), "note"))
    missing = status.gaps(found)
    return Chapter(text("pages.kreis.all"), (*blocks, *([missing] if missing else [])))


def _projects(found: Profile, cards: tuple[Card, ...]) -> list[Chapter]:
    grid = status.projects(found.projects, cards)
    if grid is None:
        return []
    return [Chapter(text("pages.kreis.projects"), (grid, Paragraph(text("pages.hebel.fixed"), "note")))]


def method_note(found: Profile) -> tuple[Block, ...]:
    """How directions, paces and places come about, in the few sentences an attachment needs."""
    kind = "cities" if found.region.is_city else "counties"
    points = [
        (text("report.method_direction"), text("report.method_direction_text")),
        (text("report.method_age"), text("report.method_age_text", day=day(found.today))),
        (text("report.method_targets"), text("report.method_targets_text")),
        (text("report.method_peers"), text(f"report.method_peers_{kind}", n=len(found.peers))),
    ]
    return (Listing(tuple(points)), Paragraph(text("report.method_more"), "note"))


def _sources(cards: tuple[Card, ...]) -> tuple[Block, ...]:
    known = [card for card in cards if card.latest is not None or card.whole is not None]
    lines = dict.fromkeys(
        words.source_line(card.source, None).removeprefix(text("pages.kreis.source_word")) for card in known
    )
    return (Listing(tuple(("", line) for line in lines if line)),) if any(lines) else ()


def colophon(snap: Snapshot) -> tuple[Block, ...]:
    """Which Datenstand this is, and that the address shows exactly the same later on."""
    stand = text("report.stand", n=snap.revision.id, day=day(snap.revision.created_at), today=day(snap.today))
    return (Paragraph(stand, "note"),)
