"""The same numbers stand in sentence, table, SVG and Plotly figure."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import plotly.graph_objects
import pytest

from cockpit import charts
from cockpit.charts import words
from cockpit.model.selection import Selection
from cockpit.model.view import View
from cockpit.query import Snapshot, view

# figures of tests/charts/excerpts, rounded by hand
SHOWN = {
    "line": ("64,6", "68,6", "66,3"),
    "ranking": ("64,6", "68,6", "66,3"),
    "tilemap": ("64,6", "68,6", "52,5"),
    "strip": ("64,6",),
    "spark": ("64,6",),
    "shares": ("55,8", "66,5", "2,1", "0,4"),
}
TABS = {"ranking": "rangliste", "tilemap": "karte"}


@pytest.fixture
def view_of(employment: View, heating: View):  # type: ignore[no-untyped-def]
    def make(kind: str) -> View:
        view = heating if kind == "shares" else employment
        return replace(view, selection=view.selection.but(tab=TABS.get(kind, "verlauf")))

    return make


def read(svg: str) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())  # noqa: S314 - our own picture


def held(figure: dict) -> str:  # type: ignore[type-arg]
    return json.dumps(figure, ensure_ascii=False)


@pytest.mark.parametrize("kind", sorted(SHOWN))
def test_svg_figure_table_and_alternative_text_agree(kind: str, view_of) -> None:  # type: ignore[no-untyped-def]
    view = view_of(kind)
    scene = charts.scene(kind, view)
    cells = " ".join(cell for row in charts.table(view).rows for cell in row)
    for width in (360, 1100):
        for number in SHOWN[kind]:
            assert number in read(charts.svg(scene, width)), (width, number)
    for number in SHOWN[kind]:
        assert number in cells
        assert number in held(charts.figure(scene))
    assert SHOWN[kind][0] in charts.alt(scene)
    assert SHOWN[kind][0] in words.finding_as(kind, view)


@pytest.mark.parametrize("kind", sorted(SHOWN))
@pytest.mark.parametrize("theme", ["", "hell", "dunkel", "druck"])
def test_plotly_takes_every_figure(kind: str, theme: str, view_of) -> None:  # type: ignore[no-untyped-def]
    figure = charts.figure(charts.scene(kind, view_of(kind)), theme)
    plotly.graph_objects.Figure(figure)
    assert figure["layout"]["separators"] == ",."
    assert "http" not in held(figure)


def test_plotly_figures_keep_gaps(energy: View) -> None:
    figure = charts.figure(charts.scene("line", energy))
    line = next(trace for trace in figure["data"] if trace["name"] == "Kreis Lippe")
    assert line["connectgaps"] is False
    assert line["x"].count(None) == 2


def test_nothing_is_sent_to_a_third_party() -> None:
    assert charts.CONFIG["plotlyServerURL"] == ""
    assert charts.CONFIG["locale"] == "de"
    assert not charts.CONFIG["displaylogo"]
    assert charts.CONFIG["displayModeBar"] is False


def test_a_comparable_kreis_with_a_lone_last_year_shows_it_as_a_small_dot(energy: View) -> None:
    shown = charts.scene("line", replace(energy, peers=(energy.chosen[0],), chosen=()))
    peer = next(line for line in shown.lines if line.role == "peer")
    lone = sum(len(run) == 1 for run in peer.runs)
    assert lone
    drawn = ElementTree.fromstring(charts.svg(shown, 720))  # noqa: S314
    dots = [node for node in drawn.iter() if node.tag.endswith("circle") and "f-peer" in node.get("class", "")]
    assert len(dots) == lone
    trace = next(one for one in charts.figure(shown)["data"] if one["name"] == peer.name)
    sizes = dict(zip(trace["x"], trace["marker"]["size"], strict=True))
    assert sizes[2021] > sizes[2010] == 0


def test_named_lines_have_a_key_and_the_many_behind_have_none(employment: View) -> None:
    figure = charts.figure(charts.scene("line", employment))
    keyed = {trace["name"] for trace in figure["data"] if trace.get("showlegend")}
    assert keyed == {series.region.display_name for series in (*employment.chosen, *employment.context)}


def test_the_page_may_write_the_source_below_the_figure_itself(employment: View) -> None:
    scene = charts.scene("line", employment)
    assert [note["text"] for note in charts.figure(scene)["layout"]["annotations"]] == [scene.source]
    assert charts.figure(scene, sourced=False)["layout"]["annotations"] == []


def test_a_table_of_a_course_holds_every_year_and_says_what_is_limited(energy: View) -> None:
    table = charts.table(energy)
    cells = dict(table.rows)
    assert table.columns == ("Jahr", "Kreis Lippe")
    assert len(table.rows) == 14
    assert cells["2008"] == "53,9 (eingeschränkt aussagekräftig)"
    assert cells["2021"] == "21,0"


def test_a_table_of_a_map_is_the_whole_ranking(view_of) -> None:  # type: ignore[no-untyped-def]
    table = charts.table(view_of("tilemap"))
    assert table.columns == ("Rang", "Kreis", "Wert")
    assert table.rows[0] == ("1", "Kreis Gütersloh", "68,6")
    assert len(table.rows) == 53


def test_parts_of_a_whole_are_complete_in_every_bar(heating: View) -> None:
    for row in charts.scene("shares", heating).rows:
        assert sum(part.value for part in row.segments) == pytest.approx(100)


def test_a_count_is_not_pressed_flat_by_the_whole_country(live: Snapshot) -> None:
    """83 million people in Germany leave nothing of the course of one Kreis; the table still tells both."""
    shown = view(live, Selection(indicator="bevoelkerung", kreise=("05766",)))
    assert {series.region.key for series in shown.context} == {"05", "DG"}
    scene = charts.scene("line", shown)
    assert [line.name for line in scene.lines if line.role == "context"] == []
    assert max(at for at, _ in scene.ticks) < 2_000_000
    assert "Deutschland" in str(charts.table(shown))
