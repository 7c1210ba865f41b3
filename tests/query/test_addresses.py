"""One grammar of addresses: what is written can be read, what is not in it is refused in German."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cockpit.base.errors import BadRequest, NotFound
from cockpit.model.selection import TABS, THEMES, Selection
from cockpit.model.verdict import PROFILES
from cockpit.query import Snapshot, address, addresses_by_kreise, selection

SELECTIONS = st.builds(
    Selection,
    kreise=st.lists(st.sampled_from(["05766", "05958", "01001", "11000"]), unique=True, max_size=5).map(tuple),
    first_year=st.none() | st.integers(1995, 2010),
    last_year=st.none() | st.integers(2010, 2025),
    year=st.none() | st.integers(1995, 2025),
    tab=st.sampled_from(TABS),
    method=st.sampled_from(PROFILES),
    theme=st.sampled_from(THEMES),
    width=st.none() | st.integers(160, 2400),
    sdg=st.none() | st.integers(1, 17),
    relation=st.sampled_from(["", "direkt", "keiner"]),
    search=st.sampled_from(["", "Straße & Weg", "ä=ö?"]),
    interactive=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(chosen=SELECTIONS)
def test_every_state_survives_the_way_through_an_address(live: Snapshot, chosen: Selection) -> None:
    written = address(live, "/indikator/x", chosen)
    read = selection(live, dict(parse_qsl(urlsplit(written).query)))
    assert read == chosen


@settings(max_examples=50, deadline=None)
@given(chosen=SELECTIONS, kreise=st.lists(st.sampled_from(["05766", "05754", "09162"]), unique=True))
def test_addresses_that_differ_in_their_kreise_read_like_any(
    live: Snapshot, chosen: Selection, kreise: list[str]
) -> None:
    written = addresses_by_kreise(live, "/indikator/x", chosen)(kreise)
    assert written == address(live, "/indikator/x", chosen, kreise=tuple(kreise))


def test_slug_and_key_name_the_same_kreis(live: Snapshot) -> None:
    assert selection(live, {"kreise": "lippe~05958"}).kreise == ("05766", "05958")


@pytest.mark.parametrize(
    ("args", "fault", "word"),
    [
        ({"kreise": "atlantis"}, NotFound, "atlantis"),
        ({"zeit": "2020..2010"}, BadRequest, "2020..2010"),
        ({"zeit": "neulich"}, BadRequest, "neulich"),
        ({"ansicht": "torte"}, BadRequest, "torte"),
        ({"methode": "bauchgefuehl"}, BadRequest, "bauchgefuehl"),
        ({"breite": "99999"}, BadRequest, "99999"),
        ({"jahr": "²"}, BadRequest, "²"),
        ({"stand": "123456"}, NotFound, "123456"),
        ({"farbe": "rot"}, BadRequest, "farbe"),
    ],
)
def test_what_is_not_in_the_grammar_is_refused_and_named(
    live: Snapshot, args: dict[str, str], fault: type[Exception], word: str
) -> None:
    with pytest.raises(fault, match=word):
        selection(live, args)


def test_a_picture_frozen_by_a_live_page_counts_ages_like_the_page(live: Snapshot) -> None:
    written = address(live, "/indikator/x.svg", Selection(), stand=live.revision.id)
    assert f"zum={live.today.year}" in written
