"""One goal of a Kreis: complete sums over its own indicators, gaps named, a way to the next goal."""

from __future__ import annotations

import re

import pytest

from cockpit.base.errors import NotFound
from cockpit.query import profile
from cockpit.web.page import Moved
from tests.web.pages.reading import found, words_of


def test_the_sums_are_those_of_a_plain_count_for_every_goal(ask, snapshot):
    cards = profile(snapshot, snapshot.slugs["lippe"]).cards
    for number in snapshot.catalogue.sdgs:
        own = [card for card in cards if number in card.indicator.sdg]
        judged = [card for card in own if card.indicator.direction]
        said = words_of(found(ask(f"/kreis/lippe/sdg/{number}").tree, "P", "lead"))
        if len(judged) > 1:
            better = sum(card.judgement.direction == "improving" for card in judged)
            assert re.match(rf"Von {len(judged)} bewertbaren Indikatoren verbesser\w+ sich {better}\b", said), said
        if not own:
            assert said == "Zu diesem Ziel liegen keine Kreisdaten vor."


def test_every_indicator_of_a_kreis_is_found_under_each_of_its_goals(ask, snapshot):
    for card in profile(snapshot, snapshot.slugs["lippe"]).cards:
        for number in card.indicator.sdg:
            shown = [str(link.href) for link in found(ask(f"/kreis/lippe/sdg/{number}").tree, "A")]
            assert any(f"/indikator/{card.indicator.id}?" in href for href in shown), card.indicator.id


def test_the_kreis_page_leads_to_its_goals_and_they_lead_on_in_a_circle(ask):
    links = [str(link.href) for link in found(ask("/kreis/lippe").tree, "A")]
    assert "/kreis/lippe/sdg/8" in links
    last = [str(link.href) for link in found(ask("/kreis/lippe/sdg/17").tree, "A")]
    assert {"/kreis/lippe/sdg/16", "/kreis/lippe/sdg/1", "/kreis/lippe"} <= set(last)


def test_a_frozen_goal_stays_frozen(ask, snapshot):
    stand = str(snapshot.revision.id)
    links = [str(link.href) for link in found(ask("/kreis/lippe/sdg/8", stand=stand).tree, "A")]
    assert f"/kreis/lippe/sdg/9?stand={stand}" in links


@pytest.mark.parametrize("goal", ["0", "18", "acht", "٣", "-1", "9999"])
def test_no_other_number_is_a_goal(ask, goal):
    with pytest.raises(NotFound):
        ask(f"/kreis/lippe/sdg/{goal}")


@pytest.mark.parametrize("path", ["/kreis/05766/sdg/8", "/kreis/lippe/sdg/08"])
def test_other_spellings_lead_to_the_one_address(ask, path):
    with pytest.raises(Moved) as moved:
        ask(path)
    assert moved.value.location == "/kreis/lippe/sdg/8"
