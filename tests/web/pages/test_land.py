"""A Land: sums counted again from its Kreise's own data, filters, addresses, and files that say what the page says."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from cockpit.base.errors import BadRequest, NotFound
from cockpit.base.settings import settings
from cockpit.charts import words
from cockpit.query import Snapshot, address, land, land_view, search, selection
from cockpit.web.server import create_server
from tests.conftest import TODAY
from tests.web.pages.reading import found, nodes, words_of

LANDS = ("bayern", "nordrhein-westfalen", "saarland", "hamburg", "bremen", "thueringen")
CLASSES = ("improving", "no_trend", "worsening", "no_verdict")
NOT_COUNTED = {"context", "gap"}


@pytest.fixture(scope="module")
def client(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The server over the shipped data."""
    copy = Path(shutil.copy(shipped_file, tmp_path_factory.mktemp("land") / "cockpit.sqlite"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{copy}")
        patch.setenv("COCKPIT_TODAY", TODAY.isoformat())
        settings.cache_clear()
        yield create_server(settings()).test_client()
    settings.cache_clear()


@pytest.fixture(scope="module")
def told(client: FlaskClient, snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    """Slug of a Kreis → what its own JSON says, asked for one Kreis after the other."""
    keys = {land.key for land in snapshot.catalogue.regions.values() if land.slug.removeprefix("land-") in LANDS}
    wanted = [kreis for kreis in snapshot.kreise if kreis.land in keys]
    return {kreis.key: client.get(f"/kreis/{kreis.slug}.json").get_json()["indikatoren"] for kreis in wanted}


def kreise_of(snapshot: Snapshot, name: str) -> list[str]:
    return [kreis.key for kreis in snapshot.kreise if snapshot.catalogue.regions[kreis.land].slug == f"land-{name}"]


def plainly(told: Mapping[str, list[dict[str, Any]]], keys: list[str], ids: set[str] | None = None) -> Counter[str]:
    return Counter(
        item["richtung_urteil"]
        for key in keys
        for item in told[key]
        if item["grund"] not in NOT_COUNTED and item["teile"] is None and (ids is None or item["id"] in ids)
    )


def german(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def bar(tree: Any) -> dict[str, int]:
    parts = found(found(tree, "Div", "stack")[0], "Span")
    return {node.className.removeprefix("seg-"): int(words_of(node).replace(".", "")) for node in parts}


@pytest.mark.parametrize("name", LANDS)
def test_the_sums_are_those_counted_one_by_one_in_the_data_of_its_kreise(ask, snapshot, told, name):
    keys = kreise_of(snapshot, name)
    expected = plainly(told, keys)
    tree = ask(f"/land/{name}").tree
    said = words_of(found(tree, "P", "lead"))
    assert f"Von {german(expected.total())} Fällen verbesser" in said
    assert f"für {german(expected['no_verdict'])} ist keine Aussage möglich" in said
    assert said.startswith("1 Kreis," if len(keys) == 1 else f"{len(keys)} Kreise,")
    assert bar(tree) == {key: count for key, count in expected.items() if count}


def test_a_goal_counts_just_its_own_indicators(ask, snapshot, told):
    for goal in (3, 7, 8, 13):
        ids = {name for name, item in snapshot.catalogue.indicators.items() if goal in item.sdg}
        expected = plainly(told, kreise_of(snapshot, "thueringen"), ids)
        assert bar(ask("/land/thueringen", sdg=str(goal)).tree) == {key: n for key, n in expected.items() if n}


def test_each_cell_counts_what_the_page_of_that_goal_counts(ask, snapshot, told):
    tree = ask("/land/saarland").tree
    (table,) = found(tree, "Table", "land-goals")
    checked = 0
    for row in found(table.children[2], "Tr"):
        link = found(row, "A")[0].href
        key = next(kreis.key for kreis in snapshot.kreise if kreis.slug == link.removeprefix("/kreis/"))
        for cell in found(row, "Td"):
            label = getattr(cell, "data-label")
            goal = int(label.removeprefix("Ziel ")) if label != "Alle" else None
            known = snapshot.catalogue.indicators
            ids = {name for name, item in known.items() if goal is None or goal in item.sdg}
            shown = {one.className.removeprefix("c-"): int(words_of(one)) for one in cell.children.children[1:]}
            assert shown == {name: n for name, n in plainly(told, [key], ids).items() if n}, (key, label)
            assert words_of(cell.children.children[0]) == words.counted(shown)
            checked += 1
    assert checked > 60


def test_no_kreis_is_missing_and_all_lead_to_their_pages(ask, snapshot):
    tree = ask("/land/bayern").tree
    rows = found(found(tree, "Table", "land-goals")[0].children[2], "Tr")
    assert {found(row, "A")[0].href for row in rows} == {
        f"/kreis/{snapshot.catalogue.regions[key].slug}" for key in kreise_of(snapshot, "bayern")
    }
    assert len(rows) == 96


def test_there_is_no_total_score_and_the_page_says_so(ask):
    assert "Eine Gesamtnote oder Rangfolge der Kreise gibt es nicht" in words_of(ask("/land/bayern").tree)


# ---- addresses ----


@pytest.mark.parametrize("name", ["05", "land-nordrhein-westfalen", "Nordrhein-Westfalen", "NORDRHEIN WESTFALEN"])
def test_key_and_other_spellings_lead_to_the_one_address(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/land/{name}?sdg=8")
    assert answer.status_code == 308
    assert answer.location.endswith("/land/nordrhein-westfalen?sdg=8")
    assert client.get(f"/land/{name}.csv").location.endswith("/land/nordrhein-westfalen.csv")


def test_the_key_of_a_city_state_leads_to_the_land_and_not_to_the_kreis(client: FlaskClient) -> None:
    assert client.get("/land/02").location.endswith("/land/hamburg")


def test_an_unknown_land_is_refused_with_a_remedy(client: FlaskClient) -> None:
    answer = client.get("/land/atlantis")
    assert answer.status_code == 404
    assert "„atlantis“ ist kein Land." in answer.text
    assert "/land/bayern" in answer.text
    assert client.get("/land/lippe").status_code == 404
    assert client.get("/land/atlantis.json").status_code == 404
    assert client.get("/land/bayern.pdf").status_code == 404


def test_wrong_values_are_refused(ask):
    with pytest.raises(BadRequest, match="urteil=gut"):
        ask("/land/bayern", urteil="gut")
    with pytest.raises(BadRequest, match="einzelner Indikator"):
        ask("/land/bayern", sortierung="wert")
    with pytest.raises(NotFound):
        ask("/land/bayern", indikatoren="gibt-es-nicht")


def test_the_land_is_found_by_name_and_from_its_kreise(ask, snapshot):
    first = search(snapshot, "bayern")[0]
    assert (first.kind, first.address) == ("land", "/land/bayern")
    assert "/land/bayern" in {link.href for link in found(ask("/kreise").tree, "A")}
    assert "/land/nordrhein-westfalen" in {link.href for link in found(ask("/kreis/lippe").tree, "A")}


def test_a_frozen_state_stays_on_all_links(ask, snapshot):
    stand = str(snapshot.revision.id)
    links = [str(link.href) for link in found(ask("/land/saarland", stand=stand, sdg="8").tree, "A")]
    inner = [link for link in links if link.startswith("/") and not link.startswith("/suche")]
    assert len(inner) > 30
    assert all(f"stand={stand}" in link for link in inner)


# ---- filters ----


@pytest.mark.parametrize(("word", "key"), [("verbessert", "improving"), ("verschlechtert", "worsening")])
def test_one_class_leaves_its_cases_and_their_kreise(ask, snapshot, told, word, key):
    tree = ask("/land/thueringen", urteil=word).tree
    keys = kreise_of(snapshot, "thueringen")
    places = [one for one in keys if plainly(told, [one])[key]]
    cases = plainly(told, keys)[key]
    assert f"Gezeigt: {cases} Fälle" in words_of(tree)
    assert f"in {len(places)} von {len(keys)} Kreisen" in words_of(tree)
    table = found(tree, "Table", "land-goals")[0]
    assert len(found(table.children[2], "Tr")) == len(places)
    marks = {node.className for node in nodes(table) if str(getattr(node, "className", "")).startswith("c-")}
    assert marks == {f"c-{key}"}


def test_levers_narrow_sums_and_columns(ask, snapshot, told):
    tree = ask("/land/saarland", handeln="gemeinden").tree
    ids = {name for name, item in snapshot.catalogue.indicators.items() if "gemeinden" in item.actors}
    assert sum(bar(tree).values()) == plainly(told, kreise_of(snapshot, "saarland"), ids).total()
    assert "auf die die Gemeinden Einfluss haben" in words_of(found(tree, "P", "lead"))


def test_one_indicator_is_sorted_by_value(ask, told, snapshot):
    def order(**args: str) -> list[float]:
        table = found(ask("/land/thueringen", indikatoren="beschaeftigtenquote", **args).tree, "Table", "land-one")[0]
        shown = [words_of(found(row, "B")[0]) for row in found(table.children[2], "Tr")]
        return [float(value.replace(",", ".")) for value in shown]

    assert order(sortierung="wert") == sorted(order(), reverse=True)
    assert order(sortierung="wert-auf") == sorted(order())
    items = [item for key in kreise_of(snapshot, "thueringen") for item in told[key]]
    values = [item["wert"] for item in items if item["id"] == "beschaeftigtenquote"]
    assert order() != order(sortierung="wert")
    assert sorted(order()) == pytest.approx(sorted(values), abs=0.051)


# ---- map ----


def test_every_kreis_has_a_tile_that_says_its_class_and_only_one_is_a_tab_stop(ask, snapshot, told):
    tree = ask("/land/bayern", indikatoren="haushaltsabfaelle-je-einwohner").tree
    (grid,) = found(tree, "Nav", "tiles")
    tiles = found(grid, "A")
    assert len(tiles) == 96
    assert [tile.tabIndex for tile in tiles].count(0) == 1
    places = {(getattr(tile, "data-x"), getattr(tile, "data-y")) for tile in tiles}
    assert len(places) == 96
    regions = {f"/kreis/{kreis.slug}": kreis for kreis in snapshot.kreise}
    for tile in tiles:
        kreis = regions[tile.href]
        (item,) = [one for one in told[kreis.key] if one["id"] == "haushaltsabfaelle-je-einwohner"]
        assert tile.className == f"is-{item['richtung_urteil']}"
        assert words.direction_word(item["richtung_urteil"]) in getattr(tile, "aria-label")
    east = {kreis.key: kreis.tile_x for kreis in snapshot.kreise}
    shift = {east[regions[tile.href].key] - int(getattr(tile, "data-x")) for tile in tiles}
    assert len(shift) == 1


def test_the_tiles_of_a_goal_carry_counts(ask, snapshot, told):
    tree = ask("/land/thueringen", sdg="3").tree
    ids = {name for name, item in snapshot.catalogue.indicators.items() if 3 in item.sdg}
    regions = {f"/kreis/{kreis.slug}": kreis.key for kreis in snapshot.kreise}
    for tile in found(found(tree, "Nav", "tiles")[0], "A"):
        counts = plainly(told, [regions[tile.href]], ids)
        assert words_of(tile) == str(counts["improving"])
        assert f"von {counts.total()} " in getattr(tile, "aria-label")


def test_a_city_state_has_no_map_of_one_tile_but_the_way_to_its_kreis(ask):
    tree = ask("/land/hamburg").tree
    assert not found(tree, "Nav", "tiles")
    assert "Hamburg ist Land und Kreis zugleich" in words_of(tree)
    assert "nur bedingt" in words_of(tree)


# ---- files ----


def in_csv(client: FlaskClient, query: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/land/saarland.csv{query}").text)))


@pytest.mark.parametrize("query", ["", "?sdg=8", "?urteil=verbessert", "?handeln=kreis&sdg=7~13", "?stand=39"])
def test_csv_json_and_workbook_hold_the_same(client: FlaskClient, query: str) -> None:
    rows = in_csv(client, query)
    listed = client.get(f"/land/saarland.json{query}").get_json()["werte"]
    assert len(rows) == len(listed) > 5
    for row, item in zip(rows, listed, strict=True):
        for name in ("ags", "kreis", "id", "richtung_urteil", "urteil", "grund", "methode", "status"):
            assert row[name] == item[name]
        for name in ("wert", "tempo_quote"):
            assert (float(row[name]) if row[name] else None) == item[name]
        assert row["jahr"] == str(item["jahr"] or "")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/land/saarland.xlsx{query}").data), read_only=True)
    head, *cells = list(book.worksheets[0].iter_rows(values_only=True))
    lines = [dict(zip(head, line, strict=True)) for line in cells]
    assert [(line["AGS"], line["Indikator"]) for line in lines] == [(row["ags"], row["titel"]) for row in rows]
    for line, item in zip(lines, listed, strict=True):
        assert line["Wert"] == item["wert"]
        assert line["Richtung"] == words.direction_word(item["richtung_urteil"])


def test_the_file_says_what_the_files_of_its_kreise_say(client: FlaskClient, snapshot, told) -> None:
    rows = {(row["ags"], row["id"]): row for row in client.get("/land/saarland.json").get_json()["werte"]}
    for key in kreise_of(snapshot, "saarland"):
        own = [item for item in told[key] if item["grund"] != "gap" and item["teile"] is None]
        own = [item for item in own if snapshot.catalogue.indicators[item["id"]].kind != "shares"]
        assert {name for place, name in rows if place == key} == {item["id"] for item in own}
        for item in own:
            row = rows[key, item["id"]]
            assert {name: item[name] for name in row if name in item} == {n: v for n, v in row.items() if n in item}


def test_the_page_shows_what_the_file_holds(client: FlaskClient, ask, snapshot) -> None:
    rows = {(row["kreis"], row["id"]): row for row in in_csv(client, "?sdg=8")}
    names = {item.short_title or item.title: item for item in snapshot.catalogue.indicators.values()}
    (table,) = found(ask("/land/saarland", sdg="8").tree, "Table", "land-values")
    compared = 0
    for line in found(table.children[2], "Tr"):
        kreis = words_of(found(line, "A")[0])
        for cell in found(line, "Td"):
            item = names[getattr(cell, "data-label").partition(" (")[0]]
            assert words.long_unit(item) in getattr(cell, "data-label")
            row = rows[kreis, item.id]
            if row["wert"]:
                assert row["jahr"] in f"{getattr(cell, 'data-label')} {words_of(cell)}"
                assert words_of(found(cell, "B")) == words.figure(float(row["wert"]), item)
                compared += 1
            if item.judged:
                assert words.direction_word(row["richtung_urteil"]) in words_of(cell)
    assert compared == len([row for row in rows.values() if row["wert"]]) > 15


def test_files_are_named_kept_and_not_sent_twice(client: FlaskClient) -> None:
    live = client.get("/land/saarland.csv?sdg=8")
    assert re.search(r'filename="land-saarland-[^"]*39\.csv"', live.headers["Content-Disposition"])
    assert "max-age=60" in live.headers["Cache-Control"]
    assert client.get("/land/saarland.csv?sdg=8", headers={"If-None-Match": live.headers["ETag"]}).status_code == 304
    frozen = client.get("/land/saarland.csv?stand=39")
    assert "immutable" in frozen.headers["Cache-Control"]
    assert frozen.data == client.get("/land/saarland.csv").data


def test_the_page_names_its_files_with_the_filters(client: FlaskClient) -> None:
    page = client.get("/land/saarland?sdg=8&urteil=verbessert").text
    for suffix in (".csv", ".json"):
        assert re.search(rf'rel="alternate"[^>]*/land/saarland\{suffix}\?sdg=8&amp;urteil=verbessert"', page)
    assert "/land/saarland.xlsx?sdg=8&amp;urteil=verbessert" in page


def test_an_older_datenstand_holds_what_was_known_then(client: FlaskClient) -> None:
    then = client.get("/land/saarland.json?stand=20").get_json()
    now = client.get("/land/saarland.json").get_json()
    assert then["stand"] == 20
    filled = [sum(row["wert"] is not None for row in one["werte"]) for one in (then, now)]
    assert 0 < filled[0] < filled[1]
    assert json.dumps(then) == json.dumps(client.get("/land/saarland.json?stand=20").get_json())


def test_an_older_datenstand_judges_each_kreis_as_its_own_page_does(client: FlaskClient, snapshot: Snapshot) -> None:
    rows = {(row["ags"], row["id"]): row for row in client.get("/land/saarland.json?stand=20").get_json()["werte"]}
    compared = 0
    for key in kreise_of(snapshot, "saarland"):
        slug = snapshot.catalogue.regions[key].slug
        for item in client.get(f"/kreis/{slug}.json?stand=20").get_json()["indikatoren"]:
            if (row := rows.get((key, item["id"]))) is not None:
                assert row == {"ags": key, "kreis": row["kreis"]} | {name: item[name] for name in row if name in item}
                compared += 1
    assert compared == len(rows) > 100


def test_the_filter_by_verdict_survives_in_addresses(snapshot: Snapshot) -> None:
    for word in ("verbessert", "ohne-trend", "verschlechtert", "keine-aussage"):
        assert address(snapshot, "/land/bayern", selection(snapshot, {"urteil": word})) == f"/land/bayern?urteil={word}"


def test_decided_targets_are_counted_where_there_are_any(snapshot: Snapshot) -> None:
    place = land(snapshot, "saarland")
    shown = land_view(snapshot, place, selection(snapshot, {}))
    assert words.land_targets(shown) == ""
    sums = replace(shown.headline, targets={"on_track": 2, "away": 1, "no_verdict": 0})
    said = words.land_targets(replace(shown, headline=sums))
    assert said == "Für 3 Fälle gibt es ein beschlossenes Ziel: 2 auf Kurs und 1 entfernt sich."
    assert words.land_targets(replace(shown, headline=replace(sums, targets={"met": 1}))).startswith("Für 1 Fall gibt")
