"""Which indicator the values belong to: said in the request, in a column, or by the name of a tidy file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

import pandas as pd
from rapidfuzz import process

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.etl.asking import Asks, UnknownIndicator
from cockpit.etl.batch import Batch, once
from cockpit.etl.report import Request
from cockpit.etl.table import Table
from cockpit.model.indicator import Indicator

Indicators = Mapping[str, Indicator]


def near(wanted: str, indicators: Indicators) -> str:
    """The ids and titles that look most like what was written."""
    names = {key: key for key in indicators} | {one.title: key for key, one in indicators.items()}
    found = dict.fromkeys(names[name] for name, _, _ in process.extract(wanted, list(names), limit=5))
    return enumeration(found, "oder")


def named(request: Request, table: Table, indicators: Indicators) -> Indicator | None:
    """The one indicator of the file, or ``None`` when a column names it; ``Asks`` when nobody says."""
    if request.indicator:
        return usable(request.indicator, indicators)
    if table.indicator is not None:
        return None
    stem = identifier(PurePath(request.name.replace("\\", "/")).stem)
    if table.form == "tidy" and stem in indicators:
        return usable(stem, indicators)
    raise Asks("indicator", text("etl.asks.indicator"), request.name, text("etl.asks.indicator_remedy"))


def identifier(wanted: str) -> str:
    """An id as people write it, in its own spelling."""
    return wanted.strip().lower().replace("_", "-")


def usable(wanted: str, indicators: Indicators) -> Indicator:
    """The indicator, unless it is unknown or computed from others."""
    found = indicators.get(identifier(wanted))
    if found is None:
        remedy = text("etl.asks.unknown_indicator_remedy", near=near(wanted, indicators))
        raise UnknownIndicator(text("etl.asks.unknown_indicator", wanted=wanted), remedy)
    if found.formula:
        remedy = text("etl.asks.formula_remedy", inputs=enumeration(found.formula.inputs))
        raise Asks("indicator", text("etl.asks.formula", title=found.title), remedy=remedy)
    return found


def name_indicators(batch: Batch, only: Indicator | None, indicators: Indicators) -> Batch:
    """The ``indicator`` column as ids; rows of unknown or computed ones are refused."""
    codes, written = pd.factorize(batch.frame["indicator"])
    if only and list(written) == [""]:
        return batch.of(batch.frame.assign(indicator=only.id))
    ids = [identifier(one) for one in written]
    frame = batch.frame.assign(indicator=pd.array(ids, dtype="str").take(codes))
    batch = batch.of(frame)
    if only:
        other = frame["indicator"] != only.id
        return batch.dropping(other, *once(frame[other], "note", "indicator.only", wanted=only.id, field="indicator"))
    for name, word in zip(ids, written, strict=True):
        batch = _without_unusable(batch, name, str(word), indicators)
    return batch


def _without_unusable(batch: Batch, name: str, word: str, indicators: Indicators) -> Batch:
    known = indicators.get(name)
    if known and not known.formula:
        return batch
    bad = batch.frame["indicator"] == name
    if known:
        return batch.refusing(bad, *once(batch.frame[bad], "error", "indicator.formula", title=known.title))
    close = near(word, indicators)
    return batch.refusing(bad, *once(batch.frame[bad], "error", "indicator.unknown", wanted=word, near=close))
