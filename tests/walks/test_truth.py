"""Three hundred questions drawn by lot: page, CSV, JSON and the shipped files give one and the same answer."""

from __future__ import annotations

import random
from math import isnan
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cockpit.query import Snapshot
from tests.walks.asking import Place, disagreement, kreis_disagreements
from tests.walks.plain import Plain

QUESTIONS = 300


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
    for name in pick.choices(sorted(plain.tables), k=QUESTIONS):
        places = [place for place in plain.tables[name] if place[0] in kreise] or list(plain.tables[name])
        key, year = pick.choice(sorted(places))
        assert disagreement(client, plain, Place(name, key, year), live.catalogue.indicators[name].decimals) == ""


def test_the_kreis_page_data_hold_the_newest_value_of_the_files(client: FlaskClient, plain: Plain) -> None:
    for slug in ("lippe", "hamburg", "wartburgkreis", "goettingen"):
        differing, compared = kreis_disagreements(client, plain, slug)
        assert differing == []
        assert compared > 15
