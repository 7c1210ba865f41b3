"""How changed values are told apart on the page of an upload."""

from __future__ import annotations

import math

import pytest

from cockpit.query import Snapshot
from cockpit.web.drafts.values import _apart


@pytest.mark.parametrize(
    ("stored", "value", "status", "told"),
    [
        (347000.0, 348000.0, "", ("347.000", "348.000")),
        (93.0, 93.25, "", ("93,0", "93,3")),
        (93.0, 92.96, "", ("93,00", "92,96")),
        (93.004, 93.0, "", ("93,004", "93,000")),
        (93.0, 93.0, "provisional", ("93", "93 (vorläufig)")),
        (93.0, math.nan, "suppressed", ("93", "geheim")),
        (math.nan, math.nan, "", ("–", "–")),
    ],
)
def test_values_that_differ_are_shown_as_different(
    live: Snapshot, stored: float, value: float, status: str, told: tuple[str, str]
) -> None:
    assert _apart(live.catalogue, "bevoelkerung", stored, value, status) == told


def test_the_last_binary_digit_is_a_difference_too(live: Snapshot) -> None:
    before, after = _apart(live.catalogue, "bevoelkerung", 0.1 + 0.2, 0.3, "")
    assert before != after
