"""The Kreise of one Land as hexagons in their real arrangement: how one indicator moves, or how many improve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.formats import day, span
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.view import Card
from cockpit.query import LandKreis, LandView
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.land_filters import CLASSES
from cockpit.web.parts.links import LOADED, here, to_kreis
from cockpit.web.parts.marks import symbol

SHADES = 6
AFTER_MAP = "nach-karte"


def land_map(request: PageRequest, shown: LandView) -> Component | None:
    """The figure with its list; None where there is but one Kreis or nothing to judge."""
    kreise = [row for row in shown.kreise if row.region.tile_x is not None]
    if len(kreise) < 2 or not shown.judged:
        return None
    item = mapped(request, shown)
    parts = _counts(request, shown, kreise) if item is None else _direction(request, kreise, item)
    skip = html.A(text("land.map.skip"), href=f"#{AFTER_MAP}", className="skip-inline")
    return html.Figure([*parts[:2], skip, *parts[2:-1], _choices(request, shown, item), parts[-1]], className="fig")


def mapped(request: PageRequest, shown: LandView) -> Indicator | None:
    """The one judged indicator looked at, else the one with most verdicts; None: count those of the goal."""
    if len(shown.judged) == 1:
        return shown.judged[0]
    if request.selection.every_goal or request.selection.indicators:
        return None
    return max(shown.judged, key=lambda item: _told(shown, item))


def _told(shown: LandView, item: Indicator) -> int:
    return sum(row.cards[item.id].judgement.direction != "no_verdict" for row in shown.kreise if item.id in row.cards)


def _direction(request: PageRequest, kreise: Sequence[LandKreis], item: Indicator) -> list[Component]:
    """Heading, measure, tiles, legend, list and source of one indicator."""
    title = text("land.map.direction", title=item.title)
    held = {row.region.key: row.cards[item.id] for row in kreise if item.id in row.cards}
    tiles = [_tile(request, row.region, *_class(held.get(row.region.key))) for row in kreise]
    groups = {key: [row.region for row in kreise if _key(held.get(row.region.key)) == key] for key in CLASSES}
    items = [html.Li([symbol(key), _named(key, len(groups[key]))]) for key in CLASSES]
    source = next(iter(held.values())).source
    listed = [part for key, places in groups.items() if places for part in _group(request, key, places)]
    return [
        html.H2(title),
        html.P(_measure(list(held.values())), className="measure"),
        _grid(kreise, tiles, title),
        html.Ul(items, className="plain legend"),
        _list(listed),
        html.Figcaption(html.P(words.source_line(source, request.snapshot.revision)), className="src"),
    ]


def _key(card: Card | None) -> str:
    return card.judgement.direction if card is not None else "no_verdict"


def _class(card: Card | None) -> tuple[str, str, str]:
    """What a tile says, its class and the figure in it."""
    word = words.direction_word(_key(card))
    if card is None or card.latest is None:
        return word, f"is-{_key(card)}", ""
    shown = words.value(card.latest.value, card.indicator, card.latest.status)
    return f"{word} ({shown}, {card.latest.year})", f"is-{_key(card)}", ""


def _named(key: str, count: int) -> str:
    return text("land.map.class", word=words.direction_word(key), n=count)


def _measure(cards: Sequence[Card]) -> str:
    judged = [card.judgement for card in cards if card.judgement.direction != "no_verdict"]
    trends = [one.verdict.trend for one in judged if one.verdict]
    first = [trend.first_year for trend in trends if trend.first_year is not None]
    last = [trend.last_year for trend in trends if trend.last_year is not None]
    if not first or not last:
        return text("land.map.measure_plain")
    return text("land.map.measure", years=span(min(first), max(last)))


def _group(request: PageRequest, key: str, places: Sequence[Region]) -> list[Component]:
    links = [html.Li(html.A(place.display_name, href=to_kreis(request, place))) for place in places]
    title = html.P([symbol(key), " ", html.B(_named(key, len(places)))])
    return [title, html.Ul(links, className="plain columns")]


def _counts(request: PageRequest, shown: LandView, kreise: Sequence[LandKreis]) -> list[Component]:
    """The same for a goal: the number that improves in each tile; darker is more of them."""
    title, most = text("land.map.counts"), len(shown.judged)
    told = {row.region.key: _improving(row) for row in kreise}
    tiles = []
    for row in kreise:
        count, of = told[row.region.key]
        shade = 1 + round((SHADES - 1) * count / most)
        tiles.append(_tile(request, row.region, _said(count, of), f"scale-{shade} count", str(count)))
    listed = [_counted(request, row.region, *told[row.region.key]) for row in kreise]
    revision = request.snapshot.revision
    source = text("land.map.counts_source", stand=revision.id, day=day(revision.created_at))
    return [
        html.H2(title),
        html.P(text("land.map.counts_measure", n=most), className="measure"),
        _grid(kreise, tiles, title),
        _list([html.Ul(listed, className="plain columns")]),
        html.Figcaption(html.P(source), className="src"),
    ]


def _counted(request: PageRequest, place: Region, count: int, of: int) -> Component:
    return html.Li([html.A(place.display_name, href=to_kreis(request, place)), f": {_said(count, of)}"])


def _improving(row: LandKreis) -> tuple[int, int]:
    found = Counter(card.judgement.direction for card in row.cards.values() if card.indicator.judged)
    return found["improving"], sum(found.values())


def _said(count: int, of: int) -> str:
    return text("land.map.counts_said_one" if count == 1 else "land.map.counts_said", n=count, of=of)


def _tile(request: PageRequest, place: Region, said: str, kind: str, figure: str) -> Component:
    name = f"{place.display_name}: {said}"
    where = {"data-x": str(place.tile_x), "data-y": str(place.tile_y), "aria-label": name}
    return html.A(figure, href=to_kreis(request, place), title=name, className=kind, tabIndex=-1, **where)


def _grid(kreise: Sequence[LandKreis], tiles: Sequence[Component], label: str) -> Component:
    """The tiles moved to the corner of a grid just as wide as the Land, in reading order, with one tab stop."""
    left = min(row.region.tile_x or 0 for row in kreise)
    top = min(row.region.tile_y or 0 for row in kreise)
    wide = max(row.region.tile_x or 0 for row in kreise) - left + 2
    placed = []
    for tile in tiles:
        x, y = int(getattr(tile, "data-x")) - left, int(getattr(tile, "data-y")) - top
        setattr(tile, "data-x", str(x))
        setattr(tile, "data-y", str(y))
        placed.append((y, x, tile))
    ordered = [tile for _, _, tile in sorted(placed, key=lambda found: found[:2])]
    ordered[0].tabIndex = 0
    nav = html.Nav(ordered, className="tiles", **{"data-tiles": "true", "aria-label": label})
    return html.Div(html.Div(nav, className="map", style={"--columns": wide}), className="land-map")


def _list(parts: Sequence[Component]) -> Component:
    return html.Details([html.Summary(text("land.map.list")), *parts], className="more land-list")


def _choices(request: PageRequest, shown: LandView, item: Indicator | None) -> Component:
    """Which other indicator the map may show; the whole page goes along."""
    told = [one for one in shown.judged if _told(shown, one)]
    links = [
        html.Li(
            html.A(
                one.title,
                href=here(request, indicators=(one.id,), order=""),
                **LOADED,
                **({"aria-current": "true"} if one == item else {}),
            )
        )
        for one in told
    ]
    name = (
        text("land.map.shows_counts") if item is None else text("land.map.shows", title=item.short_title or item.title)
    )
    listed = html.Ul(links, className="plain choices columns")
    return html.Details([html.Summary(name), listed], className="more no-print", id=AFTER_MAP)
