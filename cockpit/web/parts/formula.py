"""How a computed indicator follows from other series, with links to them and the years they belong to."""

from __future__ import annotations

from collections.abc import Mapping

from dash.development.base_component import Component

from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.model.indicator import Formula, Indicator
from cockpit.model.view import View
from cockpit.web.many import html


def formula_shown(view: View) -> list[Component] | None:
    """The formula in words with its conditions; nothing for series taken over as they are."""
    formula = view.indicator.formula
    if formula is None:
        return None
    names = {item.id: item for item in view.inputs}
    parts: list[Component | str] = []
    if formula.factor != 1:
        parts.append(f"{number(formula.factor, _places(formula.factor))} × ")
    parts += _product(formula.numerator, names)
    if formula.denominator:
        parts += [" ÷ ", *_product(formula.denominator, names)]
    conditions = [html.P(said, className="note") for said in _conditions(formula, view)]
    return [html.P(html.Span(parts, className="formula")), *conditions]


def _places(factor: float) -> int:
    """As many decimals as the factor has, at most nine."""
    return next((places for places in range(9) if round(factor, places) == factor), 9)


def _product(ids: tuple[str, ...], names: Mapping[str, Indicator]) -> list[Component | str]:
    parts: list[Component | str] = []
    for position, name in enumerate(ids):
        shown = names[name].title if name in names else name
        parts += [*([" × "] if position else []), html.A(shown, href=f"/indikator/{name}")]
    return parts


def _conditions(formula: Formula, view: View) -> list[str]:
    said = []
    if formula.window > 1:
        said.append(text("pages.formula.window", n=formula.window))
    if formula.denominator_max_age:
        said.append(text("pages.formula.age", n=formula.denominator_max_age))
    older = [text("words.age.denominator", year=year, base=base) for year, base in view.denominator_years.items()]
    if older:
        said.append(text("pages.formula.older", years="; ".join(older)))
    return said
