"""Numbers a workbook keeps as text: told as they stand there, and where a point in them was read as thousands."""

from __future__ import annotations

from cockpit.etl.batch import Batch, once
from cockpit.etl.workbook import Written

FIGURE = "figure"
"""The column of cells as they are read, where ``cell`` is the cell as it stands in the file."""
THOUSANDS = r"[-+]?\d{1,3}(?:\.\d{3})+"
DECIMAL_COMMA = r"[-+]?\d[\d.]*,\d+"


def keep_written(batch: Batch, written: Written) -> Batch:
    """The cells of a workbook as they stand there, beside them as they are read; every finding shows the former."""
    if not written:
        return batch
    frame, cells = batch.frame, batch.frame["cell"].copy()
    for place, texts in written.items():
        here = frame["place"] == place + 1
        cells[here] = (frame.loc[here, "line"] - 1).map(texts).astype("str").fillna(cells[here])
    return batch.of(frame.assign(**{FIGURE: frame["cell"], "cell": cells}))


def tell_thousands(batch: Batch, *, is_workbook: bool) -> Batch:
    """Note text cells such as ``1.392`` read as 1392 because others of their column have a decimal comma.

    In a workbook the point may as well be a slip: numbers kept there as numbers have none for thousands.
    """
    if not is_workbook:
        return batch
    frame = batch.frame
    odd = frame[frame["cell"].str.fullmatch(THOUSANDS)]
    odd = odd[odd["cell"].str.replace(".", "", regex=False).astype("float64") == odd["value"]]
    if odd.empty:
        return batch
    commas = frame.loc[frame["cell"].str.fullmatch(DECIMAL_COMMA), "place"]
    findings = [
        finding
        for _, rows in odd[odd["place"].isin(commas)].groupby("place", sort=False)
        for finding in once(
            rows, "note", "value.thousands", cell=rows["cell"].iloc[0], read=f"{rows['value'].iloc[0]:.0f}"
        )
    ]
    return batch.noting(*findings)
