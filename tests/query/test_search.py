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


def test_namesakes_are_told_apart(live: Snapshot) -> None:
    hits = [hit for hit in search(live, "osnabrück") if hit.kind == "kreis"]
    assert len(hits) == 2
    assert len({(hit.title, hit.note) for hit in hits}) == 2
    assert len({hit.address for hit in hits}) == 2


def test_nothing_typed_finds_nothing(live: Snapshot) -> None:
    assert search(live, "  ?!") == ()
