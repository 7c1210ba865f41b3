"""What somebody said about a file: the choices of a request, with what the request itself names on top."""

from __future__ import annotations

from dataclasses import replace

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.report import Request
from cockpit.model.draft import Choices

REPAIRS = frozenset(
    {"add_dissolved", "accept_factor_ten", "accept_names", "accept_indicators", "decimal_comma", "decimal_point"}
)
"""Every repair that may be ticked."""


def wishes_of(request: Request) -> Choices:
    """The choices with indicator, column, year and repairs of the request, where it names any."""
    said = request.choices or Choices()
    return replace(
        said,
        indicator=request.indicator or said.indicator,
        column=request.column or said.column,
        year=said.year if request.year is None else request.year,
        repairs=tuple(sorted(request.repairs)) or said.repairs,
    )


def without_notation(wishes: Choices) -> Choices:
    """The choices for a workbook, whose numbers are numbers: a notation ticked for text would change them."""
    return replace(wishes, decimal=None, repairs=tuple(one for one in wishes.repairs if not one.startswith("decimal_")))


def position(wanted: int | None, width: int) -> int | None:
    """The 0-based position of a 1-based column that was chosen; ``Refused`` when the table has no such column."""
    if wanted is None:
        return None
    if not 1 <= wanted <= width:
        problem = text("etl.refused.column", wanted=wanted, width=width)
        raise Refused(problem, remedy=text("etl.refused.column_remedy"))
    return wanted - 1
