"""Kreise side by side: the stored values, differing years said, one scale per row, never a total score."""

from __future__ import annotations

import re

import pytest

from cockpit.base.errors import BadRequest, NotFound
from tests.web.pages.reading import found, words_of

FIVE = "lippe~guetersloh~herford~hoexter~bielefeld"


def test_every_value_is_the_newest_one_stored(ask, snapshot):
    tree = ask("/vergleich", kreise="lippe~herford", indikatoren="beschaeftigtenquote").tree
    (row,) = found(found(tree, "Table", "compared")[0].children[2], "Tr")
    for cell, key in zip(found(row, "Td"), ("05766", "05758"), strict=True):
        rows = snapshot.store.series("beschaeftigtenquote", [key]).dropna(subset="value")
        newest = rows.iloc[-1]
        said = words_of(cell)
        assert f"{newest['value']:.1f}".replace(".", ",") in said
        assert str(int(newest["year"])) in said


def test_bars_of_a_row_are_in_proportion_to_the_values(ask, snapshot):
    tree = ask("/vergleich", kreise=FIVE, indikatoren="pkw-je-1000-einwohner").tree
    widths = [float(bar.style["width"].rstrip("%")) for bar in found(tree, "Span", "bullet-bar")]
    frame = snapshot.store.series("pkw-je-1000-einwohner", ["05766", "05754", "05758", "05762", "05711"])
    newest = frame.dropna(subset="value").groupby("key").last()["value"]
    values = [newest[key] for key in ("05766", "05754", "05758", "05762", "05711")]
    assert widths == pytest.approx([value / max(values) * 100 for value in values], abs=0.06)


def test_differing_years_are_said_and_equal_ones_are_not(ask):
    rows = found(found(ask("/vergleich", kreise=FIVE).tree, "Table", "compared")[0].children[2], "Tr")
    assert len(rows) > 5
    for row in rows:
        years = {year for cell in found(row, "Td") for year in re.findall(r"\b(?:19|20)\d\d\b", words_of(cell))}
        assert ("verschiedenen Jahren" in words_of(row)) == (len(years) > 1)


def test_similar_kreise_fill_up_to_five(ask, snapshot):
    (link,) = [one for one in found(ask("/vergleich", kreise="lippe").tree, "A", "btn") if "hnliche" in words_of(one)]
    keys = ["05766", *snapshot.peers["05766"][:4]]
    assert link.href == "/vergleich?kreise=" + "~".join(snapshot.catalogue.regions[key].slug for key in keys)
    assert not [one for one in found(ask("/vergleich", kreise=FIVE).tree, "A", "btn") if "hnliche" in words_of(one)]


def test_the_kreise_stay_chosen_on_the_way_to_an_indicator_and_a_frozen_state_stays(ask, snapshot):
    stand = str(snapshot.revision.id)
    tree = ask("/vergleich", kreise="lippe~herford", stand=stand).tree
    links = [str(one.href) for one in found(tree, "A") if str(one.href).startswith("/indikator/")]
    assert links
    assert all("kreise=lippe~herford" in one and f"stand={stand}" in one for one in links)


def test_several_kreise_have_a_panel_each_and_one_alone_has_its_course(ask):
    shown = found(ask("/vergleich", kreise="lippe~herford").tree, "Img")
    assert shown
    assert all("ansicht=einzeln" in picture.src for picture in shown)
    assert not [one for one in found(ask("/vergleich", kreise="lippe").tree, "Img") if "ansicht=einzeln" in one.src]


def test_there_is_no_total_score_and_the_page_says_why(ask):
    assert "Eine Gesamtnote gibt es nicht" in words_of(ask("/vergleich", kreise=FIVE).tree)


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"kreise": FIVE + "~minden-luebbecke"}, BadRequest),
        ({"kreise": "gibt-es-nicht"}, NotFound),
        ({"kreise": "land-bayern"}, NotFound),
        ({"kreise": "lippe", "indikatoren": "gibt-es-nicht"}, NotFound),
    ],
)
def test_wrong_names_are_refused(ask, args, error):
    with pytest.raises(error):
        ask("/vergleich", **args)
