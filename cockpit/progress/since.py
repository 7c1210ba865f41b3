"""The base of profiles that start with the Agenda 2030: the value of 2015 or of the first later year."""

from __future__ import annotations

import numpy as np

from cockpit.progress.history import Floats, History, Ints
from cockpit.progress.method import Words

AGENDA = 2015


def since_2015(history: History) -> tuple[Floats, Ints, Words]:
    """Base value, base year and reason per region; undefined when nothing lies between base and latest year."""
    width = history.values.shape[1]
    years = history.latest_year[:, None] - np.arange(width - 1, -1, -1)
    usable = np.isfinite(history.values) & (years >= AGENDA)
    column = np.argmax(usable, axis=1)
    defined = usable.any(axis=1) & (column < width - 1)
    base = np.where(defined, history.values[np.arange(len(column)), column], np.nan)
    behind_break = (np.isfinite(history.cut) & (years >= AGENDA)).any(axis=1)
    reason = np.select([defined, behind_break], ["", "break"], "no_base_value")
    return base, history.year_of(column), reason
