"""An officer declares an indicator in the browser: checked like a file, shown like a shipped one, kept in versions."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable

import pytest

from cockpit import query
from cockpit.catalogue import own
from cockpit.catalogue.forms import IndicatorForm
from cockpit.catalogue.own import Declaration
from cockpit.model.revision import Revision
from cockpit.query import Snapshot
from cockpit.query.definitions import versions
from cockpit.store import Store
from cockpit.web.staff._definition import document, written
from tests.conftest import ROOT, TODAY
from tests.history.conftest import fails
from tests.people.conftest import Person

Sign = Callable[..., Person]
NEW = "/daten/indikator/neu"
SHEET: dict[str, str | list[str]] = {
    "title": "Stromverbrauch der Schulen je Schülerin und Schüler",
    "short_title": "Strom in Schulen",
    "question": "Wie viel Strom brauchen unsere Schulen?",
    "definition": "Strom aller Schulen in Trägerschaft des Kreises im Jahr, geteilt durch die Zahl der Lernenden.",
    "unit": "kWh je Kopf",
    "decimals": "1",
    "direction": "lower",
    "kind": "indicator",
    "topic": "energie",
    "sdg": ["7", "13"],
    "actors": ["kreis"],
    "level": "kreis",
    "level_judged": "ja",
    "rhythm": "1",
    "range.min": "0",
    "range.max": "1.250,5",
    "source": "eigene-angaben",
    "fuer": "kreise",
    "kreise": ["05766"],
}


def sent(person: Person, path: str = NEW, action: str = "speichern", **changed: str | list[str]) -> tuple[int, str]:
    words = {**SHEET, **changed, "aktion": action, "csrf_token": person.token(path)}
    answer = person.client.post(path, data=words)
    return answer.status_code, answer.text if answer.status_code != 303 else answer.headers["Location"]


def now(store: Store) -> Snapshot:
    return query.snapshot(store, None, TODAY)


def test_the_preview_shows_how_it_will_read_and_saves_nothing(signed_in: Sign, staff_store: Store) -> None:
    status, page = sent(signed_in(), action="vorschau")
    assert status == 200
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    for said in ("niedriger ist besser", "1.234,6 kWh je Kopf", "Kreis Lippe", "/indikator/strom-in-schulen"):
        assert said.replace("\N{NO-BREAK SPACE}", " ") in told.replace("\N{NO-BREAK SPACE}", " "), said
    assert "Noch ist nichts gespeichert" in told
    assert "strom-in-schulen" not in staff_store.catalogue().indicators


def test_it_behaves_like_a_shipped_one(signed_in: Sign, staff_store: Store, publish: Callable[..., Revision]) -> None:
    officer = signed_in()
    status, location = sent(officer)
    assert (status, location) == (303, "/indikator/strom-in-schulen?ansicht=daten")
    name = "strom-in-schulen"
    made = staff_store.catalogue().indicators[name]
    assert (made.own, made.kreise, made.minimum, made.maximum) == (True, ("05766",), 0.0, 1250.5)
    publish((name, "05766", 2023, 310.4), (name, "05766", 2024, 298.2))
    assert "298,2" in officer.get(f"/indikator/{name}?kreise=lippe").text
    hits = json.loads(officer.get("/suche.json?q=strom in sch").text)
    assert [hit["adresse"] for hit in hits][:1] == [f"/indikator/{name}"]
    rows = json.loads(officer.get(f"/indikator/{name}.json").text)
    assert [(row["ags"], row["jahr"], row["wert"]) for row in rows] == [("05766", 2023, 310.4), ("05766", 2024, 298.2)]
    assert "298.2" in officer.get(f"/indikator/{name}.csv").text
    assert f"/indikator/{name}" in officer.get("/daten").text
    assert f"/indikator/{name}" in officer.get("/indikatoren").text


def test_it_stands_on_the_pages_of_its_kreise_and_on_no_other(
    signed_in: Sign, publish: Callable[..., Revision]
) -> None:
    officer = signed_in()
    sent(officer)
    publish(("strom-in-schulen", "05766", 2024, 298.2))
    assert "Stromverbrauch der Schulen" in officer.get("/kreis/lippe").text
    assert "Stromverbrauch der Schulen" not in officer.get("/kreis/herford").text
    names = [item["id"] for item in json.loads(officer.get("/kreis/herford.json").text)["indikatoren"]]
    assert "strom-in-schulen" not in names


def test_its_gap_in_the_datenlage_is_only_its_own_kreise(signed_in: Sign, staff_store: Store) -> None:
    sent(signed_in())
    found = next(item for item in query.holdings(now(staff_store)) if item.indicator.own)
    assert [region.key for region in found.missing] == ["05766"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Bitte ausfüllen"),
        ("direction", "", "Bitte wählen, was besser ist"),
        ("decimals", "eins", "Eine ganze Zahl eintragen"),
        ("decimals", "9", "Der größte erlaubte Wert ist 6"),
        ("range.max", "viel", "Eine Zahl eintragen"),
        ("sdg", [], "Mindestens eine Angabe wählen"),
        ("formula.numerator", "bevoelkerungg", "Meinten Sie „bevoelkerung“?"),
        ("formula.numerator", "energieverbrauch-eigene-gebaeude", "hat nie eigene Werte"),
        ("id", "Müll!", "Kleinbuchstaben"),
        ("id", "bevoelkerung", "gehört schon zum Indikator"),
        ("kreise", [], "mindestens einen Kreis"),
        ("topic", "", "steht nicht in topics.toml"),
        ("parts", "zensus22-heizung-gas = Gas", "Die Teile ergänzen oder eine andere Art"),
        ("breaks", "2019; 99999; Umstellung", "Das Gebiet „99999“ gibt es nicht"),
    ],
)
def test_a_fault_stands_in_german_beside_its_field_and_nothing_is_saved(
    signed_in: Sign, staff_store: Store, field: str, value: str | list[str], said: str
) -> None:
    before = staff_store.revision().id
    status, page = sent(signed_in(), **{field: value})
    assert status == 422
    name = "kind" if field == "parts" else field
    wrong = re.search(rf'id="{re.escape(name)}-wrong">([^<]*)<', page)
    assert wrong, re.findall(r'id="([^"]+-wrong)"', page)
    assert said in wrong[1].replace("&#34;", '"')
    assert staff_store.revision().id == before


def test_the_list_of_faults_names_each_field_and_leads_there(signed_in: Sign) -> None:
    _, page = sent(signed_in(), decimals="eins", **{"range.max": "viel", "formula.numerator": "nichts-da"})
    for name, label in (("decimals", "Nachkommastellen"), ("range.max", "größter Wert")):
        assert f'<a href="#{name}">{label}</a>' in page


def test_what_was_typed_is_still_there_after_a_fault(signed_in: Sign) -> None:
    _, page = sent(signed_in(), decimals="eins")
    assert 'value="eins"' in page
    assert "Strom aller Schulen" in page


def test_a_change_is_a_new_version_and_the_old_one_stays_readable(signed_in: Sign, staff_store: Store) -> None:
    officer = signed_in()
    sent(officer)
    first = staff_store.revision().id
    address = "/daten/indikator/strom-in-schulen/bearbeiten"
    status, _ = sent(officer, address, unit="kWh je Person")
    assert status == 303
    found = versions(now(staff_store), "strom-in-schulen")
    assert [one.number for one in found] == [2, 1]
    assert found[0].changed == ("unit",)
    page = officer.get(address).text
    assert "Einheit" in page
    assert f"stand={first}" in page
    assert "kWh je Kopf" in officer.get(f"/indikator/strom-in-schulen?ansicht=daten&stand={first}").text
    assert "kWh je Person" in officer.get("/indikator/strom-in-schulen?ansicht=daten").text


def test_saving_the_form_as_it_is_makes_no_new_version(signed_in: Sign, staff_store: Store) -> None:
    officer = signed_in()
    sent(officer)
    before = staff_store.revision().id
    sent(officer, "/daten/indikator/strom-in-schulen/bearbeiten")
    assert staff_store.revision().id == before


def test_a_new_source_comes_with_it_and_is_drawn_under_it(signed_in: Sign, staff_store: Store) -> None:
    words = {
        "source": "neu",
        "source.title": "Energiebericht",
        "source.publisher": "Kreis Lippe",
        "source.licence": "dl-de/by-2-0",
        "source.attribution": "Energiebericht des Kreises Lippe",
        "source.next_update": "2027-06-30",
    }
    status, page = sent(signed_in(), **{**words, "source.attribution": ""})
    assert status == 422
    assert 'id="source.attribution-wrong"' in page
    status, _ = sent(signed_in(name="zweite"), **words)
    assert status == 303
    source = staff_store.catalogue().sources["eigen-strom-in-schulen"]
    assert (source.attribution, source.next_update) == ("Energiebericht des Kreises Lippe", "2027-06-30")


def test_a_formula_of_shipped_series_has_values_at_once(signed_in: Sign, staff_store: Store) -> None:
    changed = {"short_title": "PV je Kopf", "formula.numerator": "pv-leistung", "formula.denominator": "bevoelkerung",
               "fuer": "alle", "formula.factor": "1.000", "range.max": ""}  # fmt: skip
    status, _ = sent(signed_in("verwaltung", ()), **changed)
    assert status == 303
    frame = staff_store.series("pv-je-kopf", ["05766"])
    shipped = staff_store.series("pv-leistung-je-1000-einwohner", ["05766"])
    assert frame["value"].tolist() == shipped["value"].tolist()
    assert len(frame)


def test_an_indicator_with_values_does_not_become_a_formula(
    signed_in: Sign, staff_store: Store, publish: Callable[..., Revision]
) -> None:
    officer = signed_in()
    sent(officer)
    publish(("strom-in-schulen", "05766", 2024, 298.2))
    status, page = sent(officer, "/daten/indikator/strom-in-schulen/bearbeiten", **{"formula.numerator": "pv-leistung"})
    assert status == 422
    assert "sind Werte eingebracht" in page
    assert staff_store.series("strom-in-schulen")["value"].tolist() == [298.2]


def test_only_who_cares_for_all_declares_for_all(signed_in: Sign, staff_store: Store) -> None:
    officer = signed_in()
    assert sent(officer, fuer="alle")[0] == 403
    assert sent(officer, kreise=["05758"])[0] == 403
    assert "strom-in-schulen" not in staff_store.catalogue().indicators
    assert sent(signed_in("verwaltung", ()), fuer="alle")[0] == 303


def test_nobody_changes_what_belongs_to_others_or_to_the_shipped_catalogue(signed_in: Sign) -> None:
    sent(signed_in())
    herford = signed_in(kreise=("05758",), name="herford")
    assert herford.get("/daten/indikator/strom-in-schulen/bearbeiten").status_code == 403
    assert herford.get("/daten/indikator/bevoelkerung/bearbeiten").status_code == 404
    page = herford.get("/verwaltung/indikatoren").text
    assert "Stromverbrauch der Schulen" in page
    assert "strom-in-schulen/bearbeiten" not in page


def test_an_account_of_one_kreis_cannot_put_it_on_the_start_page(signed_in: Sign, staff_store: Store) -> None:
    assert sent(signed_in(), core="ja")[0] == 303
    assert not staff_store.catalogue().indicators["strom-in-schulen"].core


def test_what_is_typed_runs_nowhere(signed_in: Sign) -> None:
    bad = "<script>alert(1)</script>"
    officer = signed_in()
    assert bad not in sent(officer, title=bad, definition=bad, decimals="x")[1]
    assert sent(officer, title=bad, definition=bad)[0] == 303
    for path in ("/indikator/strom-in-schulen", "/daten", "/verwaltung/indikatoren", "/kreis/lippe"):
        assert bad not in officer.get(path).text


def test_the_form_has_a_field_for_everything_a_file_may_say(signed_in: Sign) -> None:
    page = signed_in("verwaltung", ()).get(NEW).text
    names = set(re.findall(r'name="([^"]+)"', page))
    told = set(IndicatorForm.model_fields)
    missing = {name for name in told if name not in names and not any(one.startswith(f"{name}.") for one in names)}
    assert missing == set()


def test_every_shipped_indicator_would_come_out_of_the_form_as_it_is(live: Snapshot) -> None:
    for item in live.catalogue.indicators.values():
        form = written(item, None)
        given = Declaration(item.id, item.topic, document(form), item.kreise)
        made = own.declare(given, live.catalogue, is_new=False)
        assert made.faults == (), item.id
        assert made.indicator is not None
        changed = {name for name in item.__dataclass_fields__ if getattr(made.indicator, name) != getattr(item, name)}
        assert changed <= {"own", "sdg"}, (item.id, changed)


def test_files_and_forms_are_checked_by_the_same_form() -> None:
    file = ROOT / "data/catalogue/indicators/energie/pv-leistung.toml"
    assert IndicatorForm.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))).title


def test_without_an_entry_in_the_audit_log_nothing_is_declared(
    signed_in: Sign, staff_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, before = signed_in(), staff_store.revision()
    fails(monkeypatch)
    assert sent(officer)[0] == 500
    assert staff_store.revision() == before
