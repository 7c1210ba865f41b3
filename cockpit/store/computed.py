"""Recompute the slices of formula indicators whose inputs or definition changed, inputs before results."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from graphlib import CycleError, TopologicalSorter

import numpy as np

from cockpit.base.errors import StoreFault
from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Formula
from cockpit.store import slices
from cockpit.store.cells import differing, period_of, slot_of
from cockpit.store.formulas import Computed, Grid, affected, compute, grid, input_years, meant
from cockpit.store.slices import Making
from cockpit.store.work import Work

Touched = dict[str, set[int]]
"""Indicator → years whose values changed."""


def recompute_formulas(work: Work, touched: Touched, stale: Collection[str]) -> Touched:
    """Write the formula slices that come out differently; returns ``touched`` with those added.

    Formulas in ``stale`` are recomputed in all years.
    """
    found = dict(touched)
    grids: dict[str, Grid] = {}
    for code in order(work.catalogue):
        formula = work.catalogue.indicators[code].formula
        if formula is None or not (code in stale or affected(formula, found)):
            continue
        for source in formula.inputs:
            grids.setdefault(source, _grid(work, source))
        changed = _replace(work, code, formula, grids, None if code in stale else affected(formula, found))
        if changed:
            found[code] = changed
    return found


def order(catalogue: Catalogue) -> list[str]:
    """Formula indicators, each after those it is computed from; a cycle is a StoreFault."""
    formulas = {code: item.formula for code, item in catalogue.indicators.items() if item.formula}
    try:
        sorted_codes = list(TopologicalSorter({code: item.inputs for code, item in formulas.items()}).static_order())
    except CycleError as error:
        raise StoreFault(text("store.rows.cycle", codes=", ".join(error.args[1]))) from error
    return [code for code in sorted_codes if code in formulas]


def _grid(work: Work, code: str) -> Grid:
    cells = slices.live_cells(work.writer.rows, work.names.indicators.get(code, 0))
    return grid(cells, len(work.names.keys))


def _replace(work: Work, code: str, formula: Formula, grids: dict[str, Grid], wanted: Iterable[int] | None) -> set[int]:
    """Recompute the wanted years (None = all) and write those that differ; returns them."""
    indicator = work.names.indicators[code]
    live = slices.live_cells(work.writer.rows, indicator)
    possible = {year for source in formula.numerator for year in grids[source].years} | set(live.period.tolist())
    years = possible if wanted is None else possible & set(wanted)
    chosen = meant(work.catalogue.indicators[code].kreise, work.names.keys)
    computed = compute(formula, grids, years, indicator, chosen)
    slots = differing(live.where(np.isin(live.period, list(years))), computed.cells)
    gone = sorted(set(slots.tolist()) - set(computed.cells.slot.tolist()))
    slices.end(work, gone)
    fresh = computed.cells.where(np.isin(computed.cells.slot, slots))
    slices.write(work, fresh, _makings(work, code, formula, computed, [period_of(slot) for slot in slots.tolist()]))
    return {period_of(slot) for slot in slots.tolist()}


def _makings(work: Work, code: str, formula: Formula, computed: Computed, years: Iterable[int]) -> dict[int, Making]:
    """For every year what it was computed from, so that it can be computed again."""
    sql = "SELECT definition_id FROM definition WHERE kind = 'indicator' AND code = ? AND to_revision IS NULL"
    definition = int(work.writer.rows(sql, (code,))[0][0])
    live = {
        source: slices.live_slices(work.writer.rows, work.names.indicators.get(source, 0)) for source in formula.inputs
    }
    found: dict[int, Making] = {}
    for year in years:
        held = computed.denominator_years.get(year)
        used = input_years(formula, year, held)
        inputs = {live[source][past] for source, pasts in used.items() for past in pasts if past in live[source]}
        found[slot_of(work.names.indicators[code], year)] = Making(definition, tuple(sorted(inputs)), held)
    return found
