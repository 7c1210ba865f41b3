"""Compute a formula slice of any age again, from the very slices and definition it was made from."""

from __future__ import annotations

from collections.abc import Callable

from cockpit.model.indicator import Indicator
from cockpit.store.cells import Cells, joined, nothing
from cockpit.store.documents import declared
from cockpit.store.formulas import Computed, compute, grid, meant
from cockpit.store.history import Read
from cockpit.store.names import Names

CellsOf = Callable[[int], Cells]


def computed_again(read: Read, names: Names, number: int, cells_of: CellsOf) -> Computed:
    """What the formula gives for the year of the slice; ValueError when its definition is no formula."""
    sql = (
        "SELECT s.indicator_id, s.period, d.document FROM slice s"
        " JOIN definition d ON d.definition_id = s.definition_id WHERE s.slice_id = ?"
    )
    indicator, period, document = read(sql, (number,))[0]
    declaration: Indicator = declared("indicator", document)
    formula = declaration.formula
    if formula is None:
        raise ValueError(declaration.id)
    sources = [source for (source,) in read("SELECT input_id FROM made_from WHERE slice_id = ?", (number,))]
    inputs = joined([nothing(), *(cells_of(source) for source in sources)])
    inputs = inputs.where(inputs.region < len(names.keys))
    grids = {
        code: grid(inputs.where(inputs.indicator == names.indicators.get(code, 0)), len(names.keys))
        for code in formula.inputs
    }
    return compute(formula, grids, [period], indicator, meant(declaration.kreise, names.keys))
