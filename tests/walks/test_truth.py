"""Three hundred questions drawn by lot: page, CSV, JSON and the shipped files give one and the same answer."""

from __future__ import annotations

import csv
import io
import json
import random
from html.parser import HTMLParser
from math import isnan
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cockpit.base.formats import number
from cockpit.charts import words
from cockpit.query import Snapshot
from tests.walks.plain import Plain

QUESTIONS = 300


class Tables(HTMLParser):
    """The cells of every row of the tables of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


@pytest.fixture(scope="module")
def plain(start_folder: Path) -> Plain:
    return Plain(start_folder.parent)


def test_the_plain_reading_knows_every_series(plain: Plain, live: Snapshot) -> None:
    without = {name for name, form in plain.declared.items() if form["kind"] in {"gap", "shares"}}
    assert set(plain.tables) >= set(live.catalogue.indicators) - without - {"arbeitslose"}
    assert plain.tables["pv-leistung"]["16063", 2021][0] == pytest.approx(130777.661 + 26267.071, rel=1e-12)
    assert plain.tables["industrie-erdgas"]["09180", 2005] == (None, "missing")
    assert plain.tables["industrie-energieverbrauch"]["05766", 2008][1] == "limited"


def test_every_formula_gives_what_a_plain_calculation_gives(plain: Plain, live: Snapshot) -> None:
    for name, form in plain.declared.items():
        if "formula" not in form:
            continue
        frame = live.store.series(name)
        columns = (frame[column].tolist() for column in ("key", "year", "value", "status"))
        stored = {(key, year): (None if isnan(v) else v, status) for key, year, v, status in zip(*columns, strict=True)}
        assert len(stored) > 300, name
        known = {place for place, (value, _) in plain.tables[name].items() if value is not None}
        assert {place for place, (value, _) in stored.items() if value is not None} == known, name
        for place in known:
            assert stored[place][0] == pytest.approx(plain.tables[name][place][0], rel=1e-12), (name, place)
            assert stored[place][1] == plain.tables[name][place][1], (name, place)


def test_page_csv_and_json_say_what_the_files_say(client: FlaskClient, plain: Plain, live: Snapshot) -> None:
    pick = random.Random(20261122)  # noqa: S311 - the same questions every time
    kreise = {item.key for item in live.kreise}
    compared = 0
    for name in pick.choices(sorted(plain.tables), k=QUESTIONS):
        places = [place for place in plain.tables[name] if place[0] in kreise] or list(plain.tables[name])
        key, year = pick.choice(sorted(places))
        asked = f"/indikator/{name}{{}}?kreise={key}&zeit={year}..{year}"
        truth, status = plain.tables[name][key, year]
        (row,) = csv.DictReader(io.StringIO(client.get(asked.format(".csv")).text))
        (entry,) = client.get(asked.format(".json")).json
        assert (row["ags"], row["jahr"], row["status"]) == (entry["ags"], str(entry["jahr"]), entry["status"])
        assert (entry["ags"], entry["jahr"], entry["status"]) == (key, year, status), (name, key, year)
        assert (float(row["wert"]) if row["wert"] else None) == entry["wert"]
        assert entry["wert"] == (truth if truth is None else pytest.approx(truth, rel=1e-12)), (name, key, year)
        page = Tables(client.get(asked.format("") + "&ansicht=tabelle").text)
        cell = next(cells[1] for cells in page.rows if cells and cells[0] == str(year))
        assert cell == _written(truth, status, live.catalogue.indicators[name].decimals), (name, key, year, page.rows)
        compared += 1
    assert compared == QUESTIONS


def _written(value: float | None, status: str, decimals: int) -> str:
    if value is None:
        return words.status_word(status or "missing")
    remark = words.status_word(status) if status not in {"", "final"} else ""
    return number(value, decimals) + (f" ({remark})" if remark else "")


def test_the_kreis_page_data_hold_the_newest_value_of_the_files(
    client: FlaskClient, plain: Plain, live: Snapshot
) -> None:
    for slug in ("lippe", "hamburg", "wartburgkreis", "goettingen"):
        document = json.loads(client.get(f"/kreis/{slug}.json").data)
        key, compared = document["kreis"]["ags"], 0
        for entry in document["indikatoren"]:
            held = plain.tables.get(entry["id"], {})
            years = [year for (own, year), (value, _) in held.items() if own == key and value is not None]
            if not years or live.catalogue.indicators[entry["id"]].parts:
                continue
            truth, status = held[key, max(years)]
            assert (entry["jahr"], entry["status"]) == (max(years), status), (slug, entry["id"])
            assert entry["wert"] == pytest.approx(truth, rel=1e-12), (slug, entry["id"])
            compared += 1
        assert compared > 15
