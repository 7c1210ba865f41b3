"""An indicator for which only a few Kreise have values: nobody speaks of a gap, nor of a distribution."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from cockpit import charts
from cockpit.charts import words
from cockpit.model.view import View
from cockpit.progress import assess
from cockpit.query import Snapshot, facts, selection, snapshot, view
from cockpit.store import Publication, Store
from cockpit.web.page import Page, match
from tests.conftest import TODAY
from tests.web.pages.reading import found, request_for, words_of

GAP = "energieverbrauch-eigene-gebaeude"
LIPPE, PADERBORN, HERFORD, HOEXTER, GUETERSLOH = "05766", "05774", "05758", "05762", "05754"
OF_LIPPE = [(GAP, LIPPE, 2021, 1422.0), (GAP, LIPPE, 2022, 1392.0), (GAP, LIPPE, 2023, 1361.0)]
NONE_KNOWN = "Dazu liegen keine Kreisdaten vor"
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)

Rows = list[tuple[str, str, int, float]]


@pytest.fixture
def with_rows(shipped_file: Path, tmp_path: Path) -> Iterator[Callable[[Rows], Snapshot]]:
    """``with_rows(OF_LIPPE)`` is the shipped data with these values published."""
    held: list[Store] = []

    def make(rows: Rows) -> Snapshot:
        file = tmp_path / "cockpit.sqlite"
        shutil.copy(shipped_file, file)
        held.append(Store.open(f"sqlite:///{file}"))
        frame = pd.DataFrame(rows, columns=["indicator", "key", "year", "value"]).assign(status="")
        held[0].publish(Publication(frame, "anna"), judge=assess, at=AT)
        return snapshot(held[0], None, TODAY)

    yield make
    for store in held:
        store.close()


def seen(snap: Snapshot, **args: str) -> View:
    return view(snap, selection(snap, args, indicator=GAP))


def ask(snap: Snapshot, path: str, **args: str) -> Page:
    return match(path)[0].page(request_for(snap, path, args))


def plain(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ")


def test_a_gap_that_a_kreis_has_filled_is_nowhere_called_a_gap(with_rows) -> None:
    snap = with_rows(OF_LIPPE)
    for address in (f"/indikator/{GAP}", "/kreis/lippe"):
        page = ask(snap, address, **({"kreise": "lippe"} if "indikator" in address else {}))
        rows = found(page.tree, "Tr") + found(page.tree, "Figure") + found(page.tree, "Div", "verdict")
        told = [words_of(row) for row in rows if "Gebäude" in words_of(row) or "indikator" in address]
        assert told
        assert not any(NONE_KNOWN in said for said in told), address
    said = words_of(ask(snap, f"/indikator/{GAP}", kreise="lippe").tree)
    assert "von 1.422" in plain(said)
    assert "1.361 kWh je m²" in plain(said)
    assert "Gezählt werden soll" not in said
    assert "hochladen" not in said


def test_the_list_of_indicators_shows_a_filled_gap_among_those_with_values(with_rows) -> None:
    page = ask(with_rows(OF_LIPPE), "/indikatoren")
    row = next(
        words_of(row) for row in found(page.tree, "Tr") if "Energieverbrauch der eigenen Gebäude" in words_of(row)
    )
    assert "2021–2023, 1 Kreis" in row
    gaps = [words_of(box) for box in found(page.tree, "Div", "gap")]
    assert gaps
    assert not any("Energieverbrauch der eigenen Gebäude" in gap for gap in gaps)


def test_the_value_of_one_kreis_is_no_distribution(with_rows) -> None:
    shown = seen(with_rows(OF_LIPPE))
    scene = charts.scene("line", shown)
    told = "Energie in eigenen Gebäuden 2023, Werte von 1 der 400 Kreise: Kreis Lippe 1.361 kWh je m²"
    assert plain(scene.title) == told
    assert [(line.name, len(line.dots)) for line in scene.lines] == [("Kreis Lippe", 3)]
    assert scene.bands == ()
    for said in (str(scene), str(charts.scene("tilemap", shown)), str(charts.table(shown))):
        assert "Median" not in said
        assert "mittlere Hälfte" not in said
    assert plain(words.finding_as("tilemap", shown)) == told
    assert plain(words.finding_as("ranking", shown)) == told


def test_a_map_of_one_value_has_no_classes_and_names_the_kreis(with_rows) -> None:
    snap = with_rows(OF_LIPPE)
    scene = charts.scene("tilemap", seen(snap))
    assert scene.legend is not None
    assert scene.legend.edges == ()
    assert ("value", "mit Wert") in scene.legend.keys
    assert "Klassen" not in scene.alt
    for theme in ("hell", "dunkel"):
        assert "mit Wert" in charts.svg(scene, 720, theme)
    said = words_of(ask(snap, f"/indikator/{GAP}").tree)
    assert "Farbig: Kreis Lippe 1.361 kWh je m²" in plain(said)
    assert "Leiste" not in said


def test_four_kreise_are_named_and_five_make_a_distribution(with_rows) -> None:
    keys = (LIPPE, PADERBORN, HERFORD, HOEXTER, GUETERSLOH)
    four = [(GAP, key, 2023, 1000.0 + place) for place, key in enumerate(keys[:4])]
    snap = with_rows([*four, *((GAP, key, 2022, 900.0 + place) for place, key in enumerate(keys))])
    late = seen(snap)
    assert late.year == 2023
    assert "mittlere Hälfte" in words.finding_as("line", late), "2022 has five"
    assert "Median der Kreise" in str(charts.table(late))
    assert "Werte von 4 der 400 Kreise: Kreis Höxter 1.003, Kreis Herford 1.002, " in words.finding_as("tilemap", late)


def test_a_few_kreise_make_no_fact_about_all(with_rows) -> None:
    rows = [(GAP, LIPPE, year, 3000.0 - year) for year in range(2014, 2024)]
    snap = with_rows(rows)
    core = replace(snap.catalogue.indicators[GAP], core=True)
    only = replace(snap, catalogue=replace(snap.catalogue, indicators={GAP: core}))
    assert facts(only) == ()
