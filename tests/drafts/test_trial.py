"""What officers stumbled over: sentences that were not true, forms that could not be sent, ways that ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest

from cockpit import drafts, people
from cockpit.base.clock import now
from cockpit.model.draft import Choices
from cockpit.progress import assess
from cockpit.store import Store
from cockpit.web.drafts.mapping_form import fields, indicators
from tests.drafts.conftest import Person, checked, here, hired, later, value
from tests.drafts.test_pages import HERFORD, LIPPE, opened

__all__ = ["here"]
People = Callable[..., Person]
HEAD = b"ags;indikator;jahr;wert\n"
GAP = "energieverbrauch-eigene-gebaeude"

pytestmark = pytest.mark.usefixtures("here")


def words(page: str) -> str:
    """What a page says, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def published(officer: Person, data: bytes, name: str = "werte.csv", note: str = "Zählung des Kreises") -> str:
    address = opened(officer, data, name)
    officer.post(f"{address}/veroeffentlichen", address, notiz=note)
    return address


def test_a_value_held_back_is_not_called_published(signed_in: People) -> None:
    officer = signed_in()
    known = f"05766;{GAP};2023;136,1\n".encode()
    published(officer, HEAD + known)
    page = words(officer.get(opened(officer, HEAD + known + b"05766;bevoelkerung;2021;34000\n")).text)
    assert "Nichts Neues" not in page
    assert "Bisher gibt es nichts zu veröffentlichen. 1 Wert wird zurückgehalten; warum, steht unten." in page


def test_a_file_of_which_every_row_is_refused_is_not_called_published(signed_in: People) -> None:
    officer = signed_in()
    data = LIPPE.replace(b"347000", b"346151")
    assert "Nichts Neues" in words(officer.get(opened(officer, data)).text)
    page = words(officer.get(opened(officer, HEAD + b"05766;bevoelkerung;2021;x\n")).text)
    assert "Nichts Neues" not in page


def test_after_a_withdrawal_a_draft_without_anything_new_is_compared_again(
    signed_in: People, staff_store: Store
) -> None:
    officer = signed_in()
    published(officer, LIPPE)
    second = opened(officer, LIPPE, "noch-einmal.csv")
    assert "Nichts Neues" in words(officer.get(second).text)
    stand = staff_store.revision().id
    staff_store.withdraw(stand, reason="Probe", by="Test", judge=assess, at=now() + timedelta(seconds=1))
    page = words(officer.get(second).text)
    assert "Nichts Neues" not in page
    assert "Weiter: Wirkung von 1 Wert" in page


def test_a_draft_with_something_to_publish_offers_the_comparison_with_a_newer_datenstand(signed_in: People) -> None:
    """It is not made unasked: the newer values may be those of others."""
    officer = signed_in(kreise=())
    first = opened(officer, LIPPE)
    published(officer, HERFORD, "herford.csv")
    assert "Seit dieser Prüfung gibt es einen neuen Datenstand" in words(officer.get(first).text)
    officer.post(f"{first}/neu-pruefen", first)
    assert "Seit dieser Prüfung" not in words(officer.get(first).text)


WIDE = b"ags;jahr;Strom;Gas\n05766;2021;347000;9000\n"


def test_several_columns_are_taken_at_once_by_the_titles_of_their_indicators(
    signed_in: People, staff_store: Store
) -> None:
    officer = signed_in()
    address = opened(officer, WIDE)
    page = officer.get(address).text
    chosen = re.search(r'<select id="indicator"[^>]*>', page)
    assert chosen
    assert "required" not in chosen[0], "the browser would not send the form"
    known = staff_store.catalogue().indicators
    sent = {"spalte-3": known["bevoelkerung"].title, "spalte-4": "arbeitslose"}
    officer.post(f"{address}/zuordnung", address, spalten="ja", indicator="", column="", **sent)
    done = drafts.find(staff_store, address.rpartition("/")[2], hired(staff_store, "vera", "verwaltung"))
    assert done.choices.columns == (("3", "bevoelkerung"), ("4", "arbeitslose"))
    assert done.state == "checked", done.report["refusal"]
    assert known["bevoelkerung"].title in officer.get(f"{address}?schritt=zuordnung").text


def test_a_title_that_no_indicator_bears_is_named_and_what_was_typed_stays(signed_in: People) -> None:
    officer = signed_in()
    address = opened(officer, WIDE)
    answer = officer.post(f"{address}/zuordnung", address, spalten="ja", **{"spalte-3": "Einhörner"})
    assert answer.status_code == 400
    assert "„Einhörner“ (Spalte 3) ist kein Indikator." in words(answer.text)
    assert "sagt nicht alles selbst" not in answer.text
    assert 'value="Einhörner"' in answer.text


def test_the_way_on_survives_the_change_of_a_one_time_password(server: object, staff_store: Store) -> None:

    _, once = people.add(staff_store, "neu", "datenpflege", ("05766",), by="Test", at=later())
    person = Person(server.test_client())  # type: ignore[attr-defined]
    onward = f"/daten/hochladen?indikator={GAP}"
    there = person.sign_in("neu", once, onward).headers["Location"]
    page = person.get(there).text
    field = re.search(r'name="weiter" value="([^"]*)"', page)
    assert field
    assert unescape(field[1]) == onward
    fresh = "noch vier gute Wörter dazu"
    told = {"alt": once, "neu": fresh, "noch_einmal": fresh, "weiter": onward}
    answer = person.post("/konto/kennwort", there, **told)
    assert (answer.status_code, answer.headers.get("Location")) == (303, onward)
    foreign = person.post(
        "/konto/kennwort", "/konto", alt=fresh, neu=fresh + "!", noch_einmal=fresh + "!", weiter="//x"
    )
    assert 'href="//x"' not in foreign.text


def test_after_publishing_the_way_leads_back_and_public_pages_open_beside(signed_in: People) -> None:
    officer = signed_in()
    page = officer.get(published(officer, LIPPE)).text
    assert 'href="/daten/hochladen">Zurück zu meinen Entwürfen' in page
    for link in re.findall(r'<a href="(?:/kreis/lippe|/indikator/bevoelkerung[^"]*|/daten/stand/\d+)"[^>]*>', page):
        assert 'target="_blank"' in link, link


def test_before_publishing_the_source_line_is_told(signed_in: People) -> None:
    officer = signed_in()
    address = opened(officer, LIPPE)
    page = words(officer.get(f"{address}?schritt=wirkung").text)
    assert "Unter Bildern und Tabellen wird stehen: Quelle:" in page
    assert "Stammen Ihre Zahlen von anderswo, schreiben Sie es in die Notiz" in page


def test_own_figures_need_to_say_where_they_come_from(signed_in: People, staff_store: Store) -> None:
    officer = signed_in()
    data = HEAD + f"05766;{GAP};2023;100,5\n".encode()
    address = opened(officer, data)
    page = officer.get(f"{address}?schritt=wirkung").text
    assert "welche Lizenz haben sie?" in page
    answer = officer.post(f"{address}/veroeffentlichen", address, notiz=" ")
    assert answer.status_code == 400
    assert "Es fehlt, woher die Zahlen stammen" in answer.text
    assert value(staff_store, GAP, "05766", 2023) is None
    officer.post(f"{address}/veroeffentlichen", address, notiz="Zählung des Gebäudemanagements, dl-de/by-2-0")
    assert value(staff_store, GAP, "05766", 2023) == 100.5


def test_a_gap_offers_its_template_on_the_public_page_and_at_the_upload(signed_in: People) -> None:
    officer = signed_in()
    for path in (f"/indikator/{GAP}", f"/daten/hochladen?indikator={GAP}"):
        before = officer.get(path).text.partition("Vorlage für einen Indikator")[0]
        assert f'href="/daten/vorlage/{GAP}.xlsx"' in before, path


def test_rows_of_other_kreise_are_no_errors(signed_in: People) -> None:
    officer = signed_in()
    page = words(officer.get(opened(officer, LIPPE + HERFORD.splitlines(True)[1])).text)
    assert "0 Fehler – werden nicht übernommen" in page
    assert "1 nicht Ihr Kreis – bleibt außen vor" in page


def test_two_files_of_one_name_are_told_apart_in_the_list(signed_in: People, staff_store: Store) -> None:
    officer = signed_in()
    opened(officer, LIPPE, "andere.csv")
    opened(officer, LIPPE.replace(b"bevoelkerung", b"arbeitslose").replace(b"347000", b"9000"), "andere.csv")
    known = staff_store.catalogue().indicators
    page = officer.get("/daten/hochladen").text.partition("Meine Entwürfe</h2>")[2].partition("</table>")[0]
    cells = [words(one) for one in re.findall(r'data-label="Indikator"[^>]*>(.*?)</td>', page)]
    assert cells == [known["arbeitslose"].title, known["bevoelkerung"].title]
    assert re.search(r"\d\d\.\d\d\.\d{4}, \d\d:\d\d Uhr", words(page))


def test_indicators_stand_in_the_order_of_a_german_dictionary_with_their_unit_once(staff_store: Store) -> None:
    labels = [one.label for one in indicators(staff_store.catalogue())]
    umlauts = [place for place, label in enumerate(labels) if label[0] in "ÄÖÜ"]
    assert umlauts
    assert all(labels[place + 1][0] not in "ÄÖÜ" or place + 1 < len(labels) - 1 for place in umlauts)
    assert labels.index(next(one for one in labels if one[0] == "Ö")) < labels.index(
        next(one for one in labels if one[0] == "P")
    )
    assert [one for one in labels if re.search(r"(je [\d. ]+\w+) \(\1\)", one)] == []


def test_columns_are_offered_with_their_whole_headers(staff_store: Store) -> None:
    draft = checked(staff_store, hired(staff_store, "anna"), WIDE, choices=Choices())

    _, rest = fields(draft, staff_store.catalogue())
    labels = {field.name: [option.label for option in field.options] for field in rest}
    assert "keine" in labels["status"]
    assert "keines" not in [*labels["key"], *labels["period"], *labels["status"]]
