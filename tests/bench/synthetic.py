"""Made-up values for measuring only: never loaded into a store that anyone looks at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from cockpit.base.settings import settings
from cockpit.catalogue import load
from cockpit.model.catalogue import Catalogue
from cockpit.store import Store

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LAST = 2025


def catalogue(indicators: int) -> Catalogue:
    """The shipped catalogue with ``indicators`` plain copies of one definition instead of its own."""
    shipped = load(settings().data)
    pattern = shipped.indicators["beschaeftigtenquote"]
    copies = {
        f"messreihe-{n:04d}": replace(pattern, id=f"messreihe-{n:04d}", breaks=(), minimum=None, maximum=None)
        for n in range(indicators)
    }
    return replace(shipped, indicators=copies, targets=(), programmes={}, peculiarities=())


def frame(declared: Catalogue, years: int) -> pd.DataFrame:
    """Columns indicator, key, year, value, status: every current Kreis in every year, one decimal."""
    keys = sorted(k for k, region in declared.regions.items() if region.level == "kreis" and region.is_current)
    names = list(declared.indicators)
    span = np.arange(LAST - years + 1, LAST + 1)
    size = len(names) * len(keys) * years
    values = np.random.default_rng(7).integers(300, 700, size) / 10
    return pd.DataFrame(
        {
            "indicator": np.repeat(names, len(keys) * years),
            "key": np.tile(np.repeat(keys, years), len(names)),
            "year": np.tile(span, len(names) * len(keys)),
            "value": values,
            "status": "",
        }
    )


def write_csv(rows: pd.DataFrame, path: Path) -> None:
    """The tidy template with several indicators: ags;indikator;jahr;wert."""
    renamed = rows.rename(columns={"key": "ags", "indicator": "indikator", "year": "jahr", "value": "wert"})
    renamed[["ags", "indikator", "jahr", "wert"]].to_csv(path, sep=";", index=False)


def empty_store(path: Path, declared: Catalogue) -> Store:
    """A migrated store with the definitions and no values."""
    store = Store.open(f"sqlite:///{path}")
    store.migrate()
    store.sync(declared, at=AT, by="bench")
    return store
