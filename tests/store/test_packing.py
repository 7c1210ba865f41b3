"""Any verdict comes back from its packed bytes, and a usual one is small."""

from __future__ import annotations

import dataclasses
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cockpit.model.verdict import PROFILES, Pace, Projection, Trend, Verdict
from cockpit.store.packing import HEAD, PACE, PROJECTION, TREND, pack, unpack

NUMBERS = st.none() | st.floats(allow_nan=False)
YEARS = st.none() | st.integers(-(2**31), 2**31 - 1)
WHOLE = st.integers(-(2**31), 2**31 - 1)
WORDS = st.text(max_size=40)
KEYS = st.sampled_from(["met", "on_track", "nearly", "too_slow", "unchanged", "away", "missed", "no_verdict"])
DIRECTIONS = st.sampled_from(["improving", "no_trend", "worsening", "no_verdict"])
TRENDS = st.builds(
    Trend, DIRECTIONS, st.sampled_from([-1, 0, 1]), NUMBERS, NUMBERS, WHOLE, YEARS, NUMBERS, YEARS, NUMBERS, WORDS
)
PACES = st.builds(
    Pace, st.sampled_from(PROFILES) | WORDS, KEYS, NUMBERS, NUMBERS, NUMBERS, YEARS, YEARS, WORDS, st.booleans(),
    st.none() | KEYS, NUMBERS,
)  # fmt: skip
PROJECTIONS = st.builds(Projection, WHOLE, st.floats(allow_nan=False), NUMBERS, NUMBERS, YEARS)
MAYBE = st.none() | st.booleans()
VERDICTS = st.builds(
    Verdict, TRENDS, YEARS, NUMBERS, MAYBE, WORDS, WORDS, st.lists(PACES, max_size=6).map(tuple),
    st.lists(st.tuples(st.sampled_from(PROFILES) | WORDS, PROJECTIONS), max_size=6).map(tuple), MAYBE, WHOLE,
)  # fmt: skip


@given(VERDICTS)
def test_any_verdict_comes_back_equal(verdict: Verdict) -> None:
    again = unpack(pack(verdict))
    assert again == verdict
    assert repr(again) == repr(verdict)  # −0.0 and True are not 0.0 and 1


@given(st.floats(allow_nan=True), st.floats(allow_nan=True))
def test_every_number_comes_back_to_the_bit(slope: float, p: float) -> None:
    trend = unpack(pack(Verdict(Trend("no_trend", 0, slope, p, 5, None, None, None, None)))).trend
    assert trend.slope is not None
    assert trend.p is not None
    assert (math.isnan(trend.slope), math.isnan(trend.p)) == (math.isnan(slope), math.isnan(p))
    assert math.isnan(slope) or trend.slope == slope


@given(VERDICTS, st.integers(1, 20))
def test_bytes_that_were_cut_off_are_refused(verdict: Verdict, lost: int) -> None:
    with pytest.raises((ValueError, IndexError, struct.error)):
        unpack(pack(verdict)[:-lost])


def test_a_usual_verdict_with_target_takes_less_than_300_bytes() -> None:
    paces = tuple(Pace(method, "too_slow", 0.4, -0.2, -0.5, 2014, 2023) for method in PROFILES)
    trend = Trend("improving", -1, -0.21, 0.003, 10, 2014, 8.4, 2023, 6.2)
    verdict = Verdict(trend, 2030, 4.0, False, "ziel", "", paces, stable=True)
    assert len(pack(verdict)) < 300
    assert len(pack(Verdict(trend))) < 70


def test_the_layout_names_every_field_of_the_model() -> None:
    for fields, kind in ((TREND, Trend), (PACE, Pace), (PROJECTION, Projection)):
        assert [name for name, _ in fields] == [field.name for field in dataclasses.fields(kind)]
    whole = {"trend", "paces", "projections"}
    assert {name for name, _ in HEAD} | whole == {field.name for field in dataclasses.fields(Verdict)}
