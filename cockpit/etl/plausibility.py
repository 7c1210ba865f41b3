"""Values that are possible but unlikely: a factor of ten, a jump, a dash after a value, counts of one or two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from cockpit.base.formats import number
from cockpit.etl.batch import MOST_PER_KIND, Batch, each, once
from cockpit.etl.columns import coded, looked_up
from cockpit.etl.comparing import CHANGED, NEW, UNCHANGED, YEARS
from cockpit.etl.report import Finding, Severity
from cockpit.etl.spread import stands_out
from cockpit.model.indicator import Indicator

ACCEPT = "accept_factor_ten"
NEARLY, TENFOLD = 7.0, 10.0
SMALLEST = 5
"""Steps of an indicator from which sevenfold is odd: one death on the roads and eight a year later are not."""
FEWEST = 30
FEWEST_COMPARED = 10
JUMP_Z = 10.0
JUMP_RATIO = 1.5

Indicators = Mapping[str, Indicator]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def check_factor_ten(batch: Batch, indicators: Indicators, repairs: frozenset[str]) -> Batch:
    """Changes by a factor of ten are refused unless ticked; new values that far from the year before are told."""
    frame = batch.frame
    floor, state = _floor(frame, indicators), frame["state"]
    stored, before = (_off(frame, name, floor) for name in ("stored", "before"))
    against_stored, against_before = stored.tenfold, before.tenfold
    new = (state == NEW) & against_before
    told = (new | ((state == CHANGED) & against_before & ~against_stored)) & ~frame["dash"]
    batch = batch.noting(*_told(frame[told], indicators, "warning", "check.factor_ten_new", "before"))
    batch = _note_nearly(batch, indicators, stored.nearly, before.nearly)
    change = (state == CHANGED) & against_stored
    dash = new & frame["dash"]
    if ACCEPT in repairs:
        return batch.noting(*_told(frame[change], indicators, "warning", "check.factor_ten_accepted", "stored"))
    findings = (
        *_told(frame[change], indicators, "warning", "check.factor_ten", "stored"),
        *_told(frame[dash], indicators, "warning", "check.dash_after_value", "before"),
    )
    odd = _mismatched(frame, against_stored | new.to_numpy(), indicators)
    return batch.refusing(change | dash | frame["indicator"].isin(list(odd)), *findings, *odd.values())


def _note_nearly(batch: Batch, indicators: Indicators, stored: Flags, before: Flags) -> Batch:
    """Warn of values nearly tenfold off: a lost decimal comma beside a true change from year to year."""
    frame = batch.frame
    changed = (frame["state"] == CHANGED) & stored
    new = (frame["state"] != UNCHANGED) & before & ~frame["dash"] & ~changed
    return batch.noting(
        *_told(frame[changed], indicators, "warning", "check.nearly_tenfold", "stored"),
        *_told(frame[new], indicators, "warning", "check.nearly_tenfold_new", "before"),
    )


@dataclass(frozen=True, slots=True)
class _Off:
    """Which values are ten times the other ones or a tenth of them, and which nearly: from seven times, none tiny."""

    tenfold: Flags
    nearly: Flags


def _off(frame: DataFrame, other: str, floor: Floats) -> _Off:
    """The values of a frame held against the ones of another column."""
    size, others = np.abs(frame["value"].to_numpy()), np.abs(frame[other].to_numpy())
    smaller, high = np.minimum(size, others), np.maximum(size, others)
    low = np.maximum(smaller, floor)
    far, tenfold = high >= NEARLY * low, high >= TENFOLD * low
    return _Off(tenfold, far & ~tenfold & (smaller >= SMALLEST * floor))


def _mismatched(frame: DataFrame, tenfold: Flags, indicators: Indicators) -> dict[str, Finding]:
    """Indicators of which most comparable values are tenfold off, with a finding each: a wrong column or unit."""
    if not tenfold.any():
        return {}
    known = ~np.isnan(frame["value"].to_numpy())
    known &= ~np.isnan(frame["stored"].to_numpy()) | ~np.isnan(frame["before"].to_numpy())
    codes, names = coded(frame["indicator"])
    comparable, off = (np.bincount(codes[rows], minlength=len(names)) for rows in (known, known & tenfold))
    found = {}
    for n in np.flatnonzero((comparable >= FEWEST_COMPARED) & (2 * off > comparable)):
        name, rows = str(names[int(n)]), frame[(codes == n) & known & tenfold]
        values = {"title": indicators[name].title, "all": number(float(comparable[n]))}
        found[name] = once(rows, "error", "check.mismatch", **values)[0]
    return found


def check_jumps(batch: Batch, indicators: Indicators) -> Batch:
    """Warn of changes against the year before that stand out from those of all other Kreise (robust z-score)."""
    frame = batch.frame
    value, before = frame["value"].to_numpy(), frame["before"].to_numpy()
    rows = np.flatnonzero((value > 0) & (before > 0) & (frame["level"] == "kreis").to_numpy())
    change = np.log(value[rows] / before[rows])
    size = np.abs(change)
    large = (size > np.log(JUMP_RATIO)) & (size < np.log(TENFOLD))
    groups = coded(frame["indicator"])[0][rows] * YEARS + frame["year"].to_numpy()[rows]
    odd = np.flatnonzero(large)[stands_out(change, groups, large, fewest=FEWEST, times=JUMP_Z)]
    pairs = frame.iloc[rows[odd]]
    pairs = pairs[~_off(pairs, "before", _floor(pairs, indicators)).nearly]
    return batch.noting(*_told(pairs[pairs["state"] != UNCHANGED], indicators, "warning", "check.jump", "before"))


def check_secrecy(batch: Batch, indicators: Indicators) -> Batch:
    """Warn of counts of one or two among what is new: they may point to single persons."""
    frame = batch.frame
    whole = {key: one.additive and one.decimals == 0 for key, one in indicators.items()}
    counts = looked_up(frame["indicator"], whole, False, bool)
    if not counts.any():
        return batch
    small = counts & frame["value"].isin([1.0, 2.0]) & (frame["state"] != UNCHANGED)
    return batch.noting(*once(frame[small], "warning", "check.secrecy"))


def _floor(frame: DataFrame, indicators: Indicators) -> Floats:
    """The smallest amount the indicator shows: what lies below counts as that much, so that 0 → 3 is no tenfold."""
    return looked_up(frame["indicator"], {key: 10.0**-one.decimals for key, one in indicators.items()}, 1.0, np.float64)


def _figure(value: float, decimals: int) -> str:
    """The number as the indicator shows it, finer where that would hide what was written."""
    return number(value, decimals if abs(round(value, decimals) - value) <= abs(value) / 200 else decimals + 2)


def _told(
    rows: DataFrame, indicators: Indicators, severity: Severity, problem: str, against: str
) -> tuple[Finding, ...]:
    """One finding per row with the value and the one it is held against in German notation."""

    def shown(name: str) -> list[str]:
        return [
            _figure(value, indicators[key].decimals) for key, value in zip(few["indicator"], few[name], strict=True)
        ]

    if rows.empty:
        return ()
    few = rows.head(MOST_PER_KIND)
    told = few.assign(shown=shown("value"), before=shown(against))
    return each(told, severity, problem, more=len(rows) - len(few))
