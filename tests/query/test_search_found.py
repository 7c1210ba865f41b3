"""Everything can be found: by typing errors, in the order people expect, and nothing typed breaks the search."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from cockpit.model.action import Action
from cockpit.model.region import Region
from cockpit.query import Snapshot, search

LEMGO = Region("05766044", "gemeinde", "Lemgo", "Alte Hansestadt Lemgo", "lemgo", land="05")
SOLAR = Action(
    "pv-dach", "05766", "Solardächer auf Schulen", "geplant", "Amt 65", "Strom vom eigenen Dach der Berufskollegs."
)


@pytest.fixture(scope="module")
def fuller(live: Snapshot) -> Snapshot:
    """The shipped data with one Gemeinde and one Maßnahme of the Kreis Lippe."""
    held = live.catalogue
    regions, actions = {**held.regions, LEMGO.key: LEMGO}, {SOLAR.id: SOLAR}
    return replace(live, catalogue=replace(held, regions=regions, actions=actions))


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Arbeitslosenqote", "Arbeitslosenquote"),
        ("arbeitlosenquote", "Arbeitslosenquote"),
        ("Lipe", "Kreis Lippe"),
        ("Lppe", "Kreis Lippe"),
        ("Göttigen", "Landkreis Göttingen"),
        ("Goettingen", "Landkreis Göttingen"),
        ("Gottingen", "Landkreis Göttingen"),
        ("Landkreis Göttigen", "Landkreis Göttingen"),
        ("Düseldorf", "Düsseldorf"),
        ("Duesseldorf", "Düsseldorf"),
        ("Paderbron", "Kreis Paderborn"),
        ("Bilefeld", "Bielefeld"),
        ("Groß Gerau", "Landkreis Groß-Gerau"),
        ("grossgerau", "Landkreis Groß-Gerau"),
        ("GROSS-GERAU", "Landkreis Groß-Gerau"),
        ("rheinsieg", "Rhein-Sieg-Kreis"),
        ("Breitbnad", "Haushalte mit schnellem Internet (mindestens 50 Mbit/s)"),
        ("ladesäule", "Öffentliche Ladepunkte je 1.000 Einwohner"),
    ],
)
def test_the_first_hit_is_what_was_meant(live: Snapshot, typed: str, title: str) -> None:
    assert search(live, typed)[0].title == title


def test_a_near_miss_stands_behind_what_was_literally_typed(live: Snapshot) -> None:
    titles = [hit.title for hit in search(live, "kohln")]
    assert titles.index("Wohnungen mit Gas, Öl oder Kohle") < titles.index("Köln")


def test_beginning_of_the_title_before_word_before_keyword_before_text(live: Snapshot) -> None:
    pattern = live.catalogue.indicators["arbeitslosenquote"]

    def named(code: str, title: str, keyword: str = "", told: str = ""):
        words = (keyword,) if keyword else ()
        empty = {"short_title": title, "question": "", "caveat": ""}
        return replace(pattern, id=code, title=title, keywords=words, definition=told, **empty)

    made = [
        named("ungenau", "Dinkelfex"),
        named("im-text", "Dritter", told="Hier geht es um Dinkelfax."),
        named("stichwort", "Zweiter", keyword="Dinkelfax"),
        named("wort", "Reiner Dinkelfax"),
        named("anfang", "Dinkelfax im Anbau"),
        named("genau", "Dinkelfax"),
    ]
    catalogue = replace(live.catalogue, indicators={item.id: item for item in made})
    ids = [hit.address.rpartition("/")[2] for hit in search(replace(live, catalogue=catalogue), "dinkelfax")]
    assert ids == ["genau", "anfang", "wort", "stichwort", "im-text"]
    without = replace(catalogue, indicators={item.id: item for item in made[:2]})
    ids = [hit.address.rpartition("/")[2] for hit in search(replace(live, catalogue=without), "dinkelfax")]
    assert ids == ["im-text", "ungenau"]


@pytest.mark.parametrize(
    ("typed", "kind", "address"),
    [
        ("Lemgo", "gemeinde", "/kreis/lippe"),
        ("Lemgp", "gemeinde", "/kreis/lippe"),
        ("Solardächer", "massnahme", "/kreis/lippe/massnahmen#pv-dach"),
        ("berufskolleg", "massnahme", "/kreis/lippe/massnahmen#pv-dach"),
        ("Tempo", "hilfe", "/methodik#tempo-gegenüber-einem-ziel"),
        ("eigene daten", "hilfe", "/hilfe#eigene-daten"),
    ],
)
def test_gemeinden_measures_and_help_are_found_where_they_are(
    fuller: Snapshot, typed: str, kind: str, address: str
) -> None:
    assert (kind, address) in {(hit.kind, hit.address) for hit in search(fuller, typed)}


def test_a_gemeinde_stands_behind_the_kreis_of_the_same_letters(fuller: Snapshot) -> None:
    assert search(fuller, "le")[0].kind == "kreis"
    assert "Alte Hansestadt Lemgo" in [hit.title for hit in search(fuller, "lem")]


def test_the_text_of_a_project_and_of_an_indicator_is_searched(live: Snapshot) -> None:
    project = next(iter(live.catalogue.programmes.values())).projects[0]
    word = max(project.for_the_kreis.replace(",", " ").replace(".", " ").split(), key=len)
    assert f"/hebelprojekt/{project.id}" in {hit.address for hit in search(live, word, 60)}


def test_who_searches_in_an_older_datenstand_stays_there(live: Snapshot) -> None:
    hits = search(replace(live, stand=3), "tempo") + search(replace(live, stand=3), "lippe")
    assert {"/methodik?stand=3#tempo-gegenüber-einem-ziel", "/kreis/lippe?stand=3"} <= {hit.address for hit in hits}


@pytest.mark.parametrize(
    "typed",
    ["%", "*", "\\", "<script>", "' OR 1=1 --", "~" * 50, "\x00lippe", "🙂🙂🙂", "a" * 100, "a b c d e f g h i",
     "ΑΒΓ", "(((((", "lip\u0301pe", "ﬁ", " ".join(["xa"] * 33), "0" * 90, "\u202elippe"],
)  # fmt: skip
def test_hostile_words_are_answered_quickly_and_calmly(live: Snapshot, typed: str) -> None:
    search(live, "warm")
    started = time.perf_counter()
    search(live, typed)
    assert time.perf_counter() - started < 0.25
