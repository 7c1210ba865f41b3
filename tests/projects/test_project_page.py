"""The page of one project: its state in time, the values of the chosen Kreis, and who already does something."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cockpit.charts.words import ministry_long
from cockpit.etl.actions import read_actions
from cockpit.query import Snapshot, snapshot
from cockpit.store import Store
from tests.conftest import TODAY
from tests.projects.conftest import Ask, pages_of
from tests.web.pages.reading import found, words_of

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def titles(tree) -> list[str]:
    """What the section about who does something lists, in reading order."""
    (section,) = [one for one in found(tree, "Section") if "Wer tut schon etwas?" in words_of(found(one, "H2"))]
    return [words_of(node) for node in found(section, "H3") + found(section, "Li")]


@pytest.fixture(scope="module")
def busy(shipped_file: Path, live: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Lippe, its nearest two comparable Kreise and two others do something about Mobilitätsdaten."""
    near = live.peers["05766"]
    far = [kreis.key for kreis in live.kreise if kreis.key not in near and kreis.key != "05766"][:2]
    order = (far[1], near[1], "05766", near[0], far[0])
    lines = [f"{key};Plan {place};geplant;Amt 1;mobilitaetsdaten" for place, key in enumerate(order)]
    file = Path(shutil.copy(shipped_file, tmp_path_factory.mktemp("busy") / "c.sqlite"))
    store = Store.open(f"sqlite:///{file}")
    written = "\n".join(["kreis;titel;stand;einheit_verantwortlich;hebelprojekte", *lines])
    taken = read_actions(written.encode(), "m.csv", store.catalogue(), lambda _: True)
    assert taken.findings == ()
    store.save_actions(taken.actions, by="pflege", at=AT)
    yield pages_of(snapshot(store, None, TODAY))
    store.close()


def test_the_chosen_kreis_comes_first_then_those_like_it_then_all_others(busy: Ask, live: Snapshot) -> None:
    tree = busy("/hebelprojekt/mobilitaetsdaten", kreise="lippe").tree
    regions, near = live.catalogue.regions, live.peers["05766"]
    told = titles(tree)
    assert told[:3] == ["Kreis Lippe", "Vergleichbare Kreise", "Andere Kreise"]
    assert told[3] == "Plan 2 geplant"
    assert [line.partition(" : ")[0] for line in told[4:6]] == [regions[key].display_name for key in near[:2]]
    assert len(told) == 8
    links = [link.href for link in found(tree, "A")]
    assert "/kreis/lippe/massnahmen" in links


def test_without_a_kreis_all_are_listed_by_name(busy: Ask) -> None:
    told = titles(busy("/hebelprojekt/mobilitaetsdaten").tree)
    assert len(told) == 5
    assert [line.partition(" : ")[0] for line in told] == sorted(line.partition(" : ")[0] for line in told)


def test_a_kreis_that_does_nothing_yet_is_told_so_beside_those_that_do(busy: Ask) -> None:
    said = words_of(busy("/hebelprojekt/mobilitaetsdaten", kreise="oberallgaeu").tree)
    assert "Landkreis Oberallgäu Zu diesem Projekt ist noch keine Maßnahme eingetragen." in said
    assert "Alle Maßnahmen: Landkreis Oberallgäu" in said
    assert "Andere Kreise" in said


def test_a_ministry_is_named_in_full_then_and_now(ask: Ask) -> None:
    said = words_of(ask("/hebelprojekt/vertrauenswuerdige-ki").tree)
    assert "Ressort am 31.08.2022 BMUV – Bundesministerium für Umwelt, Naturschutz" in said
    assert "nukleare Sicherheit (Verbraucherschutz: BMJV; nicht abschließend geprüft)" in said
    assert "BMG – Bundesministerium für Gesundheit, unverändert" in words_of(
        ask("/hebelprojekt/elektronische-patientenakte").tree
    )


def test_every_ministry_that_ships_has_its_full_name(live: Snapshot) -> None:
    for project in live.catalogue.programmes["digitalstrategie"].projects:
        for ministry in (project.ministry_then, project.ministry_now):
            assert ministry_long(ministry) != ministry, ministry


def test_nobody_doing_anything_is_said_once(ask: Ask) -> None:
    tree = ask("/hebelprojekt/synergie", kreise="lippe").tree
    assert titles(tree) == []
    assert "noch von keinem Kreis eine Maßnahme" in words_of(tree)
    assert "/kreis/lippe/massnahmen" in {link.href for link in found(tree, "A")}


def test_linked_indicators_carry_value_year_and_verdict_of_the_chosen_kreis(ask: Ask) -> None:
    tree = ask("/hebelprojekt/connected-urban-twins", kreise="lippe").tree
    own = ask("/kreis/lippe").tree
    (table,) = found(tree, "Table", "measured")
    cell = found(table, "Td")[-1]
    assert getattr(cell, "data-label") == "Werte: Kreis Lippe"
    (row,) = [one for one in found(own, "Tr") if "siedlungs-verkehrsflaeche-anteil?" in str(found(one, "A"))]
    for word in (words_of(found(row, "B")[0]), words_of(found(row, "Span", "pill")[0])):
        assert word in words_of(cell)


def test_every_way_on_keeps_the_chosen_kreise(ask: Ask) -> None:
    tree = ask("/hebelprojekt/synergie", kreise="lippe~herford").tree
    for path in ("/hebelprojekte", "/indikator/pv-leistung-je-1000-einwohner"):
        links = [link.href for link in found(tree, "A") if link.href.split("?")[0] == path]
        assert links
        assert all("kreise=lippe~herford" in href for href in links)
    assert "/hebelprojekte?kreise=lippe~herford#begriff-digitalstrategie" in {link.href for link in found(tree, "A")}
    assert "/hebelprojekt/synergie" in {link.href for link in found(tree, "A", "btn")}


@pytest.mark.parametrize("name", ["digitales-gefechtsfeld", "geheimkommunikation"])
def test_a_project_without_municipal_bearing_says_so_and_shows_no_indicator(ask: Ask, name: str) -> None:
    tree = ask(f"/hebelprojekt/{name}", kreise="lippe").tree
    assert "keinen sinnvollen Bezug zu kommunalen Indikatoren" in words_of(tree)
    assert "kein Bezug" in words_of(tree)
    assert found(tree, "Table") == []


def test_the_word_hebelprojekt_is_explained_once_and_every_project_leads_there(ask: Ask, live: Snapshot) -> None:
    everything = ask("/hebelprojekte").tree
    (term,) = [one for one in found(everything, "P") if getattr(one, "id", "") == "begriff-digitalstrategie"]
    assert "Leuchtturmprojekte" in words_of(term)
    assert words_of(everything).count("Leuchtturmprojekte") == 1
    for project in live.catalogue.programmes["digitalstrategie"].projects:
        tree = ask(f"/hebelprojekt/{project.id}").tree
        assert "Leuchtturmprojekte" not in words_of(tree)
        assert "/hebelprojekte#begriff-digitalstrategie" in {link.href for link in found(tree, "A")}


def test_the_page_of_a_kreis_dates_the_state_of_a_project(ask: Ask) -> None:
    said = words_of(ask("/kreis/lippe").tree)
    assert "Bezug direkt · Heutiger Stand nicht belegt (zuletzt bekannt: 2022 · plausibel)" in said
