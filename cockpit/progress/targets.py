"""Which target holds for a region, and what number it is there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal

from cockpit.model.region import BUND
from cockpit.model.status import OUT_OF_SLOPES
from cockpit.model.target import ResolvedTarget, Target

Cells = Mapping[int, tuple[float | None, str]]


def applicable(targets: Iterable[Target], key: str, latest_year: int | None, *, decided: bool) -> Target | None:
    """The target for a region: its own before its Land's before the Bund's.

    ``targets`` are those of one indicator. Of several years the next one not yet past ``latest_year`` counts,
    else the last.
    """
    wanted = [target for target in targets if target.decided == decided]
    for region in (key, key[:2], BUND):
        found = sorted((one for one in wanted if one.region == region), key=lambda one: (one.year, one.id))
        if found:
            return next((one for one in found if latest_year is None or one.year >= latest_year), found[-1])
    return None


def resolve(target: Target, series: Cells, comparable_since: int = 0) -> ResolvedTarget:
    """The target as a number; a relative one against the region's own value in the base year.

    ``series``: year → (value, status) of that region. ``comparable_since``: first year after the last break of its own.
    Without a sound base value there is no number, and ``reason`` says why.
    """
    if target.relative is None:
        return ResolvedTarget(target, target.value, "" if target.value is not None else "no_target")
    base, status = series.get(target.base_year or 0, (None, ""))
    reason = _unsound(base, status, comparable_since > (target.base_year or 0))
    if reason or base is None:
        return ResolvedTarget(target, None, reason)
    # in decimal, so that a value equal to the target in print is equal here
    value = Decimal(repr(base)) * (100 + Decimal(repr(target.relative))) / 100
    return ResolvedTarget(target, float(value))


def _unsound(base: float | None, status: str, behind_break: bool) -> str:
    if base is None or math.isnan(base):  # a stored gap arrives as NaN
        return "no_base_value"
    if status in OUT_OF_SLOPES:
        return "base_value_limited"
    if behind_break:
        return "base_before_break"
    return "" if base > 0 else "not_positive"
