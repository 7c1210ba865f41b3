"""The dot strip: a tick for each comparable Kreis, a dot for this one – it says more than a rank."""

from __future__ import annotations

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.scene import Dot, Note, Scene
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.view import Card, Placement, View


def scene(view: View) -> Scene:
    """The strip of the chosen Kreis in the year of its latest value."""
    if view.kreis is None or view.placement is None:
        raise Refused(text("charts.no_peers"), view.indicator.title)
    source = words.source_line(view.source, view.revision)
    title, subtitle = words.finding_as("strip", view), words.subtitle(view, "strip")
    return _strip(view.placement, view.indicator, view.kreis.region, title, subtitle, source)


def card_scene(card: Card) -> Scene:
    """The strip of a card."""
    if card.placement is None:
        raise Refused(text("charts.no_peers"), card.indicator.title)
    region, source = card.series.region, words.source_line(card.source, None)
    title = f"{region.display_name}: {card.indicator.short_title}"
    subtitle = f"{words.long_unit(card.indicator)} · {card.placement.year}"
    return _strip(card.placement, card.indicator, region, title, subtitle, source)


def _strip(placement: Placement, indicator: Indicator, region: Region, title: str, subtitle: str, source: str) -> Scene:
    if not placement.values:
        raise Refused(text("charts.no_peers"), indicator.title)
    year = placement.year
    shown = words.value(placement.value, indicator)
    placed = words.placement_sentence(placement, region)
    own = Dot(year, placement.value, words.figure(placement.value, indicator))
    others = tuple(Dot(year, amount, words.figure(amount, indicator)) for amount in placement.values)
    told = f"{text('charts.alt.one', name=region.display_name, year=year, value=shown)} {placed}"
    return Scene(
        kind="strip",
        layout="axis",
        title=title,
        subtitle=subtitle,
        source=source,
        alt=text("charts.alt.strip", title=title, subtitle=subtitle, values=told),
        unit=words.short_unit(indicator),
        ticks=_reach((*placement.values, placement.value), indicator),
        marks=(*others, own),
        ends=words.ends(indicator),
        notes=(Note("chosen", text("charts.strip.dot", name=region.display_name, value=shown)),),
    )


def _reach(values: tuple[float, ...], indicator: Indicator) -> tuple[tuple[float, str], ...]:
    return tuple((edge, words.figure(edge, indicator)) for edge in (min(values), max(values)))
