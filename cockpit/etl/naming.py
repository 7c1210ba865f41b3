"""Which indicator the values belong to: said in the request, in a column, or by the name of a tidy file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

import pandas as pd
from pandas import Series
from rapidfuzz import fuzz, process

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.etl.asking import Asks, UnknownIndicator
from cockpit.etl.batch import Batch, once
from cockpit.etl.columns import chosen, repeated
from cockpit.etl.signs import plain_word
from cockpit.etl.table import Column, Table, choose
from cockpit.etl.unit_words import SEPARATOR
from cockpit.model.draft import Choices
from cockpit.model.indicator import Indicator

Indicators = Mapping[str, Indicator]
ACCEPT = "accept_indicators"
SURE, LEAD = 88, 6
"""Likeness from which a name is proposed, and by how much the best proposal has to lead."""


def near(wanted: str, indicators: Indicators) -> str:
    """The ids and titles that look most like what was written."""
    names = {key: key for key in indicators} | {one.title: key for key, one in indicators.items()}
    found = dict.fromkeys(names[name] for name, _, _ in process.extract(wanted, list(names), limit=5))
    return enumeration(found, "oder")


def named(wishes: Choices, table: Table, indicators: Indicators, file_name: str) -> Indicator | None:
    """The one indicator of the file, or ``None`` when a column names it or columns are mapped; else ``Asks``."""
    if mapping(wishes):
        return None
    if wishes.indicator:
        return usable(wishes.indicator, indicators)
    if table.indicator is not None or columns_by_id(table, indicators):
        return None
    stem = identifier(PurePath(file_name.replace("\\", "/")).stem)
    if table.form == "tidy" and stem in indicators:
        return usable(stem, indicators)
    raise Asks("indicator", text("etl.asks.indicator"), file_name, text("etl.asks.indicator_remedy"))


def mapping(wishes: Choices) -> dict[int, str]:
    """Number of a value column → indicator id, as chosen."""
    return {int(number): wanted for number, wanted in wishes.columns if number.strip().isdecimal()}


def columns_by_id(table: Table, indicators: Indicators) -> dict[int, str]:
    """Number of a value column → indicator id, where every header is the id of an indicator; else nothing."""
    groups = table.groups
    ids = {columns[0].number: identifier(label) for label, columns in groups.items()}
    return ids if set(ids.values()) <= indicators.keys() else {}


def columns_by_title(table: Table, indicators: Indicators) -> dict[int, str]:
    """Number of a value column → indicator id, for columns that bear the title of exactly one indicator."""
    titles = _titles(indicators)
    found = {}
    for label, columns in table.groups.items():
        for name in (label, label.partition(SEPARATOR)[0], label.rpartition(SEPARATOR)[0]):
            if meant := titles.get(plain_word(name)):
                found[columns[0].number] = meant
                break
    return found


def columns_meant(
    wishes: Choices, table: Table, indicator: Indicator | None, indicators: Indicators
) -> tuple[Column, ...]:
    """The value columns to read: mapped to indicators, or those of the one indicator, or of an indicator column."""
    mapped = mapping(wishes)
    if not mapped and indicator is None and table.indicator is None:
        mapped = columns_by_id(table, indicators)
    if not mapped:
        return choose(table, wishes.column, indicator)
    found = []
    for number, wanted in mapped.items():
        meant = usable(wanted, indicators)
        found += [replace(one, indicator=meant.id) for one in choose(table, str(number), None)]
    return tuple(found)


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


def name_indicators(batch: Batch, only: Indicator | None, indicators: Indicators, wishes: Choices) -> Batch:
    """The ``indicator`` column as ids; rows of unknown or computed ones are refused, guesses are told."""
    codes, written = pd.factorize(batch.frame["indicator"])
    if only and list(written) == [""]:
        return batch.of(batch.frame.assign(indicator=repeated(only.id, len(batch.frame))))
    said = {name: identifier(wanted) for name, wanted in wishes.columns if not name.strip().isdecimal()}
    meant = [_meant(str(word), said, indicators) for word in written]
    ids = [one.id or identifier(str(word)) for one, word in zip(meant, written, strict=True)]
    frame = batch.frame.assign(indicator=chosen(codes, ids))
    batch = batch.of(frame)
    if only:
        other = frame["indicator"] != only.id
        return batch.dropping(other, *once(frame[other], "note", "indicator.only", wanted=only.id, field="indicator"))
    for n, (one, word) in enumerate(zip(meant, written, strict=True)):
        if one.how in ("said", "id") and one.id in indicators and not indicators[one.id].formula:
            continue
        rows = Series(codes == n, index=frame.index).reindex(batch.frame.index)
        batch = _settled(batch, rows, one, str(word), indicators, accept=ACCEPT in wishes.repairs)
    return batch


@dataclass(frozen=True, slots=True)
class _Meaning:
    """The indicator a name stands for, and how sure that is: said, id, title, near or none."""

    id: str
    how: str


def _meant(word: str, said: Mapping[str, str], indicators: Indicators) -> _Meaning:
    if word in said:
        return _Meaning(said[word], "said")
    if identifier(word) in indicators:
        return _Meaning(identifier(word), "id")
    titles = _titles(indicators)
    if found := titles.get(plain_word(word)):
        return _Meaning(found, "title")
    close = process.extract(plain_word(word), list(titles), scorer=fuzz.ratio, limit=2, score_cutoff=SURE - LEAD)
    best = {titles[name]: score for name, score, _ in reversed(close)}
    if close and close[0][1] >= SURE and (len(best) == 1 or close[0][1] - close[1][1] >= LEAD):
        return _Meaning(titles[close[0][0]], "near")
    return _Meaning("", "none")


def _titles(indicators: Indicators) -> dict[str, str]:
    """Titles and short titles in plain spelling → id, those of several indicators left out."""
    found: dict[str, set[str]] = {}
    for one in indicators.values():
        for title in (one.title, one.short_title, one.id):
            found.setdefault(plain_word(title), set()).add(one.id)
    return {title: min(ids) for title, ids in found.items() if len(ids) == 1}


def _settled(
    batch: Batch, rows: Series[bool], meant: _Meaning, word: str, indicators: Indicators, *, accept: bool
) -> Batch:
    """The batch with the rows of one written name taken, told or refused."""
    some = batch.frame[rows].assign(indicator=word)
    known = indicators.get(meant.id)
    if known is None:
        found = once(some, "error", "indicator.unknown", field="indicator", wanted=word, near=near(word, indicators))
        return batch.refusing(rows, *found)
    if known.formula:
        return batch.refusing(rows, *once(some, "error", "indicator.formula", field="indicator", title=known.title))
    values = {"wanted": word, "title": known.title, "id": known.id}
    if meant.how == "near" and not accept:
        return batch.refusing(rows, *once(some, "error", "indicator.near", field="indicator", **values))
    return batch.noting(*once(some, "note", "indicator.by_title", field="indicator", **values))
