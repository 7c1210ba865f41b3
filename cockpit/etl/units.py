"""Whether values are in the unit of their indicator: what the header of the column says, what shares look like."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from cockpit.etl.batch import Batch, once
from cockpit.etl.columns import coded, pairs
from cockpit.etl.report import Finding
from cockpit.etl.unit_words import PER_CENT, same_unit, unit_in
from cockpit.model.indicator import Indicator

FEWEST = 2


def check_units(batch: Batch, indicators: Mapping[str, Indicator]) -> Batch:
    """Warn where a header names another unit than the indicator has, and where per cent look like shares of one."""
    frame = batch.frame
    findings: list[Finding] = []
    for indicator, column in pairs(frame["indicator"], frame["column"]):
        declared, written = indicators[indicator], unit_in(column)
        if written and not same_unit(written, declared.unit):
            rows = frame[(frame["indicator"] == indicator) & (frame["column"] == column)]
            values = {"written": written, "title": declared.title, "unit": declared.unit}
            findings += once(rows, "warning", "check.unit", **values)
    for indicator in _in_shares(frame, indicators):
        rows = frame[frame["indicator"] == indicator]
        findings += once(rows, "warning", "check.share", title=indicators[indicator].title)
    return batch.noting(*findings)


def _in_shares(frame: DataFrame, indicators: Mapping[str, Indicator]) -> list[str]:
    """Indicators in per cent of which every value lies between 0 and 1, and some of them within."""
    codes, names = coded(frame["indicator"])
    values = frame["value"].to_numpy()
    numbers = ~np.isnan(values)
    above, within, many = (
        np.bincount(codes[chosen], minlength=len(names))
        for chosen in (numbers & ((values < 0) | (values > 1)), numbers & (values > 0) & (values < 1), numbers)
    )
    shares = (above == 0) & (within > 0) & (many >= FEWEST)
    return [str(name) for name in names[shares] if indicators[str(name)].unit == PER_CENT]
