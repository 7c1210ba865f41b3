"""What happens in each step of the recipe, in order: rows made tidy, checked, and held against what is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from cockpit.etl.as_text import keep_written, tell_thousands
from cockpit.etl.batch import Batch, once
from cockpit.etl.columns import occurring, told_by
from cockpit.etl.comparing import compare
from cockpit.etl.completeness import check_missing, check_totals
from cockpit.etl.direction import check_direction
from cockpit.etl.duplicates import check_duplicates
from cockpit.etl.known import check_range, mark_peculiarities
from cockpit.etl.levels import gather_levels
from cockpit.etl.naming import name_indicators
from cockpit.etl.periods import read_periods
from cockpit.etl.plausibility import check_factor_ten, check_jumps, check_secrecy
from cockpit.etl.report import Finding
from cockpit.etl.resolving import resolve_keys
from cockpit.etl.subject import check_subject
from cockpit.etl.table import Column, Table, lengthen
from cockpit.etl.territory import check_territory
from cockpit.etl.units import check_units
from cockpit.etl.values import read_values
from cockpit.model.catalogue import Catalogue
from cockpit.model.draft import Choices
from cockpit.model.indicator import Indicator
from cockpit.store import Store

Care = Callable[[str], bool] | None
"""Whether the account may write a region; ``None`` where it may write all."""


def notes_of(table: Table) -> tuple[Finding, ...]:
    """What the form had to say about the table."""
    return tuple(Finding("note", None, None, None, note, code="file.note") for note in table.notes)


def long(table: Table, columns: tuple[Column, ...], wishes: Choices) -> Batch:
    """One row per cell, without the lines that are to be ignored."""
    batch = Batch(
        lengthen(table, columns), notes_of(table), key_header=table.key_header, period_header=table.period_header
    ).then(keep_written, table.written)
    if not wishes.ignored:
        return batch
    gone = batch.frame["line"].isin(wishes.ignored)
    return batch.dropping(gone, *once(batch.frame[gone], "note", "file.ignored"))


def tidy(
    table: Table,
    columns: tuple[Column, ...],
    wishes: Choices,
    indicator: Indicator | None,
    catalogue: Catalogue,
    today: date,
) -> Batch:
    """One row per value: indicator, key, year, number and status, each read from text with its evidence."""
    return (
        long(table, columns, wishes)
        .then(name_indicators, indicator, catalogue.indicators, wishes)
        .then(resolve_keys, catalogue.regions, table, wishes)
        .then(read_periods, wishes.year, today)
        .then(read_values, table.hint, wishes)
        .then(tell_thousands, is_workbook=table.is_workbook)
    )


def check(batch: Batch, table: Table, catalogue: Catalogue, wishes: Choices) -> Batch:
    """Only rows that can be true of their Kreis at that time; the rest is refused or dropped and told."""
    return (
        batch.then(check_duplicates)
        .then(check_territory, catalogue, frozenset(wishes.repairs))
        .then(gather_levels, catalogue)
        .then(check_subject, table, catalogue.indicators)
        .then(check_units, catalogue.indicators)
        .then(check_range, catalogue.indicators)
        .then(check_totals, catalogue.indicators, catalogue.regions)
        .then(mark_peculiarities, catalogue.peculiarities)
    )


def hold_against(batch: Batch, stored: DataFrame, catalogue: Catalogue, care: Care) -> Batch:
    """New, changed or unchanged against what is stored; then only the rows the account may write.

    A wrong column shows in the rows of all Kreise, so they are looked at before those of others are left out.
    """
    return (
        batch.then(compare, stored, sorted(catalogue.regions))
        .then(check_direction, catalogue.indicators)
        .then(only_cared_for, care)
    )


def doubt(batch: Batch, catalogue: Catalogue, wishes: Choices, care: Care) -> Batch:
    """Unlikely changes are told, tenfold ones need a tick; at last what is missing among the rows that are taken."""
    return (
        batch.then(check_factor_ten, catalogue.indicators, frozenset(wishes.repairs))
        .then(check_jumps, catalogue.indicators)
        .then(check_secrecy, catalogue.indicators)
        .then(check_missing, catalogue, care)
    )


def stored_for(store: Store, frame: DataFrame) -> DataFrame:
    """Live values of every indicator in the frame: indicator key year value status."""
    names = occurring(frame["indicator"])
    parts = [part.assign(indicator=name) for name in names if len(part := store.series(name))]
    empty = DataFrame(columns=["indicator", "key", "year", "value", "status"])
    return pd.concat(parts) if parts else empty


def only_cared_for(batch: Batch, care: Care) -> Batch:
    """Without rows of regions the account may not write; one note counts them."""
    if care is None:
        return batch
    frame = batch.frame
    outside = Series(~told_by(frame["key"], care, np.bool_), index=frame.index)
    found = once(frame[outside], "note", "care.outside", field="raw_key", column=batch.key_header)
    return batch.refusing(outside, *found)
