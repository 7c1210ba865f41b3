"""A Maßnahme brought in as a CSV file is shown wherever it bears on something, safely, and gone when taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cockpit.base.settings import settings
from cockpit.etl.actions import read_actions
from cockpit.store import Store
from cockpit.web.server import create_server
from tests.conftest import TODAY

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
FILE = (
    "kreis;titel;stand;einheit_verantwortlich;beginn;ende;kosten;eigenanteil;sdg;hebelprojekte;"
    "indikatoren;beschluss_nummer;beschluss_datum;beschluss_adresse\n"
    "05766;Takt <script>alert(1)</script>;in Umsetzung;Amt 66;01.01.2023;31.12.2026;1.250.000;250.000;11;"
    "mobilitaetsdaten;pkw-je-1000-einwohner;VII/123;04.12.2022;https://rat.example/123\n"
)


@pytest.fixture
def opened(shipped_file: Path, tmp_path: Path) -> Iterator[tuple[Store, FlaskClient]]:
    file = tmp_path / "c.sqlite"
    shutil.copy(shipped_file, file)
    store = Store.open(f"sqlite:///{file}")
    found = read_actions(FILE.encode(), "m.csv", store.catalogue(), lambda _: True)
    assert found.findings == ()
    store.save_actions(found.actions, by="pflege", at=AT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{file}")
        patch.setenv("COCKPIT_TODAY", TODAY.isoformat())
        settings.cache_clear()
        yield store, create_server().test_client()
    settings.cache_clear()
    store.close()


def test_it_is_shown_with_unit_term_money_decision_and_what_it_bears_on(opened):
    _, client = opened
    page = client.get("/kreis/lippe/massnahmen").get_data(as_text=True)
    for said in ("in Umsetzung", "Amt 66", "01.01.2023 bis 31.12.2026", "1.250.000", "250.000", "VII/123", "04.12.2022",
                 "https://rat.example/123", "/hebelprojekt/mobilitaetsdaten?kreise=lippe",
                 "/indikator/pkw-je-1000-einwohner?kreise=lippe"):  # fmt: skip
        assert said in page, said


def test_it_is_named_below_the_course_of_its_indicator(opened):
    _, client = opened
    page = client.get("/indikator/pkw-je-1000-einwohner?kreise=lippe").get_data(as_text=True)
    assert "Takt &lt;script&gt;" in page


def test_words_of_a_file_are_never_run(opened):
    _, client = opened
    for path in ("/kreis/lippe/massnahmen", "/kreis/lippe", "/kreis/lippe/sdg/11", "/hebelprojekt/mobilitaetsdaten"):
        page = client.get(path).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "Takt &lt;script&gt;" in page, path


def test_it_stands_on_no_page_it_does_not_bear_on(opened):
    _, client = opened
    for path in ("/kreis/lippe/sdg/4", "/kreis/herford", "/kreis/herford/massnahmen", "/hebelprojekt/synergie"):
        assert "Takt &lt;script&gt;" not in client.get(path).get_data(as_text=True), path


def test_taken_back_it_is_gone_now_and_stays_in_the_datenstand_that_had_it(opened):
    store, client = opened
    had = store.revision().id
    (told,) = client.get("/kreis/lippe/massnahmen.json").get_json()
    assert (told["kreis"], told["stand"], told["kosten"]) == ("05766", "in-umsetzung", 1_250_000)
    store.remove_action(told["id"], reason="doppelt", by="pflege", at=AT)
    assert client.get("/kreis/lippe/massnahmen.json").get_json() == []
    assert client.get(f"/kreis/lippe/massnahmen.json?stand={had}").get_json() == [told]
    assert "keine Maßnahmen eingetragen" in client.get("/kreis/lippe/massnahmen").get_data(as_text=True)


def test_no_value_and_no_verdict_changes(opened):
    store, client = opened
    now = client.get("/kreis/lippe.json").get_json()["indikatoren"]
    before = client.get(f"/kreis/lippe.json?stand={store.revision().id - 1}").get_json()["indikatoren"]
    assert now == before
