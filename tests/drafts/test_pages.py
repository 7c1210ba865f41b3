"""The pages of an upload, as a browser without script uses them, and forged forms."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from cockpit.base.settings import settings
from cockpit.store import Store
from tests.drafts.conftest import Person, changed_by_hand, hired, value

People = Callable[..., Person]
HERFORD = b"ags;indikator;jahr;wert\n05758;bevoelkerung;2021;251000\n"
LIPPE = b"ags;indikator;jahr;wert\n05766;bevoelkerung;2021;347000\n"

pytestmark = pytest.mark.usefixtures("here")


def send(person: Person, data: bytes, name: str = "werte.csv", **fields: str) -> TestResponse:
    """Upload a file by the form."""
    held = {"datei": (io.BytesIO(data), name), "csrf_token": person.token("/daten/hochladen"), **fields}
    return person.client.post("/daten/hochladen", data=held)


def opened(person: Person, data: bytes, name: str = "werte.csv") -> str:
    """The address of the draft after an upload."""
    answer = send(person, data, name)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_a_file_that_says_everything_lands_on_the_check_and_goes_to_the_datenstand(
    signed_in: People, staff_store: Store
) -> None:
    officer = signed_in()
    address = opened(officer, LIPPE)
    assert "Prüfung: werte.csv" in officer.get(address).text
    assert "Wirkung: werte.csv" in officer.get(f"{address}?schritt=wirkung").text
    done = officer.post(f"{address}/veroeffentlichen", address, notiz="Probe")
    assert "Veröffentlicht als" in officer.get(done.headers["Location"]).text
    assert value(staff_store, "bevoelkerung", "05766", 2021) == 347000


def test_the_year_is_asked_for_and_the_mapping_remembered(signed_in: People, file_05: bytes) -> None:
    officer = signed_in(kreise=())
    address = opened(officer, changed_by_hand(file_05), "einwohner-2021.csv")
    assert "Zuordnung: einwohner-2021.csv" in officer.get(address).text
    fields = {"indicator": "bevoelkerung", "column": "3: total", "merken": "ja", "name": "Einwohner"}
    officer.post(f"{address}/zuordnung", address, **fields)
    assert "Jahr" in officer.get(address).text
    officer.post(f"{address}/zuordnung", address, **fields, year="2021")
    page = officer.get(address).text
    assert "3 geänderte Werte" in page
    assert "Bevölkerung, Personen" in page
    again = officer.get(opened(officer, file_05, "einwohner-2022.csv")).text
    assert "gemerkte Zuordnung <strong>„Einwohner“" in again
    assert 'value="bevoelkerung" selected' in again


def test_a_repair_is_applied_to_all_of_its_kind_and_taken_off_again(signed_in: People) -> None:
    officer = signed_in()
    address = opened(officer, LIPPE.replace(b"347000", b"34000"))
    assert "Trotzdem übernehmen" in officer.get(address).text
    officer.post(f"{address}/reparatur", address, reparatur="accept_factor_ten")
    assert "Weiter: Wirkung von 1 Wert" in officer.get(address).text
    officer.post(f"{address}/reparatur", address, reparatur="accept_factor_ten", aus="ja")
    assert "Weiter: Wirkung" not in officer.get(address).text
    assert officer.post(f"{address}/reparatur", address, reparatur="drop table").status_code == 400


def test_a_finding_leads_to_its_line_and_the_list_of_findings_can_be_taken_along(signed_in: People) -> None:
    officer = signed_in()
    address = opened(officer, LIPPE + b"05766;bevoelkerung;2020;3x4\n")
    page = officer.get(f"{address}?schritt=pruefung&zeile=3").text
    assert 'class="found">3x4<' in page
    listed = officer.get(f"{address}/befunde.csv")
    assert "3x4" in listed.data.decode("utf-8-sig")
    assert officer.get(f"{address}/befunde.xlsx").data.startswith(b"PK")


def test_a_file_that_is_too_large_is_told_with_the_limit(signed_in: People) -> None:
    officer = signed_in()
    answer = send(officer, b"x" * (settings().upload_limit * 1_000_000 + 100_000))
    assert answer.status_code == 413


def test_a_form_without_its_token_is_refused(signed_in: People) -> None:
    officer = signed_in()
    answer = officer.client.post("/daten/hochladen", data={"datei": (io.BytesIO(LIPPE), "werte.csv")})
    assert answer.status_code == 400
    address = opened(officer, LIPPE)
    for deed in ("zuordnung", "reparatur", "konflikt", "veroeffentlichen", "zurueckgeben", "verwerfen"):
        assert officer.client.post(f"{address}/{deed}").status_code == 400, deed


def test_no_page_lets_an_officer_of_lippe_publish_for_herford(signed_in: People, staff_store: Store) -> None:
    before = value(staff_store, "bevoelkerung", "05758", 2021)
    officer, other = signed_in(name="lippe"), signed_in(kreise=(), name="alle")
    address = opened(officer, HERFORD)
    officer.post(f"{address}/veroeffentlichen", "/daten/hochladen")
    foreign = opened(other, HERFORD)
    assert officer.get(foreign).status_code == 403
    for deed in ("zuordnung", "reparatur", "konflikt", "veroeffentlichen", "zurueckgeben", "verwerfen"):
        sent = {"reparatur": "accept_factor_ten", "werte": "eigene"}
        assert officer.post(f"{foreign}/{deed}", "/daten/hochladen", **sent).status_code == 403, deed
    for suffix in ("/stand.json", "/befunde.csv", "/befunde.xlsx"):
        assert officer.get(foreign + suffix).status_code == 403, suffix
    assert value(staff_store, "bevoelkerung", "05758", 2021) == before


def test_nobody_uploads_without_signing_in(someone: Person) -> None:
    for path in ("/daten/hochladen", "/daten/pruefung/0000000000000000", "/daten/vorlage/allgemein.xlsx"):
        answer = someone.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["Location"].startswith("/anmelden"), path


def test_administrators_see_every_draft_and_only_they(signed_in: People, staff_store: Store) -> None:
    address = opened(signed_in(name="lippe"), LIPPE)
    assert signed_in("verwaltung", (), "vera").get(address).status_code == 200
    assert signed_in("freigabe", (), "clara").get(address).status_code == 403
    assert hired(staff_store, "noch-eine")


def test_hostile_words_in_a_file_stay_words(signed_in: People) -> None:
    officer = signed_in()
    evil = (
        b"ags;indikator;jahr;wert\n05766;bevoelkerung;2021;<script>alert(1)</script>\n<img src=x>;bevoelkerung;2021;3\n"
    )
    address = opened(officer, evil, "<script>x.csv")
    for path in (address, f"{address}?schritt=zuordnung", f"{address}?schritt=pruefung&zeile=2"):
        page = officer.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<script>x" not in page


def test_there_is_a_template_for_the_own_kreise(signed_in: People) -> None:
    officer = signed_in()
    general = officer.get("/daten/vorlage/allgemein.csv").data.decode("utf-8-sig")
    assert "05766" in general
    assert "05758" not in general
    filled = officer.get("/daten/vorlage/arbeitslose.csv")
    assert filled.status_code == 200
    assert officer.get("/daten/vorlage/arbeitslosenquote.xlsx").data.startswith(b"PK")
    assert officer.get("/daten/vorlage/gibt-es-nicht.xlsx").status_code == 404


def test_a_discarded_draft_is_gone(signed_in: People) -> None:
    officer = signed_in()
    address = opened(officer, LIPPE)
    assert officer.post(f"{address}/verwerfen", address).status_code == 303
    assert officer.get(address).status_code == 404
