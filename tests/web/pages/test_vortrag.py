"""Presentation for sittings: one indicator per screen with value, year, verdict and source, and a way on and back."""

from __future__ import annotations

import re

import pytest

from cockpit.base.errors import BadRequest, NotFound
from cockpit.query import profile, region
from tests.web.pages.reading import found, words_of

THREE = "beschaeftigtenquote~pkw-je-1000-einwohner~heizung-energietraeger"


def test_a_slide_shows_the_newest_value_stored_with_its_year_its_finding_and_its_source(ask, snapshot):
    tree = ask("/vortrag", kreise="lippe", indikatoren=THREE, folie="1").tree
    newest = snapshot.store.series("beschaeftigtenquote", ["05766"]).dropna(subset="value").iloc[-1]
    facts = words_of(found(tree, "Div", "slide-facts")[0])
    assert f"{newest['value']:.1f}".replace(".", ",") in facts
    assert str(int(newest["year"])) in facts
    assert "verbessert sich" in facts
    assert "gestiegen" in words_of(found(tree, "H1")[0])
    assert "Quelle" in words_of(found(tree, "Figcaption")[0])


def test_without_indicators_what_moved_most_comes_first(ask, snapshot):
    shown = profile(snapshot, region(snapshot, "lippe"))
    titles = [words_of(top) for top in found(ask("/vortrag", kreise="lippe", folie="alle").tree, "P", "slide-top")]
    wanted = [card.indicator.title for card in (*shown.improved, *shown.worsened)]
    assert len(titles) > len(wanted) > 1
    assert [title.split(" · ")[0] for title in titles[: len(wanted)]] == wanted


def test_the_links_lead_through_all_slides_and_end_there(ask):
    seen, args = [], {"kreise": "lippe", "indikatoren": THREE}
    for _ in range(3):
        tree = ask("/vortrag", **args).tree
        seen.append(words_of(found(tree, "P", "slide-top")[0]).split(" · ")[0])
        on = {words_of(link): link.href for link in found(tree, "A", "btn")}
        if "Vor" in on:
            args["folie"] = re.search(r"folie=(\d)", on["Vor"])[1]
    assert seen == ["Beschäftigungsquote", "Pkw je 1.000 Einwohner", "Womit die Wohnungen heizen"]
    assert list(on) == ["Erste", "Zurück"]
    assert on["Erste"] == f"/vortrag?kreise=lippe&indikatoren={THREE}"


def test_an_indicator_without_values_is_a_slide_that_says_so(ask):
    tree = ask("/vortrag", kreise="lippe", indikatoren="online-dienste").tree
    assert "gibt es hier kein Bild" in words_of(tree)
    assert "Kein Wert" in words_of(tree)


def test_the_way_in_is_on_the_page_of_the_kreis_and_on_the_comparison(ask):
    links = {link.href for link in found(ask("/kreis/lippe").tree, "A")}
    assert "/vortrag?kreise=lippe" in links
    chosen = {"kreise": "lippe~herford", "indikatoren": "beschaeftigtenquote"}
    compared = {link.href for link in found(ask("/vergleich", **chosen).tree, "A")}
    assert "/vortrag?kreise=lippe~herford&indikatoren=beschaeftigtenquote" in compared


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"kreise": "lippe", "indikatoren": THREE, "folie": "4"}, NotFound),
        ({"kreise": "lippe", "folie": "0"}, BadRequest),
        ({"kreise": "lippe", "folie": "zwei"}, BadRequest),
        ({"kreise": "lippe", "folie": "9" * 5000}, BadRequest),
        ({"kreise": "land-bayern"}, NotFound),
        ({"kreise": "gibt-es-nicht"}, NotFound),
        ({"kreise": "01001~01002~01003~01004~01051~01053"}, BadRequest),
    ],
)
def test_what_is_not_there_is_refused(ask, args, error):
    with pytest.raises(error):
        ask("/vortrag", **args)


def test_more_indicators_than_a_sitting_bears_are_refused(ask, snapshot):
    many = "~".join(list(snapshot.catalogue.indicators)[:21])
    with pytest.raises(BadRequest, match="Höchstens 20"):
        ask("/vortrag", kreise="lippe", indikatoren=many)
