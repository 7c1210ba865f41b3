"""Cells as rows for people: the words for indicator, region and status instead of their numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cockpit.store.cells import ABSENT, STATUSES, Cells, Ints
from cockpit.store.names import Names

_WORDS = np.full(ABSENT + 1, "", dtype=object)
_WORDS[: len(STATUSES)] = STATUSES


def places(address: Ints, names: Names) -> dict[str, object]:
    """Columns indicator key year of ascending addresses."""
    where = Cells(address, np.empty(0), np.empty(0, np.int8))
    codes = np.array([names.codes.get(number, "") for number in range(max(names.codes, default=0) + 1)], dtype=object)
    return {
        "indicator": pd.array(codes[where.indicator], dtype="str"),
        "key": names.labels.take(where.region),
        "year": where.period,
    }


def status_words(held: Cells) -> pd.api.extensions.ExtensionArray:
    """The statuses as words; "" for a plain value and where there is no row."""
    return pd.array(_WORDS[held.status], dtype="str")


def compared(before: Cells, after: Cells, names: Names) -> pd.DataFrame:
    """Rows indicator key year before before_status after after_status, by these three.

    Without a row before or after, the number is NaN and the status "": a row without number always has a status.
    """
    columns = places(before.address, names)
    columns |= {"before": before.value, "before_status": status_words(before)}
    columns |= {"after": after.value, "after_status": status_words(after)}
    return in_order(pd.DataFrame(columns))


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Sorted by indicator, key and year."""
    return frame.sort_values(["indicator", "key", "year"], kind="stable", ignore_index=True)
