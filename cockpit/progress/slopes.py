"""Theil–Sen slopes with their 90 % interval and Mann–Kendall p-values, for many windows with gaps at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cockpit.progress.history import Floats, Ints

Z90 = 1.6448536269514722
"""The 95 % quantile of the normal distribution."""
_KNOWN: dict[tuple[int, int, int], float] = {}
"""p by signature: scipy's p depends on nothing else, so every signature is asked for once per process."""


@dataclass(frozen=True, slots=True)
class Slopes:
    """Per window: n points, Theil–Sen slope per year and its 90 % interval; NaN below two points."""

    n: Ints
    slope: Floats
    low: Floats
    high: Floats


def theil_sen(window: Floats) -> Slopes:
    """Slopes of (r, w) windows whose columns are consecutive years, NaN for a gap.

    The interval follows Sen (1968), eq. 2.6, as ``scipy.stats.theilslopes``.
    """
    early, late = np.triu_indices(window.shape[1], 1)
    pairs = np.sort((window[:, late] - window[:, early]) / (late - early), axis=1)  # NaN go to the end
    n: Ints = np.isfinite(window).sum(axis=1)
    count = n * (n - 1) // 2
    median = (_pick(pairs, (count - 1) // 2, count) + _pick(pairs, count // 2, count)) / 2
    return Slopes(n, median, *_interval(pairs, count, n, _tie_sum(window)))


def mann_kendall(window: Floats) -> tuple[Floats, Ints]:
    """Two-sided p of ``scipy.stats.kendalltau`` and the sign of the statistic, per window.

    A window of equal values has no p in scipy; here it is 1, as nothing moves.
    """
    early, late = np.triu_indices(window.shape[1], 1)
    concordance = np.nansum(np.sign(window[:, late] - window[:, early]), axis=1).astype(np.int64)
    n: Ints = np.isfinite(window).sum(axis=1)
    return _p(window, n, concordance, _tie_sum(window)), np.sign(concordance)


def _tie_sum(window: Floats) -> Ints:
    """Σ c(c−1)(2c+5) over groups of c equal values: what ties take from the variance."""
    group = (window[:, :, None] == window[:, None, :]).sum(axis=2)
    total: Ints = np.where(group > 0, (group - 1) * (2 * group + 5), 0).sum(axis=1)
    return total


def _pick(pairs: Floats, position: Ints, count: Ints) -> Floats:
    if not pairs.shape[1]:
        return np.full(len(pairs), np.nan)
    safe = np.clip(position, 0, pairs.shape[1] - 1)
    return np.where(count > 0, np.take_along_axis(pairs, safe[:, None], axis=1)[:, 0], np.nan)


def _interval(pairs: Floats, count: Ints, n: Ints, ties: Ints) -> tuple[Floats, Floats]:
    sigma = np.sqrt(np.maximum(n * (n - 1) * (2 * n + 5) - ties, 0) / 18)
    upper = np.minimum(np.round((count + Z90 * sigma) / 2).astype(np.int64), count - 1)
    lower = np.maximum(np.round((count - Z90 * sigma) / 2).astype(np.int64) - 1, 0)
    return _pick(pairs, lower, count), _pick(pairs, upper, count)


def _p(window: Floats, n: Ints, concordance: Ints, ties: Ints) -> Floats:
    signatures, first, place = np.unique(
        np.column_stack([n, np.abs(concordance), ties]), axis=0, return_index=True, return_inverse=True
    )
    found = [_kendall(tuple(mark), window[row]) for mark, row in zip(signatures.tolist(), first, strict=True)]
    return np.array(found, dtype=np.float64)[place.reshape(-1)] if found else np.empty(0)


def _kendall(signature: Iterable[int], values: Floats) -> float:
    n, concordance, ties = signature
    if n < 2:
        return float("nan")
    if (n, concordance, ties) not in _KNOWN:
        from scipy.stats import kendalltau  # noqa: PLC0415 - loads slowly; most commands judge nothing

        (years,) = np.nonzero(np.isfinite(values))
        p = float(kendalltau(years, values[years]).pvalue)
        _KNOWN[n, concordance, ties] = 1.0 if np.isnan(p) else p
    return _KNOWN[n, concordance, ties]
