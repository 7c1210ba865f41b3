"""Long tables and maps as finished HTML: Dash takes minutes to build thousands of elements one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash.development.base_component import Component

from cockpit.web.elements import NAMESPACE
from cockpit.web.markup import to_html


class Rows(Component):  # type: ignore[misc] # Dash ships no types
    """A ``<tbody>``; its rows are components here and escaped HTML for the browser, which shows it as it stands."""

    _children_props: tuple[str, ...] = ()
    _base_nodes: tuple[str, ...] = ()
    _namespace = NAMESPACE
    _type = "Rows"

    def __init__(self, children: Sequence[Component]) -> None:
        self._prop_names = ["html"]
        self._valid_wildcard_attributes: list[str] = []
        super().__init__()
        self.children = list(children)

    def to_plotly_json(self) -> dict[str, Any]:
        """What Dash sends: the HTML of the rows, made when it is asked for."""
        return {"namespace": self._namespace, "type": self._type, "props": {"html": to_html(self.children)}}


class Links(Component):  # type: ignore[misc] # Dash ships no types
    """A ``<nav>`` around links that are HTML already; who gives it has escaped all in it."""

    _children_props: tuple[str, ...] = ()
    _base_nodes: tuple[str, ...] = ()
    _namespace = NAMESPACE
    _type = "Links"

    def __init__(self, html: str, **attributes: Any) -> None:
        self._prop_names = ["html", "className"]
        self._valid_wildcard_attributes = ["data-", "aria-"]
        super().__init__(html=html, **attributes)
