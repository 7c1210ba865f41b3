"""Searching as people type."""

from __future__ import annotations

import pytest

from cockpit.query import Snapshot, search


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("lip", "Kreis Lippe"),
        ("Lippe", "Kreis Lippe"),
        ("05766", "Kreis Lippe"),
        ("muenchen", "Landkreis München"),
        ("münch", "Landkreis München"),
        ("arbeitslosenquote", "Arbeitslosenquote"),
        ("arbeislosenquote", "Arbeitslosenquote"),
        ("photovoltaik", "Photovoltaik"),
        ("synergie", "SynErgie"),
    ],
)
def test_a_few_letters_find_it(live: Snapshot, words: str, title: str) -> None:
    assert any(title in hit.title for hit in search(live, words))


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Energieverbrauch Gebäude", "Energieverbrauch der eigenen Gebäude"),
        ("eigene Gebäude", "Energieverbrauch der eigenen Gebäude"),
        ("gebäuden energie", "Energieverbrauch der eigenen Gebäude"),
        ("verbrauch gebäude", "Energieverbrauch der eigenen Gebäude"),
        ("ladepunkte öffentlich", "Öffentliche Ladepunkte je 1.000 Einwohner"),
        ("paderborn kreis", "Kreis Paderborn"),
    ],
)
def test_all_words_count_in_any_order_and_form(live: Snapshot, words: str, title: str) -> None:
    assert title in [hit.title for hit in search(live, words)][:3]


def test_a_word_that_fits_nothing_is_not_left_out(live: Snapshot) -> None:
    assert not any("Gebäude" in hit.title for hit in search(live, "Gebäude Xylophon"))


def test_namesakes_are_told_apart(live: Snapshot) -> None:
    hits = [hit for hit in search(live, "osnabrück") if hit.kind == "kreis"]
    assert len(hits) == 2
    assert len({(hit.title, hit.note) for hit in hits}) == 2
    assert len({hit.address for hit in hits}) == 2


def test_nothing_typed_finds_nothing(live: Snapshot) -> None:
    assert search(live, "  ?!") == ()
