"""Whether values are in the unit of their indicator: what the header of the column says, what shares look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd
from pandas import DataFrame

from cockpit.base.texts import text
from cockpit.etl.batch import Batch, once
from cockpit.etl.report import Finding
from cockpit.etl.table import SEPARATOR
from cockpit.model.indicator import Indicator

BRACKETED = re.compile(r"[(\[](?:in\s+)?([^()\[\]]+)[)\]]\s*$")
SPOKEN = re.compile(r"\bin\s+(\S.*)$", re.IGNORECASE)
PER_CENT = "%"
FEWEST = 2


def check_units(batch: Batch, indicators: Mapping[str, Indicator]) -> Batch:
    """Warn where a header names another unit than the indicator has, and where per cent look like shares of one."""
    frame = batch.frame
    findings: list[Finding] = []
    for indicator, column in frame[["indicator", "column"]].drop_duplicates().itertuples(index=False, name=None):
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
    codes, names = pd.factorize(frame["indicator"])
    values = frame["value"].to_numpy()
    numbers = ~np.isnan(values)
    above, within, many = (
        np.bincount(codes[chosen], minlength=len(names))
        for chosen in (numbers & ((values < 0) | (values > 1)), numbers & (values > 0) & (values < 1), numbers)
    )
    shares = (above == 0) & (within > 0) & (many >= FEWEST)
    return [str(name) for name in names[shares] if indicators[str(name)].unit == PER_CENT]


def unit_in(label: str) -> str:
    """The unit a header names in its last level, in brackets or after ``in``; empty when it names none we know."""
    level = label.rpartition(SEPARATOR)[2].strip()
    found = [level, *(pattern.search(level) for pattern in (BRACKETED, SPOKEN))]
    named = [one if isinstance(one, str) else one.group(1).strip() for one in found if one]
    return next((one for one in named if one.lower() in _spellings()), "")


def same_unit(written: str, unit: str) -> bool:
    """Whether a written unit is that of an indicator; of ``kg je Einwohner`` the part before ``je`` may stand alone."""
    meant = _spellings()[written.lower()]
    parts = (unit, unit.partition(" je ")[0])
    return meant in {_spellings().get(part.lower(), part) for part in parts}


@cache
def _spellings() -> dict[str, str]:
    """Every spelling in lower case → the unit meant."""
    units = [line.split("|") for line in text("etl.words.units").splitlines()]
    return {word.lower(): words[0] for words in units for word in words}
