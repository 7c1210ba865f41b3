"""What flat files share: one header row, a column of region keys among the variables, several quantities below."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.material import Material
from cockpit.etl.numbers import mark_of, texts_of
from cockpit.etl.rows import rows_below
from cockpit.etl.signs import is_key
from cockpit.etl.table import Column, Table
from cockpit.etl.unit_words import PER_CENT, unit_in

MOST_SECTIONS = 2_000


@dataclass(frozen=True, slots=True)
class Region:
    """The column of region keys: its 0-based position and the number of its variable."""

    position: int
    number: str


def flat_head(material: Material) -> list[str]:
    """The names of the first row; a workbook has none of these forms."""
    rows = [] if material.is_workbook else material.head(1)
    return [name.strip('\ufeff" ') for name in rows[0]] if rows else []


def required_head(material: Material, needed: Collection[str]) -> list[str]:
    """The names of the first row; ``Refused`` when this form was chosen for a file that lacks what it needs."""
    names = flat_head(material)
    lacking = sorted(set(needed) - set(names) - {name.lower() for name in names})
    if lacking:
        problem = text("etl.refused.lacking", names=", ".join(lacking))
        raise Refused(problem, remedy=text("etl.refused.lacking_remedy"))
    return names


def flat_rows(material: Material, names: list[str]) -> tuple[DataFrame, NDArray[np.int64]]:
    """Every row below the header as text."""
    return rows_below(material, 1, len(names))


def region_of(body: DataFrame, names: list[str], ending: str) -> Region:
    """The variable whose attributes are keys of Kreise; ``Refused`` when there are only Länder, or no keys at all."""
    found: list[tuple[int, int, Region]] = []
    for place, name in enumerate(names):
        if name.endswith(ending):
            cells = [str(one) for one in pd.unique(body[place]) if one]
            keys = [one for one in cells if is_key(one)]
            if keys and len(keys) == len(cells):
                local = sum(len(one) > 3 for one in keys)
                found.append((local, len(keys), Region(place, name.partition("_")[0])))
    if not found:
        raise Refused(text("etl.refused.no_keys"), text("etl.line", line=1), text("etl.refused.no_keys_remedy"), line=1)
    local, _, region = max(found, key=lambda one: one[:2])
    if not local:
        where, remedy = text("etl.line", line=1), text("etl.refused.no_kreise_remedy")
        raise Refused(text("etl.refused.no_kreise"), where, remedy, line=1)
    return region


def sectioned(
    form: str,
    body: DataFrame,
    lines: NDArray[np.int64],
    names: list[str],
    key: int,
    period: int,
    value: int,
    levels: Sequence[int],
    sign: int | None,
) -> Table:
    """The table whose value column is split into one column on offer for each combination of ``levels``."""
    section = len(names)
    body, columns = _split(body, value, levels, section)
    shares = [one for one in columns if unit_in(one.label) == PER_CENT]
    notes = (text("etl.shares"),) if shares and len(shares) < len(columns) else ()
    return Table(
        form=form,
        body=body,
        lines=lines,
        key=key,
        key_header=names[key],
        values=columns,
        period=period,
        period_header=names[period],
        sign=sign,
        hint=mark_of(texts_of(body[value].array)),
        notes=notes,
        section=section,
        head=tuple(names),
        titles=" ".join(_titles(body, names)),
    )


def _split(body: DataFrame, value: int, levels: Sequence[int], section: int) -> tuple[DataFrame, tuple[Column, ...]]:
    """The body with the number of the combination of each row, and a column for each combination."""
    if not levels:
        return body.assign(section="0").set_axis([*body.columns, section], axis=1), (
            Column(value, (), section="0", offered=1),
        )
    codes, found = pd.factorize(pd.MultiIndex.from_frame(body[list(levels)]))
    if len(found) > MOST_SECTIONS:
        raise Refused(text("etl.refused.sections", n=len(found)), remedy=text("etl.refused.sections_remedy"))
    numbers = np.array([str(n) for n in range(len(found))], dtype=object)
    columns = tuple(
        Column(value, tuple(one for one in map(str, combination) if one), section=str(n), offered=n + 1)
        for n, combination in enumerate(found)
    )
    return body.assign(section=numbers[codes]).set_axis([*body.columns, section], axis=1), columns


def _titles(body: DataFrame, names: list[str]) -> list[str]:
    """What the columns of statistic and measure say."""
    told = [place for place, name in enumerate(names) if name in ("statistics_label", "Statistik_Label")]
    return [str(one) for place in told for one in pd.unique(body[place])[:3]]
