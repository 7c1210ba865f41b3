"""Maßnahmen entered by the office: the form by role and Kreis, faults beside their field, CSV, and hostile words."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from cockpit import people
from cockpit.progress import assess
from cockpit.store import Store
from tests.people.conftest import AT, Person

PAGE = "/kreis/lippe/massnahmen"
NEW = f"{PAGE}/neu"
FORM = {
    "titel": "Halbstundentakt", "stand": "in-umsetzung", "einheit_verantwortlich": "Amt 66", "beginn": "01.03.2015",
    "ende": "31.12.2018", "kosten": "1.250.000", "eigenanteil": "250.000,50", "beschluss_nummer": "VII/12",
    "beschluss_adresse": "https://lippe.example/v/12", "fortschritt": "2016: Ausgeschrieben.\n2017: Fährt.",
}  # fmt: skip
IDENTITY = "lippe-halbstundentakt"
SignedIn = Callable[..., Person]


def entered(person: Person, **changes: object) -> str:
    """The address people are led to once the action is saved."""
    words = FORM | {"sdg": ["11", "13"], "indikatoren": ["beschaeftigtenquote"]} | changes
    answer = person.post(NEW, NEW, **words)  # type: ignore[arg-type]
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_an_action_is_entered_changed_and_removed_and_every_step_can_be_read_later(
    signed_in: SignedIn, staff_store: Store, someone: Person
) -> None:
    person = signed_in()
    assert entered(person) == f"{PAGE}#{IDENTITY}"
    first = staff_store.revision()
    assert (first.kind, first.created_by, first.indicators) == ("action", person.name, ("beschaeftigtenquote",))
    shown = someone.get(PAGE).text
    for said in ("Halbstundentakt", "in Umsetzung", "Amt 66", "01.03.2015 bis 31.12.2018", "1.250.000\u00a0€", "Fährt.",
                 'href="https://lippe.example/v/12"', "Beschäftigungsquote", "64,6"):  # fmt: skip
        assert said in shown
    edit = f"{PAGE}/{IDENTITY}/bearbeiten"
    assert 'value="250.000,50"' in person.get(edit).text
    changed = person.post(edit, edit, **FORM | {"stand": "abgeschlossen", "fassung": "1"})
    assert changed.status_code == 303
    assert "abgeschlossen" in someone.get(PAGE).text
    assert "in Umsetzung" in someone.get(f"{PAGE}?stand={first.id}").text
    stale = person.post(edit, edit, **FORM | {"titel": "Zu spät", "fassung": "1"})
    assert stale.status_code == 422
    assert "inzwischen" in stale.text
    assert 'value="Zu spät"' in stale.text
    gone = f"{PAGE}/{IDENTITY}/entfernen"
    assert person.post(gone, edit, grund=" ").status_code == 422
    assert person.post(gone, edit, grund="Doppelt").status_code == 303
    assert "Für diesen Kreis sind hier keine Maßnahmen eingetragen." in someone.get(PAGE).text
    assert "Halbstundentakt" in someone.get(f"{PAGE}?stand={first.id}").text
    log = [(item.who, item.action, item.subject) for item in people.protocol(staff_store, 5)][:3]
    assert log == [(person.name, "measure_end", IDENTITY), *[(person.name, "measure", IDENTITY)] * 2]
    assert people.check_protocol(staff_store) == ()


def test_no_verdict_and_no_value_changes_with_an_action(signed_in: SignedIn, someone: Person) -> None:
    before = someone.get("/indikator/beschaeftigtenquote.csv?kreise=lippe").text.splitlines()
    entered(signed_in())
    after = someone.get("/indikator/beschaeftigtenquote.csv?kreise=lippe").text.splitlines()
    assert [line.rpartition(",")[0] for line in after] == [line.rpartition(",")[0] for line in before]


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("titel", "", "fehlt eine Angabe"),
        ("stand", "erledigt", "kein Stand"),
        ("ende", "01.01.2015", "Das Ende liegt vor dem Beginn."),
        ("beginn", "30.02.2015", "kein Tag"),
        ("kosten", "-5", "nicht negativ"),
        ("kosten", "viel", "kein Betrag"),
        ("eigenanteil", "1.250.001", "höher als die Kosten"),
        ("indikatoren", "gibt-es-nicht", "Diesen Indikator gibt es nicht"),
        ("hebelprojekte", "gibt-es-nicht", "Dieses Hebelprojekt gibt es nicht"),
        ("sdg", "18", "kein Nachhaltigkeitsziel"),
        ("beschluss_adresse", "javascript:alert(1)", "keine Adresse"),
        ("beschluss_adresse", "https://", "keine Adresse"),
        ("fortschritt", "letztes Jahr: viel", "kein Fortschritt"),
        ("partner", "x" * 301, "länger als 300 Zeichen"),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    signed_in: SignedIn, staff_store: Store, field: str, words: str, said: str
) -> None:
    before = staff_store.revision().id
    answer = signed_in().post(NEW, NEW, **FORM | {"beschreibung": "Das habe ich getippt.", field: words})
    assert answer.status_code == 422
    found = re.search(rf'id="{field}-wrong">([^<]+)<', answer.text)
    assert found
    assert said in found[1]
    assert "Das habe ich getippt." in answer.text
    if field not in {"stand", "indikatoren", "hebelprojekte", "sdg"}:
        assert words in answer.text
    assert staff_store.revision().id == before


def test_only_accounts_of_the_kreis_may_enter_change_remove_or_upload(
    signed_in: SignedIn, someone: Person, staff_store: Store
) -> None:
    entered(signed_in(name="lippe"))
    stand = staff_store.revision().id
    herford = signed_in(kreise=("05758",), name="herford")
    for path in (NEW, f"{PAGE}/{IDENTITY}/bearbeiten", f"{PAGE}/hochladen"):
        assert herford.get(path).status_code == 403
        assert herford.post(path, "/konto", **FORM, fassung="1").status_code == 403
        assert someone.get(path).status_code in {302, 303, 401}
    assert herford.post(f"{PAGE}/{IDENTITY}/entfernen", "/konto", grund="x").status_code == 403
    # an action of Lippe is none of Herford's, even with the own Kreis in the address or in the form
    own = "/kreis/herford/massnahmen"
    assert herford.get(f"{own}/{IDENTITY}/bearbeiten").status_code == 404
    forged = herford.post(f"{own}/neu", f"{own}/neu", **FORM | {"kreis": "05766", "id": IDENTITY})
    assert forged.headers["Location"] == f"{own}#herford-halbstundentakt"
    assert staff_store.catalogue().actions[IDENTITY].region == "05766"
    assert staff_store.revision().id == stand + 1
    # a form without its token changes nothing
    assert herford.client.post(f"{own}/neu", data=FORM | {"titel": "Ohne"}).status_code == 400
    assert staff_store.revision().id == stand + 1


def test_a_second_action_of_the_same_title_does_not_replace_the_first(signed_in: SignedIn) -> None:
    person = signed_in()
    entered(person)
    again = person.post(NEW, NEW, **FORM | {"stand": "gestoppt"})
    assert again.status_code == 422
    assert "schon eine Maßnahme mit diesem Titel" in again.text


def upload(person: Person, content: str, deed: str = "uebernehmen") -> str:
    path = f"{PAGE}/hochladen"
    data = {"datei": (io.BytesIO(content.encode("cp1252")), "m.csv"), "aktion": deed, "csrf_token": person.token(path)}
    return person.client.post(path, data=data).text


def test_a_csv_file_is_taken_whole_or_not_at_all(signed_in: SignedIn, staff_store: Store) -> None:
    person = signed_in()
    head = person.get("/daten/vorlage/massnahmen.csv").data.decode("utf-8-sig").splitlines()[0]
    assert head.startswith("kreis;id;titel;stand")
    stand = staff_store.revision().id
    few = "titel;stand;einheit_verantwortlich;kreis\n"
    said = upload(person, f"{few}Straße;geplant;Amt 1;05766\nWeg;läuft;Amt 1;05758\n")
    assert "2 Zeilen gelesen, davon 1 mit Fehlern." in said
    assert "<code>läuft</code>" in said
    assert "darf dieses Konto nichts eintragen" in said
    good = f"{few}Straße;geplant;Amt 1;\nWeg;beschlossen;Amt 1;05766\n"
    assert "noch nicht gespeichert: 2 neu" in upload(person, good, "pruefen")
    assert staff_store.revision().id == stand
    assert "2 neu, 0 geändert" in upload(person, good)
    assert staff_store.revision().id == stand + 1
    assert [item.action for item in people.protocol(staff_store, 2)] == ["measure", "measure"]
    assert "Alle 2 Maßnahmen sind schon so gespeichert." in upload(person, good)


def test_actions_are_open_data_at_every_datenstand(signed_in: SignedIn, someone: Person, staff_store: Store) -> None:
    before = staff_store.revision().id
    entered(signed_in())
    answer = someone.get(f"{PAGE}.json")
    (record,) = json.loads(answer.data)
    assert record["id"] == IDENTITY
    assert record["beschluss"] == {
        "nummer": "VII/12", "datum": None, "adresse": "https://lippe.example/v/12", "oparl": "",
    }  # fmt: skip
    assert record["fortschritt"] == [{"jahr": 2016, "text": "Ausgeschrieben."}, {"jahr": 2017, "text": "Fährt."}]
    assert (record["kosten"], record["eigenanteil"], record["sdg"]) == (1_250_000.0, 250_000.5, [11, 13])
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert someone.client.get(f"{PAGE}.json", headers=tag).status_code == 304
    assert json.loads(someone.get(f"{PAGE}.json?stand={before}").data) == []
    assert "immutable" in someone.get(f"{PAGE}.csv?stand={before}").headers["Cache-Control"]
    assert json.loads(someone.get(f"{PAGE}.json?sdg=4").data) == []
    assert "Halbstundentakt;in-umsetzung;Amt 66" in someone.get(f"{PAGE}.csv").text
    assert someone.get("/kreis/05766/massnahmen.json").status_code in {301, 308}


def test_an_action_on_an_indicator_makes_its_page_and_picture_new(signed_in: SignedIn, someone: Person) -> None:
    address = "/indikator/beschaeftigtenquote.svg?kreise=lippe"
    before = someone.get(address)
    entered(signed_in())
    after = someone.get(address)
    assert before.headers["ETag"] != after.headers["ETag"]
    assert "① Beginn" in after.text
    assert "① Ende" in after.text
    assert "Halbstundentakt" in after.text
    assert "Beginn" not in before.text
    assert "Beginn" not in someone.get(f"{address}&stand=39").text
    assert "Beginn" not in someone.get("/indikator/beschaeftigtenquote.svg?kreise=herford").text


def test_a_frozen_page_is_gone_once_a_value_on_it_is_blocked(
    signed_in: SignedIn, someone: Person, staff_store: Store
) -> None:
    entered(signed_in())
    stand = staff_store.revision().id
    assert someone.get(f"{PAGE}?stand={stand}").status_code == 200
    newest = int(staff_store.series("beschaeftigtenquote", ["05766"])["year"].max())
    staff_store.block("beschaeftigtenquote", "05766", newest, reason="geheim", by="x", judge=assess, at=AT)
    assert someone.get(f"{PAGE}?stand={stand}").status_code == 410
    assert someone.get(PAGE).status_code == 200
    assert someone.get(f"{PAGE}.json?stand={stand}").status_code == 200  # holds no values


FREE = ("titel", "einheit_verantwortlich", "beschreibung", "partner", "foerderung", "folgefinanzierung", "wirkung",
        "wirkung_einheit", "beschluss_nummer", "beschluss_oparl")  # fmt: skip
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}"


def test_hostile_words_in_every_field_stay_words_everywhere(signed_in: SignedIn, someone: Person) -> None:
    person = signed_in()
    words = dict.fromkeys(FREE, HOSTILE)
    place = entered(person, **words, fortschritt=f"2016: {HOSTILE}")
    name = place.partition("#")[2]
    pages = (PAGE, "/kreis/lippe", "/indikator/beschaeftigtenquote?kreise=lippe", f"{PAGE}/{name}/bearbeiten",
             "/indikator/beschaeftigtenquote.svg?kreise=lippe", "/daten/stand")  # fmt: skip
    for path in pages:
        shown = person.get(path).text if "bearbeiten" in path else asked(someone.client, path)
        assert "alert(1)" in shown or path == "/daten/stand", path
        assert "<script>alert" not in shown, path
        assert "<img src=x" not in shown, path
        assert ">49<" not in shown
    refused = person.post(NEW, NEW, **FORM | dict.fromkeys(FORM, HOSTILE))
    assert refused.status_code == 422
    assert "<script>alert" not in refused.text


def asked(client: FlaskClient, path: str) -> str:
    return client.get(path, follow_redirects=True).text
