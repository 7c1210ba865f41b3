"""What the Kreis itself can change: links that narrow the lists, with sums that are complete for what is shown."""

from __future__ import annotations

import re

import pytest

from cockpit.base.errors import BadRequest
from cockpit.model.indicator import ACTORS
from cockpit.outputs.json import kreis_record
from cockpit.query import address, profile, region, selection
from tests.web.pages.reading import found, words_of

LIPPE = "/kreis/lippe"


def plainly(snapshot, actor: str):
    """The indicators of Lippe that name the actor, counted one by one."""
    cards = profile(snapshot, region(snapshot, "lippe")).cards
    return [card for card in cards if not actor or [one for one in card.indicator.actors if one == actor]]


def counts(tree) -> dict[str, int]:
    links = [words_of(link) for link in found(found(tree, "Div", "levers")[0], "A")]
    return {name: int(n) for name, n in (re.fullmatch(r"(\w+) \((\d+)\)", link).groups() for link in links)}


def test_each_link_says_how_many_there_are(ask, snapshot):
    expected = {"Alle": "", "Kreis": "kreis", "Gemeinden": "gemeinden", "Land": "land", "Bund": "bund"}
    told = counts(ask(LIPPE).tree)
    assert told == {name: len(plainly(snapshot, actor)) for name, actor in expected.items()}
    assert 0 < told["Kreis"] < told["Alle"]


@pytest.mark.parametrize("actor", ACTORS)
def test_the_sums_of_the_sentence_are_those_of_the_indicators_shown(ask, snapshot, actor):
    tree = ask(LIPPE, handeln=actor).tree
    cards = plainly(snapshot, actor)
    said = words_of(found(tree, "P", "lead"))
    judged = [card for card in cards if card.indicator.judged]
    assert f"Von {len(judged)} bewertbaren Indikatoren, auf die " in said
    silent = sum(card.judgement.direction == "no_verdict" for card in judged)
    assert f"für {silent} ist keine Aussage möglich" in said
    bar = [int(words_of(part)) for part in found(found(tree, "Div", "stack")[0], "Span")]
    assert sum(bar) == len(judged)
    listed = {words_of(found(row, "A")[0]) for row in found(found(tree, "Table", "rows")[0], "Th", "name")}
    assert listed == {card.indicator.title for card in cards if card.indicator.kind != "shares"}


def test_who_is_meant_stands_in_the_sentence(ask):
    assert "auf die der Kreis Einfluss hat, verb" in words_of(found(ask(LIPPE, handeln="kreis").tree, "P", "lead"))
    assert "auf die die Gemeinden Einfluss haben, verb" in words_of(
        found(ask(LIPPE, handeln="gemeinden").tree, "P", "lead")
    )
    assert "Einfluss" not in words_of(found(ask(LIPPE).tree, "P", "lead"))


@pytest.mark.parametrize("actor", ["", *ACTORS])
def test_the_list_of_indicators_is_narrowed_the_same_way(ask, snapshot, actor):
    args = {"handeln": actor} if actor else {}
    tree = ask("/indikatoren", **args).tree
    listed = {link.href for link in found(tree, "A") if link.href.startswith("/indikator/")}
    meant = {name for name, item in snapshot.catalogue.indicators.items() if not actor or actor in item.actors}
    assert listed == {f"/indikator/{name}" for name in meant}
    assert counts(tree)[{"": "Alle", **{one: one.capitalize() for one in ACTORS}}[actor]] == len(meant)


def test_words_and_goal_stay_when_narrowing_and_the_counts_follow(ask):
    tree = ask("/indikatoren", q="quote", sdg="8").tree
    links = [link.href for link in found(found(tree, "Div", "levers")[0], "A")]
    assert all("q=quote" in link and "sdg=8" in link for link in links)
    assert counts(tree)["Alle"] == len([a for a in found(tree, "A") if a.href.startswith("/indikator/")])
    goals = [link.href for link in found(ask("/indikatoren", handeln="land").tree, "A") if "sdg=" in link.href]
    assert goals
    assert all("handeln=land" in link for link in goals)


def test_it_survives_in_addresses_and_other_values_are_refused(snapshot):
    chosen = selection(snapshot, {"handeln": "kreis", "sdg": "7"})
    assert address(snapshot, LIPPE, chosen) == "/kreis/lippe?sdg=7&handeln=kreis"
    with pytest.raises(BadRequest, match="handeln=alle"):
        selection(snapshot, {"handeln": "alle"})


def test_the_data_hold_just_what_the_page_shows(snapshot):
    place = region(snapshot, "lippe")
    record = kreis_record(snapshot, place, selection(snapshot, {"handeln": "bund"}))
    gaps = [item for item in profile(snapshot, place).gaps if "bund" in item.actors]
    meant = {card.indicator.id for card in plainly(snapshot, "bund")} | {item.id for item in gaps}
    assert {item["id"] for item in record["indikatoren"]} == meant
