"""Each kind of chart, read as text: run with COCKPIT_SNAPSHOTS=1 to write the snapshots anew, then read the diff."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cockpit import charts
from cockpit.base.errors import Refused
from cockpit.model.region import Region
from cockpit.model.series import Point
from cockpit.model.view import Card, Standing, View

SNAPSHOTS = Path(__file__).parent / "snapshots"


def agrees(scene: charts.Scene, name: str) -> None:
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("COCKPIT_SNAPSHOTS"):
        path.write_text(str(scene), encoding="utf-8")
    assert str(scene) == path.read_text(encoding="utf-8")


def test_kinds_are_found_by_file_name() -> None:
    assert charts.kinds() == ("line", "multiples", "ranking", "shares", "spark", "strip", "tilemap", "truemap")


def test_line_with_target_orientation_and_projection(with_target: View) -> None:
    agrees(charts.scene("line", with_target), "line_target")


def test_line_with_gap_break_and_limited_value(energy: View) -> None:
    agrees(charts.scene("line", energy), "line_gap")


def test_line_without_a_chosen_kreis_shows_the_distribution(employment: View) -> None:
    agrees(charts.scene("line", replace(employment, chosen=(), peers=(), judgements={})), "line_distribution")


@pytest.mark.parametrize("kind", ["multiples", "ranking", "tilemap", "strip"])
def test_employment_as(kind: str, employment: View) -> None:
    agrees(charts.scene(kind, employment), kind)


def test_spark_of_a_series_with_a_gap(energy: View) -> None:
    agrees(charts.scene("spark", energy), "spark")


def test_shares_of_three_kreise(heating: View) -> None:
    agrees(charts.scene("shares", heating), "shares")


def test_missing_years_are_not_bridged_and_the_last_value_stands_alone(energy: View) -> None:
    (line,) = charts.scene("line", energy).lines
    assert [(run[0].x, run[-1].x) for run in line.runs] == [(2003, 2011), (2012, 2015), (2021, 2021)]


def test_a_series_every_second_year_has_no_gap(energy: View) -> None:
    series = replace(energy.chosen[0], points=tuple(Point(year, 1.0) for year in (2010, 2012, 2014)))
    view = replace(energy, chosen=(series,), indicator=replace(energy.indicator, rhythm=2, breaks=()))
    assert len(charts.scene("line", view).lines[0].runs) == 1


def test_limited_values_are_open_and_named(energy: View) -> None:
    scene = charts.scene("line", energy)
    assert [dot.x for dot in scene.lines[0].dots if dot.open] == [2008]
    assert "offener Punkt: eingeschränkt aussagekräftig" in [note.text for note in scene.notes]


def test_chosen_years_bound_the_course(employment: View) -> None:
    view = replace(employment, selection=employment.selection.but(first_year=2010, last_year=2015))
    scene = charts.scene("line", view)
    assert scene.years == (2010, 2015)
    assert {dot.x for line in scene.lines for dot in line.dots} == set(range(2010, 2016))


def test_a_ranking_keeps_ends_neighbours_and_the_chosen_kreise(employment: View) -> None:
    rows = charts.scene("ranking", employment).rows
    names = [row.name for row in rows]
    assert {"Kreis Lippe", "Kreis Gütersloh", "Hochsauerlandkreis", "Gelsenkirchen"} <= set(names)
    assert len(rows) + sum(int(row.skipped.split()[0]) for row in rows if row.skipped) == 53


def test_panels_stand_in_the_order_asked_for_on_axes_wide_enough_for_all(employment: View) -> None:
    scene = charts.scene("multiples", employment)
    assert [line.name for line in scene.lines] == ["Kreis Lippe", "Kreis Gütersloh", "Hochsauerlandkreis"]
    values = [dot.y for line in scene.lines for dot in line.dots]
    assert scene.ticks[0][0] <= min(values)
    assert max(values) <= scene.ticks[-1][0]


def test_highest_and_lowest_are_told_of_the_newest_year_all_have(employment: View) -> None:
    lippe, *others = employment.chosen
    older = replace(lippe, points=tuple(point for point in lippe.points if point.year <= 2015))
    title = charts.scene("multiples", replace(employment, chosen=(older, *others))).title
    ends = {one.region.display_name: one.at(2015).value for one in employment.chosen}  # type: ignore[union-attr]
    high, low = max(ends, key=lambda name: ends[name] or 0), min(ends, key=lambda name: ends[name] or 0)
    assert title.startswith("Beschäftigungsquote 2015: ")
    assert f"am höchsten in {high}" in title
    assert f"am niedrigsten in {low}" in title


def test_a_kreis_without_values_keeps_its_panel(employment: View) -> None:
    lippe, *others = employment.chosen
    lines = charts.scene("multiples", replace(employment, chosen=(replace(lippe, points=()), *others))).lines
    assert (lines[0].name, lines[0].label) == ("Kreis Lippe", "keine Werte")
    assert "neben" in refused(lambda: charts.scene("multiples", replace(employment, chosen=(lippe,))))


def test_suppressed_and_missing_tiles_differ_from_each_other(employment: View) -> None:
    hidden, missing = (replace(one, point=Point(2021, None, status)) for one, status in _two(employment))
    view = replace(employment, kreise=(hidden, missing, *employment.kreise[2:]))
    states = {tile.key: (tile.shade, tile.state, tile.text) for tile in charts.scene("tilemap", view).tiles}
    assert states[hidden.region.key] == (0, "hidden", "geheim")
    assert states[missing.region.key] == (0, "none", "kein Wert")


def _two(view: View) -> list[tuple[Standing, str]]:
    return list(zip(view.kreise[:2], ("suppressed", ""), strict=True))


def test_a_spark_of_a_card_takes_its_colour_from_the_judgement(card: Card) -> None:
    assert charts.card_scene("spark", card).lines[0].role == "improving"


def test_a_strip_of_a_card_shows_every_comparable_kreis(card: Card) -> None:
    assert len(charts.card_scene("strip", card).marks) == 6 + 1


def refused(make: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        make()
    return str(caught.value)


def test_a_chart_without_source_cannot_be_built(employment: View, card: Card, heating: View) -> None:
    nameless = replace(employment.source, attribution=" ")
    for kind in charts.kinds():
        view = heating if kind == "shares" else employment
        told = refused(lambda kind=kind, view=view: charts.scene(kind, replace(view, source=nameless)))  # type: ignore[misc]
        assert "Quellenangabe" in told
    assert "Quellenangabe" in refused(lambda: charts.card_scene("spark", replace(card, source=nameless)))


def test_views_that_cannot_be_drawn_are_refused_in_german(employment: View, card: Card) -> None:
    land = Region("05", "land", "Nordrhein-Westfalen", "Nordrhein-Westfalen", "nordrhein-westfalen")
    laender = replace(employment, kreise=(Standing(land, Point(2021, 61.0)),))
    assert "keine Kachelkarte" in refused(lambda: charts.scene("tilemap", laender))
    assert "keine Anteile" in refused(lambda: charts.scene("shares", employment))
    assert "gibt es nicht" in refused(lambda: charts.scene("torte", employment))
    assert "gibt es nicht" in refused(lambda: charts.card_scene("tilemap", card))
    assert "keine Werte" in refused(lambda: charts.scene("ranking", replace(employment, kreise=())))
    assert "Farbgebung" in refused(lambda: charts.svg(charts.scene("spark", employment), 120, "bunt"))
