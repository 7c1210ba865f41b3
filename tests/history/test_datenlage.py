"""The Datenlage says how far every indicator reaches, who is missing, what is due – and never a person's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from cockpit import query
from cockpit.model.revision import Revision
from cockpit.query import Holding, Snapshot, holdings
from cockpit.store import Store
from tests.conftest import TODAY
from tests.people.conftest import Person

GAP = "energieverbrauch-eigene-gebaeude"


def held(snap: Snapshot, name: str) -> Holding:
    return next(item for item in holdings(snap) if item.indicator.id == name)


def now(store: Store, day: date = TODAY) -> Snapshot:
    return query.snapshot(store, None, day)


def test_every_declared_indicator_is_listed_once(live: Snapshot) -> None:
    listed = [item.indicator.id for item in holdings(live)]
    assert sorted(listed) == sorted(live.catalogue.indicators)


def test_who_is_missing_is_who_has_no_value_in_the_year_the_series_reaches(live: Snapshot) -> None:
    for item in holdings(live):
        if item.year is None or item.indicator.parts or item.indicator.level != "kreis":
            continue
        frame = live.store.map(item.indicator.id, item.year)
        with_value = set(frame.loc[frame["value"].notna(), "key"])
        expected = {kreis.key for kreis in live.kreise} - with_value
        assert {region.key for region in item.missing} == expected, item.indicator.id


def test_a_gap_misses_all_400_kreise_and_is_never_due(live: Snapshot) -> None:
    gap = held(live, GAP)
    assert (gap.year, len(gap.missing), gap.meant, gap.due) == (None, 400, 400, None)


def test_a_yearly_value_of_2020_is_due_since_2024_and_one_of_2024_is_not(live: Snapshot) -> None:
    assert held(live, "arbeitslosenquote").due == date(2024, 1, 1)
    assert held(live, "bevoelkerung").due is None


def test_a_census_every_ten_years_is_not_due_four_years_later(live: Snapshot) -> None:
    assert held(live, "zensus22-heizung-gas").due is None


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ("2026-11-30", date(2026, 11, 30)),
        ("voraussichtlich am 30.11.2026", date(2026, 11, 30)),
        ("2026-06-30", None),  # the values came in on 22.11.2026, after that day
        ("1.7.2027", None),  # still to come
        ("im Sommer", None),  # names no day, so the rhythm counts, and 2024 is not due yet
    ],
)
def test_a_day_the_source_announced_counts_before_the_rhythm(live: Snapshot, told: str, due: date | None) -> None:
    catalogue = live.catalogue
    source = catalogue.sources[catalogue.indicators["bevoelkerung"].source]
    sources = {**catalogue.sources, source.id: replace(source, next_update=told)}
    in_december = replace(live, catalogue=replace(catalogue, sources=sources), today=date(2026, 12, 1))
    assert held(in_december, "bevoelkerung").due == due


def test_one_kreis_that_is_ahead_does_not_make_399_others_missing(
    staff_store: Store, publish: Callable[..., Revision]
) -> None:
    publish(("arbeitslosenquote", "05766", 2021, 4.4))
    found = held(now(staff_store), "arbeitslosenquote")
    assert (found.year, found.missing) == (2020, ())
    assert found.coverage is not None
    assert found.coverage.last_year == 2021


def test_the_page_narrows_by_topic_by_gaps_and_by_what_is_due(someone: Person) -> None:
    everything = someone.get("/daten").text
    assert "Datenlage" in everything
    assert "/indikator/bevoelkerung" in everything
    topic = someone.get("/daten?feld=energie").text
    assert 'href="/indikator/pv-leistung"' in topic
    assert 'href="/indikator/bevoelkerung"' not in topic
    gaps = someone.get("/daten?nur=luecken").text
    assert 'href="/indikator/haushaltsabfaelle-je-einwohner"' in gaps
    assert 'href="/indikator/bip-je-einwohner"' not in gaps
    due = someone.get("/daten?nur=faellig").text
    assert 'href="/indikator/bip-je-einwohner"' in due
    assert 'href="/indikator/haushaltsabfaelle-je-einwohner"' not in due
    assert someone.get("/daten?nur=alles").status_code == 400
    assert someone.get("/daten?seite=0").status_code == 400


def test_what_is_computed_offers_no_upload_and_what_is_not_does(someone: Person) -> None:
    page = someone.get("/daten?feld=energie").text
    assert f"/daten/hochladen?indikator={GAP}" in page
    assert "/daten/hochladen?indikator=pv-leistung-je-1000-einwohner" not in page
    assert "wird berechnet" in page


def test_the_history_is_paged_newest_first_and_every_datenstand_stands_on_one_page(someone: Person) -> None:
    first, second = someone.get("/daten").text, someone.get("/daten?seite=2").text
    numbers = [[int(n) for n in re.findall(r'href="/daten/stand/(\d+)">Datenstand', page)] for page in (first, second)]
    assert numbers[0] == sorted(numbers[0], reverse=True)
    assert len(numbers[0]) == 20
    assert sorted(numbers[0] + numbers[1]) == list(range(1, max(numbers[0]) + 1))


def test_a_page_far_behind_the_end_is_the_last_one(someone: Person) -> None:
    assert "Seite 2 von 2" in someone.get("/daten?seite=99").text


def test_a_frozen_history_ends_at_its_datenstand(someone: Person) -> None:
    page = someone.get("/daten?stand=5").text
    numbers = [int(n) for n in re.findall(r'href="/daten/stand/(\d+)\?stand=5">Datenstand', page)]
    assert numbers == [5, 4, 3, 2, 1]


def test_public_pages_name_the_office_and_never_the_person(someone: Person, publish: Callable[..., Revision]) -> None:
    made = publish(("arbeitslosenquote", "05766", 2020, 4.4), by="anna.beispiel@lippe.example")
    for path in ("/daten", f"/daten/stand/{made.id}", "/daten/stand/2"):
        assert "anna" not in someone.get(path).text
    assert "Datenpflege Kreis Lippe" in someone.get(f"/daten/stand/{made.id}").text
    assert "Startdaten" in someone.get("/daten/stand/2").text


def test_a_datenstand_shows_before_and_after_with_the_way_to_kreis_and_indicator(
    someone: Person, publish: Callable[..., Revision]
) -> None:
    made = publish(("arbeitslosenquote", "05766", 2020, 4.4), ("arbeitslosenquote", "05766", 2024, 3.3))
    page = someone.get(f"/daten/stand/{made.id}").text
    rows = re.findall(r"<tr><th[^>]*>.*?</tr>", page)
    changed = next(row for row in rows if ">2020<" in row)
    fresh = next(row for row in rows if ">2024<" in row)
    assert 'href="/kreis/lippe"' in changed
    assert 'href="/indikator/arbeitslosenquote?kreise=lippe"' in changed
    assert "<b>4,4</b>" in changed
    assert re.search(r'data-label="vorher"[^>]*><div>\d+,\d</div>', changed)
    assert re.search(r'data-label="vorher"[^>]*><div>–</div>', fresh)
    assert "<b>3,3</b>" in fresh
    assert "1 neu, 1 geändert" in page


def test_computed_values_are_told_apart_in_the_differences(someone: Person, publish: Callable[..., Revision]) -> None:
    made = publish(("pv-leistung", "05766", 2023, 200_000.0))
    page = someone.get(f"/daten/stand/{made.id}").text
    assert page.index("Installierte") < page.index("berechnet")
    assert 'href="/indikator/pv-leistung-je-1000-einwohner?kreise=lippe"' in page


def test_thousands_of_differences_come_in_pages_of_a_hundred(someone: Person) -> None:
    page = someone.get("/daten/stand/12").text
    assert page.count("<tr><th") <= 102
    assert "Seite 1 von" in page
    assert 'rel="next"' in page


@pytest.mark.parametrize("path", ["/daten/stand/999", "/daten/stand/0", "/daten/stand/x", "/daten/stand/9999999999"])
def test_a_datenstand_that_does_not_exist_is_not_found(someone: Person, path: str) -> None:
    assert someone.get(path).status_code == 404


def test_menu_and_gaps_lead_to_the_data(someone: Person) -> None:
    assert 'href="/daten"' in someone.get("/").text
    assert f"/daten/hochladen?indikator={GAP}" in someone.get(f"/indikator/{GAP}").text
