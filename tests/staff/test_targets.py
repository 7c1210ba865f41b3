"""Targets of a council entered by the office: roles, faults beside their field, the preview, locking, history."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cockpit import people
from cockpit.store import Store, council_targets
from tests.people.conftest import Person

PAGE = "/kreis/lippe/ziele"
NEW = f"{PAGE}/neu"
NAME = "beschaeftigtenquote"
IDENTITY = f"lippe-{NAME}-2030"
EDIT, BACK = f"{PAGE}/{IDENTITY}/bearbeiten", f"{PAGE}/{IDENTITY}/zuruecknehmen"
FORM = {
    "indikator": NAME, "art": "wert", "wert": "70", "prozent": "", "basisjahr": "", "jahr": "2030",
    "gremium": "Kreistag", "nummer": "VII/12", "datum": "14.09.2025",
    "adresse": "https://lippe.example/v/12", "notiz": "Mit dem Jobcenter.",
}  # fmt: skip
SignedIn = Callable[..., Person]
SEEN = re.compile(r'name="gesehen" value="([^"]+)"')


def looked_at(person: Person, path: str = NEW, **words: str) -> str:
    """The preview of a form."""
    answer = person.post(path, NEW, **{**FORM, **words})
    assert answer.status_code == 200, answer.text
    assert SEEN.search(answer.text), answer.text
    return answer.text


def entered(person: Person, path: str = NEW, **words: str) -> str:
    """The address people are led to once the target is saved, preview before."""
    seen = SEEN.search(looked_at(person, path, **words))
    assert seen
    answer = person.post(path, NEW, **{**FORM, **words, "aktion": "speichern", "gesehen": seen[1]})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def plain(page: str) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def test_the_preview_tells_verdict_sentence_and_headline_before_and_after_and_saves_nothing(
    signed_in: SignedIn, staff_store: Store, start_folder: Path
) -> None:
    stand = staff_store.revision().id
    lines = (start_folder / f"{NAME}.csv").read_text(encoding="utf-8").splitlines()
    held = sum(line.startswith("05766;") for line in lines)
    said = plain(looked_at(signed_in()))
    before, _, after = said.partition("Nach dem Speichern")
    assert "Das Urteil ändert sich von „kein beschlossenes Ziel“ zu „auf Kurs“." in before
    assert f"Alle {held} Werte dieses Indikators für Kreis Lippe bleiben, wie sie sind" in before
    assert "Ein beschlossenes Ziel ist für keinen Indikator hinterlegt." in before
    assert "Beschlossenes Ziel 2030: 70,0 %. Beim Tempo 2016–2021: auf Kurs." in after
    assert "Nötig: 0,60 Prozentpunkte mehr je Jahr, gerechnet ab 2021." in after
    assert "Tatsächlich: 1,24 Prozentpunkte mehr je Jahr (2016–2021)." in after
    assert "Tempo-Quote: 2,07 – das sind 207 % des nötigen Tempos." in after
    assert "Für 1 Indikator gibt es ein beschlossenes Ziel: 1 auf Kurs." in after
    assert staff_store.revision().id == stand


def test_what_the_preview_promised_is_what_all_pages_say(signed_in: SignedIn, someone: Person) -> None:
    values = someone.get(f"/indikator/{NAME}.csv?kreise=lippe").text
    person = signed_in()
    assert entered(person) == f"{PAGE}#{IDENTITY}"
    kreis = plain(someone.get("/kreis/lippe").text)
    assert "Für 1 Indikator gibt es ein beschlossenes Ziel: 1 auf Kurs." in kreis
    assert "mindestens 70,0 % im Jahr 2030" in kreis
    page = plain(someone.get(f"/indikator/{NAME}?kreise=lippe").text)
    assert "Beschlossenes Ziel 2030: 70,0 %. Beim Tempo 2016–2021: auf Kurs." in page
    assert f'href="{PAGE}"' in someone.get(f"/indikator/{NAME}?kreise=lippe").text
    entry = next(one for one in someone.get("/kreis/lippe.json").json["indikatoren"] if one["id"] == NAME)
    assert entry["ziel"] == {"wert": 70.0, "jahr": 2030, "quelle": "Kreistag"}
    assert (entry["urteil"], round(entry["tempo_quote"], 2)) == ("on_track", 2.07)
    assert "Ring: beschlossenes Ziel" in someone.get(f"/indikator/{NAME}.svg?kreise=lippe").text
    assert "Ring: beschlossenes Ziel" not in someone.get(f"/indikator/{NAME}.svg?kreise=lippe&stand=39").text
    assert "Beschlossene Ziele" in plain(someone.get("/kreis/lippe/sdg/8").text)
    after = someone.get(f"/indikator/{NAME}.csv?kreise=lippe").text
    assert [line.rpartition(",")[0] for line in after.splitlines()] == [
        line.rpartition(",")[0] for line in values.splitlines()
    ]


def test_nothing_is_saved_that_was_not_looked_at(signed_in: SignedIn, staff_store: Store) -> None:
    person, stand = signed_in(), staff_store.revision().id
    straight = person.post(NEW, NEW, **FORM, aktion="speichern")
    assert straight.status_code == 200
    assert "Noch ist nichts gespeichert." in straight.text
    seen = SEEN.search(straight.text)
    assert seen
    other = person.post(NEW, NEW, **{**FORM, "wert": "99"}, aktion="speichern", gesehen=seen[1])
    assert other.status_code == 422
    assert "noch einmal ansehen" in other.text
    assert staff_store.revision().id == stand


def test_back_from_the_preview_nothing_typed_is_lost(signed_in: SignedIn) -> None:
    page = signed_in().post(NEW, NEW, **FORM, aktion="aendern").text
    for words in (*FORM.values(), "Mit dem Jobcenter."):
        assert words in page


def test_every_change_is_read_later_and_taken_back_the_old_verdict_returns(
    signed_in: SignedIn, staff_store: Store, someone: Person
) -> None:
    person = signed_in()
    entered(person)
    first = staff_store.revision().id
    assert entered(person, EDIT, wert="80", nummer="VII/90", fassung="1") == f"{PAGE}#{IDENTITY}"
    second = staff_store.revision().id
    page = plain(someone.get(PAGE).text)
    assert "richtige Richtung, zu langsam" in page or "fast auf Kurs" in page
    assert "mindestens 70,0 % im Jahr 2030 Kreistag, Beschluss VII/12 vom 14.09.2025" in page
    assert "Datenpflege für Kreis Lippe" in page
    assert person.name not in page
    cited = [f"{PAGE}{suffix}?stand={first}" for suffix in (".json", ".csv")]
    frozen = [someone.get(one).data for one in cited]
    old = plain(someone.get(f"{PAGE}?stand={first}").text)
    assert "auf Kurs" in old
    assert "80,0" not in old
    form = person.get(EDIT).text
    assert person.name in plain(form)
    assert f'href="{PAGE}?stand={second}#{IDENTITY}"' in form
    assert person.post(BACK, EDIT, grund=" ", fassung="2").status_code == 422
    asked = person.post(BACK, EDIT, grund="Neuer Beschluss", fassung="2")
    assert "Nach dem Zurücknehmen" in asked.text
    assert "zu „kein beschlossenes Ziel“." in asked.text
    assert staff_store.revision().id == second
    seen = SEEN.search(asked.text)
    assert seen
    sent = {"grund": "Neuer Beschluss", "fassung": "2", "aktion": "zuruecknehmen", "gesehen": seen[1]}
    assert person.post(BACK, EDIT, **sent).status_code == 303
    page = plain(someone.get(PAGE).text)
    assert "Hier ist kein Ziel eingetragen, das der Kreistag beschlossen hat." in page
    assert "zurückgenommen Ziel 2030 zurückgenommen: Neuer Beschluss" in page
    assert "Ein beschlossenes Ziel ist für keinen Indikator hinterlegt." in plain(someone.get("/kreis/lippe").text)
    assert [someone.get(one).data for one in cited] == frozen  # to the byte
    log = [(one.who, one.action, one.subject) for one in people.protocol(staff_store, 3)]
    assert log == [(person.name, "target_end", IDENTITY), *[(person.name, "target", IDENTITY)] * 2]
    assert people.check_protocol(staff_store) == ()
    stand = someone.get(f"/daten/stand/{second}").text
    assert "Beschäftigungsquote: Ziel 2030" in plain(stand)
    assert f"/daten/stand/{second}/zuruecknehmen" not in stand  # a target is taken back on its own page


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("indikator", "", "fehlt eine Angabe"),
        ("indikator", "gibt-es-nicht", "Diesen Indikator gibt es nicht"),
        ("indikator", "haushaltseinkommen", "nicht bewertet oder nicht je Kreis gemessen"),
        ("indikator", "ee-anteil-bruttostrom", "nicht bewertet oder nicht je Kreis gemessen"),
        ("indikator", "bevoelkerung", "nicht bewertet oder nicht je Kreis gemessen"),
        ("art", "irgendwie", "ein fester Wert oder eine Änderung"),
        ("wert", "", "fehlt eine Angabe"),
        ("wert", "viel", "keine Zahl"),
        ("wert", "101", "Möglich ist alles von 0,0 bis 100,0."),
        ("wert", "-1", "nicht möglich"),
        ("prozent", "40", "entweder ein fester Wert oder eine Änderung"),
        ("basisjahr", "2015", "gehört nur zu einer Änderung"),
        ("jahr", "", "fehlt eine Angabe"),
        ("jahr", "bald", "kein Jahr"),
        ("jahr", "2101", "kein Jahr zwischen 1900 und 2100"),
        ("jahr", "2024", "liegt vor dem Beschluss"),
        ("gremium", "", "fehlt eine Angabe"),
        ("nummer", "", "fehlt eine Angabe"),
        ("nummer", "x" * 301, "länger als 300 Zeichen"),
        ("datum", "", "fehlt eine Angabe"),
        ("datum", "30.02.2025", "kein Tag"),
        ("datum", "01.01.2090", "liegt in der Zukunft"),
        ("adresse", "javascript:alert(1)", "keine Adresse"),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    signed_in: SignedIn, staff_store: Store, field: str, words: str, said: str
) -> None:
    before = staff_store.revision().id
    answer = signed_in().post(NEW, NEW, **{**FORM, field: words})
    assert answer.status_code == 422
    found = re.search(rf'id="{field}-wrong">([^<]+)<', answer.text)
    assert found, answer.text
    assert said in found[1]
    assert "Mit dem Jobcenter." in answer.text
    assert words in answer.text or field in {"art", "indikator"}
    assert staff_store.revision().id == before


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("prozent", "", "fehlt eine Angabe"),
        ("prozent", "-40", "größer als null"),
        ("prozent", "140", "mehr als 100 %"),
        ("basisjahr", "", "fehlt eine Angabe"),
        ("basisjahr", "2030", "nicht vor dem Zieljahr"),
        ("wert", "5", "nicht beides"),
    ],
)
def test_a_change_against_a_base_year_is_checked_too(signed_in: SignedIn, field: str, words: str, said: str) -> None:
    change = {"indikator": "haushaltsabfaelle-je-einwohner", "art": "minus", "wert": "", "prozent": "20",
              "basisjahr": "2010"}  # fmt: skip
    answer = signed_in().post(NEW, NEW, **{**FORM, **change, field: words})
    assert answer.status_code == 422
    found = re.search(rf'id="{field}-wrong">([^<]+)<', answer.text)
    assert found, answer.text
    assert said in found[1]


def test_a_change_is_shown_as_decided_and_in_numbers(signed_in: SignedIn, someone: Person) -> None:
    entered(signed_in(), indikator="haushaltsabfaelle-je-einwohner", art="minus", wert="", prozent="20",
            basisjahr="2010")  # fmt: skip
    (told,) = someone.get(f"{PAGE}.json").json
    assert (told["relativ"], told["basisjahr"], round(told["wert"], 2)) == (-20.0, 2010, 326.32)
    page = plain(someone.get(PAGE).text)
    assert "20 % weniger als 2010 im Jahr 2030 Gemessen am eigenen Wert von 2010 sind das 326 kg" in page


def test_only_accounts_of_the_kreis_may_set_change_or_take_back(
    signed_in: SignedIn, someone: Person, staff_store: Store
) -> None:
    entered(signed_in(name="lippe"))
    stand = staff_store.revision().id
    herford = signed_in(kreise=("05758",), name="herford")
    for path in (NEW, EDIT):
        assert herford.get(path).status_code == 403
        assert herford.post(path, "/konto", **FORM, fassung="1", aktion="speichern").status_code == 403
        assert someone.get(path).status_code == 303
        assert "/anmelden" in someone.get(path).headers["Location"]
    assert herford.post(BACK, "/konto", grund="x", fassung="1").status_code == 403
    # a target of Lippe is none of Herford's, even with the own Kreis in the address or in the form
    own = "/kreis/herford/ziele"
    for path in (f"{own}/{IDENTITY}/bearbeiten", f"{own}/{IDENTITY}/zuruecknehmen"):
        assert herford.post(path, "/konto", **FORM, fassung="1", grund="x").status_code == 404
    forged = entered(herford, f"{own}/neu", **{"region": "05766", "id": IDENTITY, "kreis": "05766"})
    assert forged == f"{own}#herford-{NAME}-2030"
    held = {one.id: one.region for one in staff_store.catalogue().targets if one.own}
    assert held == {IDENTITY: "05766", f"herford-{NAME}-2030": "05758"}
    assert staff_store.revision().id == stand + 1
    # a form without its token changes nothing
    assert herford.client.post(f"{own}/neu", data=FORM).status_code == 400
    assert herford.get("/kreis/land-bayern/ziele/neu").status_code == 404


def test_a_target_changed_by_someone_else_meanwhile_is_not_overwritten_unseen(
    signed_in: SignedIn, staff_store: Store
) -> None:
    anna, bert = signed_in(name="anna"), signed_in(name="bert")
    entered(anna)
    preview = looked_at(bert, EDIT, wert="60", fassung="1")
    entered(anna, EDIT, wert="75", fassung="1")
    stand = staff_store.revision().id
    seen = SEEN.search(preview)
    assert seen
    late = bert.post(EDIT, EDIT, **{**FORM, "wert": "60"}, fassung="1", aktion="speichern", gesehen=seen[1])
    assert late.status_code == 422
    assert "inzwischen von jemand anderem geändert" in late.text
    assert 'value="60"' in late.text
    assert 'name="fassung" value="2"' in late.text
    assert bert.post(BACK, EDIT, grund="x", fassung="1").status_code == 422
    assert staff_store.revision().id == stand
    assert council_targets.version(staff_store.database, IDENTITY) == 2


def test_a_second_target_for_the_same_year_is_refused_and_another_year_is_a_step(
    signed_in: SignedIn, someone: Person
) -> None:
    person = signed_in()
    entered(person)
    again = person.post(NEW, NEW, **{**FORM, "wert": "90"})
    assert again.status_code == 422
    assert "schon ein Ziel eingetragen" in again.text
    entered(person, jahr="2035", wert="75")
    told = someone.get(f"{PAGE}.json").json
    assert [(one["jahr"], one["zaehlt"]) for one in told] == [(2030, True), (2035, False)]
    assert "Im Urteil zählt das Ziel 2030: Kreistag." in plain(someone.get(PAGE).text)


def test_targets_are_open_data_at_every_datenstand(signed_in: SignedIn, someone: Person, staff_store: Store) -> None:
    before = staff_store.revision().id
    entered(signed_in())
    answer = someone.get(f"{PAGE}.json")
    (record,) = json.loads(answer.data)
    assert list(record) == [
        "id", "indikator", "titel", "ebene", "zaehlt", "wert", "einheit", "jahr", "relativ", "basisjahr", "beschluss",
        "anmerkung", "stand_wert", "stand_jahr", "stand_status", "tempo_noetig", "tempo_ist", "tempo_von", "tempo_bis",
        "tempo_quote", "status", "grund", "methode", "gilt_seit", "gilt_seit_datenstand", "quelle",
    ]  # fmt: skip
    assert record["beschluss"] == {
        "gremium": "Kreistag", "nummer": "VII/12", "datum": "2025-09-14", "adresse": "https://lippe.example/v/12",
    }  # fmt: skip
    assert (record["stand_wert"], record["stand_jahr"], record["gilt_seit_datenstand"]) == (64.58, 2021, before + 1)
    assert record["tempo_quote"] == pytest.approx(record["tempo_ist"] / record["tempo_noetig"])
    assert (record["tempo_von"], record["tempo_bis"], record["status"]) == (2016, 2021, "on_track")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age=60" in answer.headers["Cache-Control"]
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert someone.client.get(f"{PAGE}.json", headers=tag).status_code == 304
    assert json.loads(someone.get(f"{PAGE}.json?stand={before}").data) == []
    assert "immutable" in someone.get(f"{PAGE}.csv?stand={before}").headers["Cache-Control"]
    head, row = someone.get(f"{PAGE}.csv").text.splitlines()
    assert head.split(",")[:4] == ["id", "indikator", "titel", "ebene"]
    assert row.startswith(f"{IDENTITY},{NAME},")
    assert someone.get("/kreis/05766/ziele.json").status_code in {301, 308}
    assert someone.get("/kreis/lippe/ziele.json?methode=gibtsnicht").status_code == 400


FREE = ("gremium", "nummer", "notiz")
HOSTILE = "=\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}"


def test_hostile_words_stay_words_everywhere(signed_in: SignedIn, someone: Person) -> None:
    person = signed_in()
    entered(person, **dict.fromkeys(FREE, HOSTILE))
    for path in (PAGE, "/kreis/lippe", f"/indikator/{NAME}?kreise=lippe", EDIT, "/daten", f"{PAGE}?methode=sdsn"):
        shown = person.get(path).text if path == EDIT else someone.get(path).text
        assert "<script>alert" not in shown, path
        assert "<img src=x" not in shown, path
        assert ">49<" not in shown
    assert "alert(1)" in someone.get(PAGE).text
    assert f"'{HOSTILE[:2]}" in someone.get(f"{PAGE}.csv").text.replace('""', '"')  # a spreadsheet runs nothing
    assert "<script>alert" not in looked_at(person, jahr="2031", **dict.fromkeys(FREE, HOSTILE))
