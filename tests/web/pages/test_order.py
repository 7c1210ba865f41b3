"""Lists in the order people look words up in."""

from __future__ import annotations

from cockpit.base.collation import collated
from cockpit.query import holdings, profile, region
from tests.web.pages.reading import found, words_of


def test_umlauts_stand_where_a_dictionary_has_them():
    written = ["Zoo", "Ölheizung", "Ofen", "Ärztinnen und Ärzte", "Apotheken", "Straße", "Strasse", "öde"]
    assert sorted(written, key=collated) == [
        "Apotheken", "Ärztinnen und Ärzte", "öde", "Ofen", "Ölheizung", "Strasse", "Straße", "Zoo",
    ]  # fmt: skip


def test_the_datenlage_lists_each_topic_in_german_order(snapshot):
    titles: dict[str, list[str]] = {}
    for item in holdings(snapshot):
        titles.setdefault(item.indicator.topic, []).append(item.indicator.title)
    umlauts = [title for listed in titles.values() for title in listed if title[0] in "ÄÖÜ"]
    assert umlauts
    assert all(listed == sorted(listed, key=collated) for listed in titles.values())


def test_the_gaps_are_listed_in_german_order(ask):
    gaps = [words_of(found(box, "H3")[0]) for box in found(ask("/indikatoren").tree, "Div", "gap")]
    assert gaps.index("Öffentliche Ladepunkte je 1.000 Einwohner") < gaps.index("Straßenleuchten mit LED")


def test_a_kreis_has_the_newest_population_and_its_year(ask, snapshot):
    lippe = profile(snapshot, region(snapshot, "lippe"))
    assert (lippe.population.year, lippe.population.value) == (2024, 347149)
    assert "347.149 Einwohner (2024)" in words_of(found(ask("/kreis/lippe").tree, "P", "sub")[0])


def test_a_definition_that_ends_in_a_date_keeps_its_stop(ask):
    sub = words_of(found(ask("/indikator/pv-leistung").tree, "P", "sub")[0])
    assert "am 31.12. · " in sub or sub.endswith("am 31.12.")


def test_own_figures_name_their_source_without_a_capital_in_the_middle(ask):
    said = words_of(ask("/indikator/online-dienste").tree)
    assert "Eigene Angaben , jeweiliger Kreis" in said or "Eigene Angaben, jeweiliger Kreis" in said
