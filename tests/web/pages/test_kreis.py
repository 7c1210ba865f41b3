"""The page of a Kreis."""

from __future__ import annotations

import re

import pytest

from cockpit.query import profile, region
from cockpit.web.page import Moved
from cockpit.web.pages import kreis
from tests.web.pages.reading import found, request_for, words_of


@pytest.fixture(scope="module")
def lippe(ask):
    return ask("/kreis/lippe").tree


@pytest.fixture(scope="module")
def shown(snapshot):
    return profile(snapshot, region(snapshot, "lippe"))


def test_the_key_leads_to_the_name(snapshot):
    with pytest.raises(Moved) as moved:
        kreis.page(request_for(snapshot, "/kreis/05766"))
    assert moved.value.location == "/kreis/lippe"


def test_the_sums_of_the_bar_add_up_to_all_judged_indicators(lippe, shown):
    bar = found(lippe, "Div", "stack")[0]
    counted = [int(words_of(part)) for part in bar.children]
    assert sum(counted) == shown.headline.judged
    assert f"Von {shown.headline.judged} bewertbaren Indikatoren" in words_of(found(lippe, "P", "lead")[0])


def test_the_legend_repeats_every_sum_in_words(lippe, shown):
    legend = words_of(found(lippe, "Ul", "legend")[0])
    sums = shown.headline
    for count in (sums.improving, sums.no_trend, sums.worsening, sums.no_verdict):
        assert re.search(rf"\b{count} ", legend)


def test_every_card_shows_value_unit_year_and_status(lippe, shown):
    cards = found(lippe, "Article", "card")
    first = (*shown.improved, *shown.worsened)
    assert len(first) >= 2
    for box, card in zip(cards, first, strict=False):
        said = words_of(box)
        assert card.indicator.title in said
        assert str(card.latest.year) in said
        assert (card.indicator.unit_long or card.indicator.unit) in said
        assert found(box, "Span", "pill")


def test_the_table_lists_every_indicator_of_the_kreis_once(lippe, shown):
    table = found(lippe, "Table", "rows")[0]
    names = [words_of(cell.children[0]) for cell in found(table, "Th", "name")]
    assert names == [card.indicator.title for card in shown.cards if card.indicator.kind != "shares"]


def test_the_latest_value_stands_with_its_own_year(lippe):
    table = found(lippe, "Table", "rows")[0]
    row = next(row for row in found(table, "Tr") if "Beschäftigungsquote" in words_of(row))
    assert words_of(found(row, "Td", "latest")[0]) == "64,6 2021 älterer Stand"


def test_a_quantity_without_better_direction_is_marked_and_not_judged(lippe):
    table = found(lippe, "Table", "rows")[0]
    row = next(row for row in found(table, "Tr") if "Bruttoinlandsprodukt" in words_of(row))
    assert "Rahmenzahl wird nicht bewertet" in words_of(row)


def test_a_value_too_old_for_a_verdict_says_so(lippe):
    table = found(lippe, "Table", "rows")[0]
    row = next(row for row in found(table, "Tr") if "Arbeitslosenquote" in words_of(row))
    assert "keine Aussage" in words_of(row)
    assert "zu alt" in words_of(row)


def test_the_orientation_value_stands_beside_and_is_no_verdict(lippe):
    table = found(lippe, "Table", "rows")[0]
    row = next(row for row in found(table, "Tr") if "Photovoltaik" in words_of(row))
    assert "Orientierungswert 2030: 2.572, Abstand 1.848" in words_of(row)
    assert "kein Beschluss für diesen Kreis" in words_of(found(lippe, "P", "named"))
    assert not found(row, "Span", "pill-away")


def test_gaps_are_shown_and_invite_an_upload(lippe, shown):
    boxes = found(lippe, "Div", "gap")
    assert len(boxes) == len(shown.gaps) > 0
    for box in boxes:
        assert "Dazu liegen keine Kreisdaten vor – eigene Daten hochladen" in words_of(box)
        assert any(link.href.startswith("/daten/hochladen?indikator=") for link in found(box, "A"))


def test_projects_carry_the_fixed_line_and_the_values_of_the_kreis(lippe):
    said = words_of(lippe)
    line = "Der Indikator beschreibt den Lebensbereich; eine Wirkung des Projekts ist nicht untersucht."
    assert line in said
    box = next(box for box in found(lippe, "Article", "card") if "SynErgie" in words_of(box))
    assert "kW je 1.000 Einwohner (2023)" in words_of(box)


def test_comparable_kreise_are_named(lippe, shown):
    details = found(lippe, "Details", "more")[0]
    assert {words_of(item) for item in found(details, "Li")} == {peer.display_name for peer in shown.peers}


def test_population_area_key_and_datenstand_open_the_page(lippe):
    sub = words_of(found(lippe, "P", "sub")[0])
    assert re.fullmatch(r"347\.149 Einwohner \(2024\) · 1\.246 km² · AGS 05766 · Datenstand \d+ vom 22\.11\.2026", sub)


def test_a_frozen_datenstand_stays_frozen_on_every_link(snapshot):
    frozen = request_for(snapshot, "/kreis/lippe", {"stand": str(snapshot.revision.id)})
    tree = kreis.tree(frozen, profile(snapshot, region(snapshot, "lippe")))
    links = [link.href for link in found(tree, "A") if link.href.startswith("/indikator/")]
    assert links
    assert all(f"stand={snapshot.revision.id}" in link for link in links)


def test_a_secret_value_is_told_by_its_word_and_year(ask):
    table = found(ask("/kreis/wolfsburg").tree, "Table", "rows")[0]
    row = next(row for row in found(table, "Tr") if "Energieverbrauch der Industrie je Einwohner" in words_of(row))
    assert words_of(found(row, "Td", "latest")[0]) == "geheim (2015)"


def test_a_worsening_indicator_says_who_can_act_and_what_to_heed(lippe):
    worse = next(box for box in found(lippe, "Article", "card") if found(box, "Span", "pill-worsening"))
    said = words_of(worse)
    assert "Handeln können hier: das Land und der Kreis." in said
    assert "In kleinen Kreisen schwankt der Wert von Jahr zu Jahr." in said


def test_a_city_state_is_compared_with_a_remark(ask):
    assert "Stadtstaaten sind nur bedingt vergleichbar." in words_of(ask("/kreis/berlin").tree)


def test_every_source_of_a_shown_value_is_named(lippe, shown):
    said = words_of(found(lippe, "Ul", "sources"))
    for card in shown.cards:
        if card.latest:
            assert " ".join(card.source.attribution.split()) in said


def test_the_strip_names_both_ends_for_those_who_see_no_column_head(lippe):
    row = next(row for row in found(lippe, "Tr") if words_of(row).startswith("Arbeitslosenquote "))
    place = found(row, "Td", "place")[0]
    assert getattr(place, "data-low").endswith("niedrig, günstig")
    assert getattr(place, "data-high").startswith("hoch, ungünstig")
