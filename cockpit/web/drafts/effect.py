"""The effect of publishing in words and in one picture: which verdicts flip, and the course that changes most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.charts import Scene, data_uri, svg, words
from cockpit.charts.scene import Dot, Line
from cockpit.charts.ticks import ticks
from cockpit.model.catalogue import Catalogue
from cockpit.model.draft import Draft
from cockpit.model.indicator import Indicator
from cockpit.model.verdict import DEFAULT_PROFILE

WIDTHS = (360, 720)
OWN_FIGURES = "eigene-angaben"


@dataclass(frozen=True, slots=True)
class Turned:
    """All flips of one Kreis as sentences; ``before`` and ``after`` are symbols of the classes."""

    kreis: str
    slug: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The picture of the most affected Kreis: finding, measure, alternative text, source and two drawings."""

    title: str
    subtitle: str
    alt: str
    source: str
    small: str
    wide: str


def turned(draft: Draft, catalogue: Catalogue) -> tuple[Turned, ...]:
    """The verdicts that would flip, by Kreis."""
    document: Mapping[str, Any] = draft.effect
    flips: Sequence[Mapping[str, Any]] = document.get("flips") or ()
    known = [one for one in flips if one["key"] in catalogue.regions and one["indicator"] in catalogue.indicators]
    listed = sorted(known, key=lambda one: (catalogue.regions[one["key"]].display_name, one["indicator"]))
    found = []
    for key, group in groupby(listed, key=lambda one: str(one["key"])):
        region = catalogue.regions[key]
        said = tuple(sentence for one in group for sentence in _sentences(one, catalogue))
        found.append(Turned(region.display_name, region.slug, said))
    return tuple(found)


def indicators(draft: Draft, catalogue: Catalogue) -> list[Indicator]:
    """The indicators that get values."""
    document: Mapping[str, Any] = draft.effect
    return [catalogue.indicators[code] for code in document.get("indicators") or () if code in catalogue.indicators]


def sources(draft: Draft, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The source line every chart will show, with the titles of the indicators it stands below."""
    found: dict[str, list[str]] = {}
    for one in indicators(draft, catalogue):
        found.setdefault(words.source_line(catalogue.sources[one.source], None), []).append(one.title)
    return tuple((line, enumeration(titles)) for line, titles in found.items())


def own_figures(draft: Draft, catalogue: Catalogue) -> bool:
    """Whether values are for an indicator whose source only says that the Kreis told them itself."""
    return any(one.source == OWN_FIGURES for one in indicators(draft, catalogue))


def _sentences(flip: Mapping[str, Any], catalogue: Catalogue) -> list[tuple[str, str]]:
    """One sentence for the direction, one for the verdict on the target, or one for another method; with its class."""
    title = catalogue.indicators[flip["indicator"]].title
    before, after = flip["before"], flip["after"]
    found = []
    if before["direction"] != after["direction"]:
        ends = {"before": words.direction_word(before["direction"]), "after": words.direction_word(after["direction"])}
        found.append((after["direction"], text("staff.flip.direction", title=title, **ends)))
    for method, was in before["paces"].items():
        now = after["paces"].get(method, "no_verdict")
        if was == now or (found and method != DEFAULT_PROFILE):
            continue
        key = "target" if method == DEFAULT_PROFILE else "method"
        ends = {"before": words.verdict_word(was), "after": words.verdict_word(now)}
        found.append((now, text(f"staff.flip.{key}", title=title, method=text(f"words.method.{method}"), **ends)))
    return found


def course(draft: Draft, catalogue: Catalogue) -> Course | None:
    """The course of the most affected Kreis before and after; None when no Kreis is touched."""
    document: Mapping[str, Any] = draft.effect
    drawn: Mapping[str, Any] | None = document.get("course")
    if not drawn or drawn["indicator"] not in catalogue.indicators or not drawn["after"]:
        return None
    scene = _scene(drawn, catalogue)
    small, wide = (data_uri(svg(scene, width)) for width in WIDTHS)
    return Course(scene.title, scene.subtitle, scene.alt, scene.source, small, wide)


def _scene(drawn: Mapping[str, Any], catalogue: Catalogue) -> Scene:
    indicator = catalogue.indicators[drawn["indicator"]]
    name = catalogue.regions[drawn["key"]].display_name
    before, after = (_dots(drawn[side], indicator) for side in ("before", "after"))
    values = [dot.y for dot in (*before, *after)]
    unit = words.short_unit(indicator)
    title = _finding(name, indicator.title, before, after)
    lines = [_line("compared-1", "before", before), _line("chosen", "after", after)]
    return Scene(
        kind="line",
        layout="plane",
        title=title,
        subtitle=text("staff.course.subtitle", unit=indicator.unit),
        source=words.source_line(catalogue.sources[indicator.source], None),
        alt=text("staff.course.alt", title=title, before=_told(before), after=_told(after)),
        unit=unit,
        years=(min(dot.x for dot in (*before, *after)), max(dot.x for dot in (*before, *after))),
        ticks=ticks(min(values), max(values), unit="%" if unit == "%" else ""),
        lines=tuple(line for line in lines if line.dots),
    )


def _finding(name: str, title: str, before: Sequence[Dot], after: Sequence[Dot]) -> str:
    """The largest change of a stored value, else the newest value that comes in, as the title of the picture."""
    had = {dot.x: dot for dot in before}
    changed = [dot for dot in after if dot.x in had and dot.text != had[dot.x].text]
    new = [dot for dot in after if dot.x not in had]
    if changed:
        most = max(changed, key=lambda dot: abs(dot.y - had[dot.x].y))
        told = {"year": most.x, "after": most.text, "before": had[most.x].text}
        return text("staff.course.changed", name=name, title=title, **told)
    if new:
        return text("staff.course.new", name=name, title=title, year=new[-1].x, after=new[-1].text)
    return text("staff.course.title", name=name, title=title)


def _dots(points: Sequence[Sequence[float]], indicator: Indicator) -> tuple[Dot, ...]:
    return tuple(Dot(int(year), float(value), words.figure(float(value), indicator)) for year, value in points)


def _line(role: str, side: str, dots: tuple[Dot, ...]) -> Line:
    label = text(f"staff.course.{side}", value=dots[-1].text, year=dots[-1].x) if dots else ""
    return Line(role, text(f"staff.course.{side}_name"), (dots,) if dots else (), label)


def _told(dots: Sequence[Dot]) -> str:
    if not dots:
        return text("staff.course.nothing")
    return ", ".join(f"{dot.x}: {dot.text}" for dot in dots[-3:])
