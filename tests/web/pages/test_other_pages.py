"""Start, lists, search, projects, method, errors, header and footer."""

from __future__ import annotations

import re

from cockpit.base.settings import settings
from cockpit.web.page import menu
from cockpit.web.parts.error import error_page
from cockpit.web.parts.frame import footer, header
from tests.web.pages.reading import found, request_for, tile_links, words_of


def test_the_start_page_asks_its_question_and_offers_search_and_map(ask):
    tree = ask("/").tree
    assert words_of(found(tree, "H1")) == "Wie entwickelt sich Ihr Kreis?"
    assert [form.action for form in found(tree, "Form")] == ["/suche"]
    tiles = tile_links(tree)
    assert len(tiles) == 400
    assert all(tile.href.startswith("/kreis/") for tile in tiles)


def test_facts_on_the_start_page_lead_to_where_they_can_be_seen(ask):
    facts = found(ask("/").tree, "P", "said")
    assert facts
    for fact in facts:
        assert re.search(r"\d+ von \d+ Kreisen", words_of(fact))
        assert found(fact, "A")[0].href.startswith("/indikator/")


def test_what_is_new_has_a_date(ask):
    assert re.search(r"22\.11\.2026", words_of(found(ask("/").tree, "Table", "news")))


def test_all_kreise_are_listed_under_their_land(ask):
    tree = ask("/kreise").tree
    links = [link for link in found(tree, "A") if link.href.startswith("/kreis/")]
    assert len(links) == 400
    assert len(found(tree, "Section")) == 1 + 16


def test_the_list_of_kreise_is_narrowed_by_name_and_by_land(ask):
    by_name = [link for link in found(ask("/kreise", q="lippe").tree, "A") if link.href.startswith("/kreis/")]
    assert {words_of(link) for link in by_name} == {"Kreis Lippe"}
    by_land = [link for link in found(ask("/kreise", land="10").tree, "A") if link.href.startswith("/kreis/")]
    assert len(by_land) == 6


def test_every_declared_indicator_is_listed_once(ask, snapshot):
    tree = ask("/indikatoren").tree
    listed = [link.href for link in found(tree, "A") if link.href.startswith("/indikator/")]
    assert sorted(listed) == sorted(f"/indikator/{name}" for name in snapshot.catalogue.indicators)


def test_search_tells_kreise_from_indicators(ask):
    tree = ask("/suche", q="arbeitslos").tree
    assert "Indikatoren" in words_of(found(tree, "H2"))
    assert "/indikator/arbeitslosenquote" in {link.href for link in found(tree, "A")}


def test_search_without_hit_says_so(ask):
    assert "Zu „xyzxyz“ wurde nichts gefunden." in words_of(ask("/suche", q="xyzxyz").tree)


def test_all_eighteen_projects_are_listed_with_the_name_the_strategy_uses(ask):
    tree = ask("/hebelprojekte").tree
    assert len([link for link in found(tree, "A") if link.href.startswith("/hebelprojekt/")]) == 18
    assert "Leuchtturmprojekte" in words_of(tree)
    assert "eine Wirkung des Projekts ist nicht untersucht." in words_of(tree)


def test_projects_are_filtered_by_bearing_goal_and_field(ask):
    everything = _projects(ask("/hebelprojekte").tree)
    direct = _projects(ask("/hebelprojekte", bezug="direkt").tree)
    energy = _projects(ask("/hebelprojekte", sdg="7").tree)
    field = _projects(ask("/hebelprojekte", feld="Daten und Infrastruktur").tree)
    assert 0 < len(direct) < len(everything)
    assert energy == ["/hebelprojekt/synergie"]
    assert field == ["/hebelprojekt/mobilitaetsdaten", "/hebelprojekt/connected-urban-twins"]


def _projects(tree) -> list[str]:
    return [link.href for link in found(tree, "A") if link.href.startswith("/hebelprojekt/")]


def test_with_a_kreis_the_projects_show_its_values(ask):
    said = words_of(ask("/hebelprojekte", kreise="lippe").tree)
    assert "Werte: Kreis Lippe" in said
    assert "64,6 % (2021)" in said


def test_a_project_says_how_certain_its_state_is(ask):
    tree = ask("/hebelprojekt/synergie", kreise="lippe").tree
    assert "Heutiger Stand nicht belegt. Zuletzt bekannt (2022): Kopernikus-Projekt" in words_of(tree)
    assert "Stand der Angabe: 2022 · Sicherheit: plausibel" in words_of(tree)
    assert "Der Indikator beschreibt den Lebensbereich" in words_of(tree)


def test_the_method_is_shown_with_the_numbers_of_a_real_kreis(ask):
    tree = ask("/methodik").tree
    example = words_of(found(tree, "Section", "worked")[0])
    assert "Kreis Lippe" in example
    assert "Steigung nach Theil und Sen" in example
    assert re.search(r"p [=<] 0,\d{3}\b", example)


def test_the_method_shows_the_pace_of_a_real_kreis_by_every_profile(ask):
    examples = found(ask("/methodik").tree, "Section", "worked")
    table = found(examples[1], "Table")[0]
    rows = [words_of(row) for row in found(table, "Tr")[1:]]
    assert [row.split()[0] for row in rows] == ["Indikatorenbericht", "Theil–Sen", "Eurostat", "Open", "SDSN"]
    assert sum(bool(re.search(r"\d,\d\d$", row)) for row in rows) >= 4
    assert all(re.search(r"\d,\d\d$", row) or "kein Wert im Basisjahr" in row for row in rows)
    assert not found(table, "Span", "pill")


def test_a_land_shows_all_five_profiles_where_no_kreis_can(ask):
    examples = found(ask("/methodik").tree, "Section", "worked")
    rows = [words_of(row) for row in found(found(examples[2], "Table")[0], "Tr")[1:]]
    assert len(rows) == 5
    assert all(re.search(r"\d,\d\d$", row) for row in rows)
    said = words_of(examples[2])
    assert "Orientierungswert 2030" in said
    assert "kein Beschluss dieses Landes" in said


def test_the_help_names_the_id_of_every_gap(ask, snapshot):
    section = next(part for part in found(ask("/hilfe").tree, "Section") if getattr(part, "id", "") == "eigene-daten")
    said = words_of(section)
    assert "ags;jahr;wert" in said
    assert "/daten/hochladen" in {link.href for link in found(section, "A")}
    gaps = {item.id for item in snapshot.catalogue.indicators.values() if item.kind == "gap"}
    assert gaps <= {words_of(code) for code in found(section, "Code")}


def test_the_method_names_all_five_profiles_and_their_cuts(ask):
    said = words_of(ask("/methodik").tree)
    for name in ("Indikatorenbericht", "Theil–Sen", "Eurostat", "Open SDG", "SDSN", "0,95", "0,80", "0,60"):
        assert name in said


def test_an_error_page_says_what_where_and_what_helps():
    tree = error_page(404, "Den Kreis gibt es nicht.", "kreise", "Alle Kreise stehen unter /kreise.")
    said = words_of(tree)
    assert words_of(found(tree, "H1")) == "Diese Seite gibt es nicht"
    for part in ("Den Kreis gibt es nicht.", "kreise", "Alle Kreise stehen unter /kreise."):
        assert part in said


def test_the_header_begins_with_the_way_to_the_content_and_marks_the_place(snapshot):
    tree = header(request_for(snapshot, "/kreis/lippe"), menu())
    first = found(tree, "A")[0]
    assert (words_of(first), first.href) == ("Zum Inhalt springen", "#inhalt")
    current = {words_of(link) for link in found(tree, "A") if getattr(link, "aria-current", None)}
    assert current == {"Kreise"}


def test_the_footer_names_the_datenstand_and_on_paper_the_address(snapshot):
    said = words_of(footer(request_for(snapshot, "/kreis/lippe")))
    assert f"Datenstand {snapshot.revision.id} vom 22.11.2026" in said
    assert "/kreis/lippe" in said


def test_every_class_has_a_shape_of_its_own_in_the_style_sheet():
    style = (settings().assets / "cockpit.css").read_text(encoding="utf-8")
    for key in ("met", "on_track", "nearly", "too_slow", "unchanged", "away", "missed", "no_verdict"):
        assert f".sym-{key}" in style
        assert f".pill-{key}" in style or key == "unchanged"


def test_the_style_sheet_takes_its_colours_from_the_tokens_only():
    style = (settings().assets / "cockpit.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)) == []


def test_every_token_used_is_defined():
    tokens = (settings().assets / "tokens.css").read_text(encoding="utf-8")
    style = (settings().assets / "cockpit.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--[a-z0-9-]+)", style))
    defined = set(re.findall(r"(--[a-z0-9-]+):", tokens + style))
    assert used - defined <= {"--ratio-wide", "--ratio-middle", "--ratio-small"}
