"""The page of an indicator."""

from __future__ import annotations

import re

from tests.web.pages.reading import found, tile_links, words_of


def test_the_title_of_the_figure_is_its_finding(ask):
    tree = ask("/indikator/beschaeftigtenquote", kreise="lippe").tree
    title = words_of(found(found(tree, "Figure")[0], "H2")[0])
    assert "Kreis Lippe" in title
    assert "64,6" in title


def test_every_figure_ends_with_source_licence_and_datenstand(ask):
    tree = ask("/indikator/beschaeftigtenquote", kreise="lippe").tree
    source = words_of(found(tree, "Figcaption")[0])
    assert "INKAR" in source
    assert "dl-de/by-2-0" in source
    assert "Datenstand" in source


def test_pictures_are_drawn_for_the_screen_and_frozen(ask, snapshot):
    tree = ask("/indikator/beschaeftigtenquote", kreise="lippe").tree
    picture = found(tree, "Picture")[0]
    addresses = [source.srcSet for source in found(picture, "Source")] + [found(picture, "Img")[0].src]
    assert {re.search(r"breite=(\d+)", address)[1] for address in addresses} == {"360", "720"}
    assert all(f"stand={snapshot.revision.id}" in address for address in addresses)


def test_a_chip_takes_its_kreis_out_and_keeps_the_others(ask):
    tree = ask("/indikator/beschaeftigtenquote", kreise="lippe~guetersloh", ansicht="rangliste").tree
    links = [found(chip, "A")[0].href for chip in found(tree, "Span", "chip")]
    assert links == [
        "/indikator/beschaeftigtenquote?kreise=guetersloh&ansicht=rangliste",
        "/indikator/beschaeftigtenquote?kreise=lippe&ansicht=rangliste",
    ]


def test_five_kreise_leave_no_room_for_a_sixth(ask):
    five = "lippe~guetersloh~herford~bielefeld~hoexter"
    tree = ask("/indikator/beschaeftigtenquote", kreise=five).tree
    assert len(found(tree, "Span", "chip")) == 5
    assert "Hinzufügen" not in words_of(tree)


def test_adding_keeps_the_chosen_kreise_and_the_rest_of_the_address(ask):
    tree = ask("/indikator/beschaeftigtenquote", kreise="lippe", ansicht="karte", jahr="2015").tree
    form = next(form for form in found(tree, "Form") if "Vergleichen mit" in words_of(form))
    values = [option.value for option in found(form, "Option") if option.value]
    assert "lippe~guetersloh" in values
    kept = {node.name: node.value for node in found(form, "Input")}
    assert kept == {"ansicht": "karte", "jahr": "2015"}


def test_every_tile_is_a_link_and_only_one_is_a_tab_stop(ask):
    tree = ask("/indikator/beschaeftigtenquote", kreise="lippe", ansicht="karte").tree
    tiles = tile_links(tree)
    assert len(tiles) == 400
    stops = [tile for tile in tiles if tile.tabIndex == 0]
    assert [stop.title for stop in stops] == ["Kreis Lippe: 64,6\N{NO-BREAK SPACE}%"]


def test_the_list_beside_the_map_has_every_kreis_with_rank_and_value(ask):
    tree = ask("/indikator/beschaeftigtenquote", kreise="lippe", ansicht="karte").tree
    rows = found(found(tree, "Table")[0], "Tr")[1:]
    assert len(rows) == 400
    assert [words_of(row).split()[0] for row in rows[:3]] == ["1", "2", "3"]


def test_the_list_can_be_turned_round(ask):
    tree = ask("/indikator/beschaeftigtenquote", ansicht="rangliste", sortierung="wert-auf").tree
    values = [
        float(re.search(r"([\d,]+)\s%", words_of(row))[1].replace(",", "."))
        for row in found(found(tree, "Table")[0], "Tr")[1:]
    ]
    assert values == sorted(values)


def test_the_about_tab_names_definition_source_licence_and_coverage(ask):
    tree = ask("/indikator/pv-leistung-je-1000-einwohner", ansicht="daten").tree
    terms = [words_of(term) for term in found(tree, "Dt")]
    for term in ("Definition", "Berechnung", "Quelle", "Lizenz", "Rhythmus", "Abdeckung", "Wer handeln kann"):
        assert term in terms


def test_a_formula_links_to_the_series_it_reads(ask):
    tree = ask("/indikator/pv-leistung-je-1000-einwohner", ansicht="daten").tree
    formula = found(tree, "Span", "formula")[0]
    assert [link.href for link in found(formula, "A")] == ["/indikator/pv-leistung", "/indikator/bevoelkerung"]
    assert words_of(formula).startswith("1.000 ×")


def test_long_edges_of_classes_are_told_so_to_the_style_sheet(ask):
    """Six figures of six digits do not fit below one another's colours; every second one is then left out."""
    for name, shape in (("bevoelkerung", "plain ramp long"), ("beschaeftigtenquote", "plain ramp")):
        tree = ask(f"/indikator/{name}", kreise="lippe").tree
        assert shape in {one.className for one in found(tree, "Ol") if "ramp" in (getattr(one, "className", "") or "")}


def test_who_can_act_is_said_on_the_page(ask):
    assert "Handeln können hier:" in words_of(ask("/indikator/beschaeftigtenquote", kreise="lippe").tree)


def test_what_the_figures_cannot_say_stands_beside_the_course(ask):
    said = words_of(ask("/indikator/industrie-energieverbrauch-je-einwohner", kreise="lippe").tree)
    assert "Zu beachten: Ein Rückgang kann auch auf Betriebsschließungen zurückgehen." in said


def test_a_gap_has_a_page_that_invites_an_upload(ask):
    tree = ask("/indikator/online-dienste").tree
    assert "Dazu liegen keine Kreisdaten vor – eigene Daten hochladen" in words_of(tree)
    assert not found(tree, "Figure")


def test_parts_of_a_whole_are_drawn_as_shares(ask):
    tree = ask("/indikator/heizung-energietraeger", kreise="lippe").tree
    assert "ansicht=anteile" in found(tree, "Img")[0].src
    assert "Gas" in words_of(found(tree, "H2"))


def test_exploring_loads_a_graph_and_leaves_the_picture_for_those_without_script(ask):
    tree = ask("/indikator/beschaeftigtenquote", kreise="lippe", interaktiv="1").tree
    assert found(tree, "Graph")[0].config["plotlyServerURL"] == ""
    assert found(found(tree, "Noscript")[0], "Picture")


def test_a_date_in_the_definition_does_not_end_its_first_sentence(ask):
    tree = ask("/indikator/pv-leistung-je-1000-einwohner").tree
    sub = words_of(found(tree, "P", "sub")[0])
    assert sub.startswith("Installierte Photovoltaik-Leistung am 31.12., geteilt durch")
    assert sub.endswith(" · höher ist besser")
