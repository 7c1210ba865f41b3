"""Three hundred questions drawn by lot: page, CSV, JSON and the shipped files give one and the same answer."""

from __future__ import annotations

import random
from math import isnan
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cockpit.query import Snapshot
from tests.walks.asking import Place, disagreement, kreis_disagreements
from tests.walks.plain import NOT_TAKEN, Plain
from tests.walks.whole_year import quantile, year_disagreements

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


def test_what_the_plain_reading_leaves_out_is_told_with_the_datenstand(live: Snapshot) -> None:
    (revision,) = [one for one in live.store.revisions() if one.file_name == "breitband-50mbit.csv"]
    assert revision.refused == len(NOT_TAKEN) == 2
    assert all(key in revision.note for _, key, _ in NOT_TAKEN)


def test_whole_years_with_ranks_and_quarters_are_those_of_the_files(
    client: FlaskClient, plain: Plain, live: Snapshot
) -> None:
    compared = 0
    for name, year in (("breitband-50mbit", 2021), ("beschaeftigtenquote", 2020), ("ee-anteil-bruttostrom", 2020)):
        told, number = year_disagreements(client, plain, live, name, year)
        assert told == []
        compared += number
    assert compared > 1500


def test_a_quarter_between_two_values_is_in_proportion() -> None:
    assert [quantile([4.0, 1.0, 2.0, 3.0], share) for share in (0.0, 0.25, 0.5, 1.0)] == [1.0, 1.75, 2.5, 4.0]


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
