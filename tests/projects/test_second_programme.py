"""A second programme is one more folder: one heading, no identity twice, both lists, filters of its own."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from cockpit.base.errors import BadRequest
from cockpit.web.markup import to_html
from tests.projects.conftest import Ask
from tests.web.pages.reading import found, nodes, words_of

VIEWS = ({}, {"ansicht": "matrix"}, {"kreise": "lippe"}, {"sdg": "14"}, {"feld": "Wasser"})


def listed(tree, programme: str) -> list[str]:
    (section,) = [one for one in found(tree, "Section") if getattr(one, "id", "") == f"programm-{programme}"]
    links = [link.href.split("?")[0] for link in found(section, "A")]
    return [link for link in links if link.startswith("/hebelprojekt/")]


def filtered(tree, label: str) -> list[list[str]]:
    """The choices of every drop-down with that label."""
    drops = [one for one in found(tree, "Details") if label in words_of(found(one, "Summary"))]
    return [[words_of(link) for link in found(drop, "A")] for drop in drops]


@pytest.mark.parametrize("args", VIEWS, ids=lambda args: "_".join(args) or "alles")
def test_there_is_one_main_heading_and_no_identity_twice(ask_two: Ask, args: dict[str, str]) -> None:
    tree = ask_two("/hebelprojekte", **args).tree
    assert [words_of(one) for one in found(tree, "H1")] == ["Hebelprojekte"]
    assert [words_of(one) for one in found(tree, "H2")] == ["Digitalstrategie des Bundes", "Erprobungsprogramm"]
    identities = [node.id for node in nodes(tree) if getattr(node, "id", None)]
    assert len(identities) == len(set(identities))
    assert "<h1>" in to_html(tree)


def test_both_lists_are_there_with_words_and_counts_of_their_own(ask_two: Ask) -> None:
    tree = ask_two("/hebelprojekte").tree
    assert len(listed(tree, "digitalstrategie")) == 18
    assert listed(tree, "modernisierung") == ["/hebelprojekt/antrag-online", "/hebelprojekt/wasser-messen"]
    said = words_of(tree)
    for words in ("Leuchtturmprojekte", "Hier heißen sie Vorhaben.", "Ein zweites Programm, nur für die Prüfung."):
        assert said.count(words) == 1, words
    counts = [words_of(note) for note in found(tree, "P", "note")]
    assert [count for count in counts if count.endswith(" Projekte")] == ["18 Projekte", "2 Projekte"]
    jumps = [link.href for link in found(tree, "A") if link.href.startswith("#")]
    assert jumps == ["#programm-digitalstrategie", "#programm-modernisierung"]


def test_a_field_narrows_only_the_programme_that_has_it(ask_two: Ask) -> None:
    tree = ask_two("/hebelprojekte", feld="Wasser").tree
    assert len(listed(tree, "digitalstrategie")) == 18
    assert listed(tree, "modernisierung") == ["/hebelprojekt/wasser-messen"]
    assert "1 von 2 Projekten" in words_of(tree)
    first, second = filtered(tree, "Handlungsfeld")
    assert (len(first), second) == (6, ["alle", "Verwaltung und Gesellschaft", "Wasser"])


def test_goals_and_bearing_narrow_both_and_a_programme_left_empty_says_so(ask_two: Ask) -> None:
    tree = ask_two("/hebelprojekte", sdg="14").tree
    assert (listed(tree, "digitalstrategie"), len(listed(tree, "modernisierung"))) == ([], 1)
    assert "0 von 18 Projekten" in words_of(tree)
    assert words_of(tree).count("In diesem Programm passt kein Projekt zu dieser Auswahl.") == 1
    (goals,) = filtered(ask_two("/hebelprojekte").tree, "SDG")
    assert "14 Leben unter Wasser" in goals
    direct = ask_two("/hebelprojekte", bezug="direkt").tree
    assert listed(direct, "modernisierung") == ["/hebelprojekt/antrag-online"]


def test_each_programme_has_its_own_matrix(ask_two: Ask) -> None:
    tree = ask_two("/hebelprojekte", ansicht="matrix").tree
    assert [len(found(table, "A")) for table in found(tree, "Table", "matrix")] == [18, 2]


def test_only_a_programme_with_an_address_is_linked(ask_two: Ask, ask: Ask) -> None:
    outside = [link.href for link in found(ask_two("/hebelprojekte").tree, "A") if "://" in link.href]
    assert outside == ["https://programm.example/"]
    assert [link for link in found(ask("/hebelprojekte").tree, "A") if not link.href] == []


def test_its_projects_have_pages_in_their_own_programme(ask_two: Ask) -> None:
    page = ask_two("/hebelprojekt/wasser-messen", kreise="lippe")
    said = words_of(page.tree)
    assert "Erprobungsprogramm · Projekt 2 von 2" in said
    assert "nukleare Sicherheit, unverändert" in said
    assert "Amtliche Auskunft" in said
    assert "Amtliche Auskunft" not in words_of(ask_two("/hebelprojekt/antrag-online").tree)


def test_an_unknown_field_is_refused_and_those_there_are_are_named(ask_two: Ask) -> None:
    with pytest.raises(BadRequest) as refusal:
        ask_two("/hebelprojekte", feld="Weltraum")
    assert "Weltraum" in refusal.value.what
    assert "Wasser" in refusal.value.remedy


def test_the_list_as_data_holds_the_projects_of_all_programmes(two_client: FlaskClient) -> None:
    shown = two_client.get("/hebelprojekte.json").get_json()
    assert len(shown) == 20
    assert [one["slug"] for one in shown[18:]] == ["antrag-online", "wasser-messen"]


def test_the_page_of_a_kreis_and_the_search_know_them_too(ask_two: Ask) -> None:
    assert "Wasser messen" in words_of(ask_two("/kreis/lippe").tree)
    assert "/hebelprojekt/wasser-messen" in {
        link.href for link in found(ask_two("/suche", q="wasser messen").tree, "A")
    }
