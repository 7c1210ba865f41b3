"""Every shipped indicator in every kind of chart by both painters: the same numbers everywhere, or a German refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from cockpit.base.errors import Refused
from cockpit.charts import Scene, alt, figure, kinds, scene, svg, table, words
from cockpit.model.view import View
from cockpit.query import Snapshot, selection, view
from tests.boundaries import hexagons

WIDTHS = (360, 720, 1100)
CHOICES = ("", "lippe", "lippe~bielefeld~herford", "hamburg")
TABS = {"tilemap": "karte", "truemap": "karte", "ranking": "rangliste", "multiples": "einzeln"}
NUMBER = re.compile(r"(?<![\w.,])\d+(?:\.\d{3})*(?:,\d+)?(?![\w,])")
Drawn = list[tuple[View, Scene]]
Named = Mapping[str, list[tuple[str, str]]]


@pytest.fixture(scope="module")
def tried(live: Snapshot) -> list[tuple[str, View, Scene | Refused]]:
    """Every indicator × kind × choice of Kreise: the scene, or why there is none."""
    found: list[tuple[str, View, Scene | Refused]] = []
    drawn_true = hexagons(live.catalogue.regions.values())
    for name in live.catalogue.indicators:
        for choice in CHOICES:
            seen = view(live, selection(live, {"kreise": choice}, indicator=name))
            seen = replace(seen, geometry=drawn_true)
            found += [(kind, looked, _scene(kind, looked)) for kind in kinds() for looked in [_as(seen, kind)]]
    return found


@pytest.fixture(scope="module")
def drawn(tried: list[tuple[str, View, Scene | Refused]]) -> dict[str, Drawn]:
    found: dict[str, Drawn] = {kind: [] for kind in kinds()}
    for kind, seen, made in tried:
        if isinstance(made, Scene):
            found[kind].append((seen, made))
    return found


def _as(seen: View, kind: str) -> View:
    return replace(seen, selection=seen.selection.but(tab=TABS.get(kind, "verlauf")))


def _scene(kind: str, seen: View) -> Scene | Refused:
    try:
        return scene(kind, seen)
    except Refused as refusal:
        return refusal


def _drawable(kind: str, seen: View) -> bool:
    """Said without looking at the charts: what must be there for this kind."""
    own = bool(seen.chosen) and any(point.value is not None for point in seen.chosen[0].points)
    return {
        "line": bool(seen.years) and not seen.indicator.parts and (not seen.chosen or _any_line(seen)),
        "ranking": any(one.point.value is not None for one in seen.kreise),
        "tilemap": any(one.point.value is not None and one.region.tile_x is not None for one in seen.kreise),
        "truemap": any(one.point.value is not None and one.region.tile_x is not None for one in seen.kreise),
        "shares": any(part.point.value is not None for whole in seen.wholes for part in whole.parts),
        "spark": own,
        "strip": seen.placement is not None and bool(seen.placement.values),
        "multiples": len(seen.chosen) > 1 and not seen.indicator.parts and _any_named(seen),
    }[kind]


def _any_named(seen: View) -> bool:
    return any(point.value is not None for one in seen.chosen for point in one.points)


def _any_line(seen: View) -> bool:
    return any(point.value is not None for one in (*seen.chosen, *seen.peers, *seen.context) for point in one.points)


def test_what_can_be_shown_is_shown_and_the_rest_is_refused_in_german(
    tried: list[tuple[str, View, Scene | Refused]],
) -> None:
    assert len(tried) > 1000
    assert {kind for kind, _, _ in tried} == set(kinds())
    for kind, seen, made in tried:
        place = (kind, seen.indicator.id, [one.region.slug for one in seen.chosen])
        if kind in {"line", "multiples"} and seen.indicator.parts:
            continue  # the middle of one part is no statement about the whole; no page asks for it
        assert isinstance(made, Scene) == _drawable(kind, seen), (place, made)
        if isinstance(made, Refused):
            assert re.search(r"keine|gibt es|nicht", made.what), place
            assert made.what.endswith("."), place


@pytest.mark.parametrize("kind", kinds())
def test_both_painters_draw_every_scene_in_every_width(kind: str, drawn: dict[str, Drawn]) -> None:
    assert drawn[kind]
    for seen, made in drawn[kind]:
        for width in WIDTHS:
            root = ElementTree.fromstring(svg(made, width, framed=True))  # noqa: S314 - our own picture
            assert 0 < float(root.attrib["width"]) <= width
            assert "nan" not in " ".join(value for node in root.iter() for value in node.attrib.values()).split()
            written = _bare(" ".join(root.itertext()))
            assert all(_bare(said) in written for said in _labelled(made)), (seen.indicator.id, width)
        assert made.title
        assert words.source_line(seen.source, seen.revision) == made.source
        assert alt(made)


def _bare(content: str) -> str:
    return re.sub(r"[\s\u00ad-]", "", content)


def _labelled(made: Scene) -> Iterator[str]:
    """What must be readable in the picture itself."""
    if made.bare:
        return
    yield from (line.label for line in made.lines if line.label and line.dots)
    yield from (goal.label for goal in made.goals)
    yield from (rule.label for rule in made.rules)
    yield from (row.text for row in made.rows)
    if made.rows and not made.rows[0].segments[0].label:
        yield from (row.name for row in made.rows)
    yield from (edge for edge in (made.legend.edges if made.legend else ()))
    yield made.title
    yield made.source


def test_the_explored_figure_holds_the_values_of_the_scene(drawn: dict[str, Drawn]) -> None:
    for made in (made for pairs in drawn.values() for _, made in pairs):
        assert sorted(_held(made)) == sorted(_explored(made, figure(made)))


def _held(made: Scene) -> list[tuple[float, str]]:
    found = [(dot.y, dot.text) for line in made.lines for dot in line.dots]
    found += [(goal.end.y, goal.end.text) for goal in made.goals]
    found += [(part.value, part.text if part.label else row.text) for row in made.rows for part in row.segments]
    if made.layout == "axis":
        found += [(dot.y, dot.text) for dot in made.marks]
    return found + [(float(tile.x), tile.text) for tile in made.tiles]


def _explored(made: Scene, shown: dict[str, Any]) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    values = {"rows": "x", "axis": "x"}.get(made.layout, "y")
    for trace in shown["data"]:
        if "text" not in trace:
            continue
        texts = [said.partition(" (")[0] if made.layout in {"plane", "panels"} else said for said in trace["text"]]
        pairs = [(v, t) for v, t in zip(trace[values], texts, strict=True) if v is not None]
        if made.layout in ("tiles", "shapes"):
            pairs = [(float(tile.x), t) for tile, t in zip(made.tiles, trace["text"], strict=True)]
        found += pairs[-1:] if trace.get("name") in {goal.label for goal in made.goals} else pairs
    return found


def test_what_a_course_shows_stands_in_the_table(drawn: dict[str, Drawn]) -> None:
    for seen, made in drawn["line"] + drawn["multiples"]:
        if seen.indicator.parts:
            continue
        shown = table(seen)
        cells = {(row[0], head): cell for row in shown.rows for head, cell in zip(shown.columns, row, strict=True)}
        for line in made.lines:
            if line.role == "peer":
                continue
            head = line.name or shown.columns[-1]
            for dot in line.dots:
                cell = cells[str(dot.x), head]
                assert cell.partition(" (")[0] == dot.text, (seen.indicator.id, head, dot.x)
                assert not dot.note or dot.note in cell


def test_what_map_and_ranking_show_stands_in_the_table(drawn: dict[str, Drawn]) -> None:
    for seen, made in [*drawn["ranking"], *drawn["tilemap"], *drawn["truemap"]]:
        shown = {row[1]: row for row in table(seen).rows}
        unit = words.short_unit(seen.indicator)
        for name, said, rank in [
            *((row.name, row.text, str(row.rank)) for row in made.rows),
            *((tile.name, tile.text, "") for tile in made.tiles),
        ]:
            bare = said.replace(f"{words.NBSP}{unit}", "") if unit else said
            assert shown[name][2] == bare, (seen.indicator.id, name)
            assert not rank or shown[name][0] == rank
        assert len(shown) == len(seen.kreise)


def test_every_part_of_a_whole_stands_in_the_table_and_makes_a_hundred(drawn: dict[str, Drawn]) -> None:
    for seen, made in drawn["shares"]:
        shown = table(seen)
        for row in made.rows:
            column = next(place for place, head in enumerate(shown.columns) if head.startswith(row.name))
            cells = {line[0]: line[column] for line in shown.rows}
            assert {part.label: part.text for part in row.segments} == {
                label: f"{cell}{words.NBSP}%" for label, cell in cells.items()
            }
            assert sum(part.value for part in row.segments) == pytest.approx(100)


@pytest.mark.parametrize("kind", ["line", "multiples", "ranking", "tilemap", "truemap", "shares", "strip"])
def test_every_number_of_the_finding_is_one_that_is_shown(kind: str, drawn: dict[str, Drawn]) -> None:
    said_numbers = 0
    for seen, made in drawn[kind]:
        if kind in {"line", "multiples"} and seen.indicator.parts:
            continue
        sentence = made.title
        for fixed in (seen.indicator.short_title, words.short_unit(seen.indicator), seen.indicator.unit):
            sentence = sentence.replace(fixed, " ") if fixed else sentence
        sentence = re.sub(r"\d+ (vergleichbare|Vergleichs|Kreis|Länder|Land)", " ", sentence)
        known = {number for row in table(seen).rows for cell in row for number in NUMBER.findall(cell)}
        known |= {
            words.figure(edge, seen.indicator) for band in made.bands for _, *ends in band.points for edge in ends
        }
        known |= {dot.text for dot in made.marks}
        known |= {str(year) for year in seen.years} | {str(len([1 for s in seen.kreise if s.point.value is not None]))}
        if seen.placement:
            known |= {str(seen.placement.n), str(seen.placement.band)}
        found = [number.strip(".") for number in NUMBER.findall(sentence)]
        said_numbers += len(found)
        assert [number for number in found if number not in known] == [], (seen.indicator.id, made.title)
    assert said_numbers >= 6
