"""A wrong column of the right file: nearly all values it shares with the store are off the same way."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.etl.batch import Batch, once
from cockpit.etl.report import Finding
from cockpit.model.indicator import Indicator

FEWEST_OFF = 20
SAME_WAY = 0.9
LEAST_OFF, TENFOLD_UP, TENFOLD_DOWN = 0.02, 9.0, 0.9
"""Deviation of the middle value: less is a revision of the source, more is told as tenfold."""
FULL_PER_CENT = 0.1
"""Deviations from here on are told without decimals."""


def check_direction(batch: Batch, indicators: Mapping[str, Indicator]) -> Batch:
    """Warn where nearly all comparable values of an indicator lie above the stored ones, or nearly all below.

    Real revisions correct up and down, or by very little. Values equal to the stored ones count as comparable.
    """
    frame = batch.frame
    value, stored = frame["value"].to_numpy(), frame["stored"].to_numpy(dtype=np.float64)
    known = np.flatnonzero(~np.isnan(value) & ~np.isnan(stored))
    if not len(known):
        return batch
    codes, names = pd.factorize(frame["indicator"].array[known])
    off = value[known] - stored[known]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.abs(off) / np.abs(stored[known])
    comparable, above, below = (
        np.bincount(codes[rows], minlength=len(names)) for rows in (known >= 0, off > 0, off < 0)
    )
    findings: list[Finding] = []
    most = np.maximum(above, below)
    for n in np.flatnonzero((most >= FEWEST_OFF) & (most >= SAME_WAY * comparable)):
        up = above[n] > below[n]
        meant = (codes == n) & (off > 0 if up else off < 0)
        middle = float(np.median(share[meant]))
        if LEAST_OFF <= middle < (TENFOLD_UP if up else TENFOLD_DOWN):
            shown = number(100 * middle, 0 if middle >= FULL_PER_CENT else 1)
            values = {"title": indicators[str(names[n])].title, "who": _who(int(most[n]), int(comparable[n]))}
            findings += once(frame.iloc[known[meant]], "warning", "check.direction", shown=shown, **values)
    return batch.noting(*findings)


def _who(most: int, comparable: int) -> str:
    """How many of the comparable values go the same way, in German."""
    which = "all" if most == comparable else "most"
    return text(f"etl.check.direction_{which}", n=number(float(most)), all=number(float(comparable)))
