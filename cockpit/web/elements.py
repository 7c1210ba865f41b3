"""Dash components that ``dash.html`` lacks: inputs with aria-* and data-*, drawings of links, the page's address.

``dcc.Input`` takes neither and wraps itself in elements and styles of its own; ``dcc.Location`` would load the
whole of ``dash_core_components`` (113 KB compressed) onto every page. The browser's half is ``assets/elements.js``.
"""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

NAMESPACE = "cockpit_elements"
COMMON = ("id", "className", "title", "style", "hidden", "role", "tabIndex", "lang", "dir", "autoFocus", "spellCheck")
INPUT = ("type", "name", "value", "placeholder", "autoComplete", "inputMode", "required", "disabled", "readOnly",
         "checked", "list", "min", "max", "step", "minLength", "maxLength", "pattern", "size", "form")  # fmt: skip


class Input(Component):  # type: ignore[misc] # Dash ships no types
    """An ``<input>``; ``value`` is its first value, the browser keeps what is typed afterwards."""

    _children_props: tuple[str, ...] = ()
    _base_nodes: tuple[str, ...] = ()
    _namespace = NAMESPACE
    _type = "Input"

    def __init__(self, **attributes: Any) -> None:
        self._prop_names = [*COMMON, *INPUT]
        self._valid_wildcard_attributes = ["data-", "aria-"]
        super().__init__(**attributes)


class Drawing(Component):  # type: ignore[misc] # Dash ships no types
    """An ``<svg>`` of links (``Outline``) and plain lines, in the units of ``viewBox``."""

    _children_props: tuple[str, ...] = ()
    _base_nodes: tuple[str, ...] = ("children",)
    _namespace = NAMESPACE
    _type = "Drawing"

    def __init__(self, children: Any = None, **attributes: Any) -> None:
        self._prop_names = ["children", *COMMON, "viewBox"]
        self._valid_wildcard_attributes = ["data-", "aria-"]
        super().__init__(children=children, **attributes)


class Outline(Component):  # type: ignore[misc] # Dash ships no types
    """One area or line ``d`` of a Drawing; with ``href`` a link whose ``aria-label`` is shown when pointed at."""

    _children_props: tuple[str, ...] = ()
    _base_nodes: tuple[str, ...] = ()
    _namespace = NAMESPACE
    _type = "Outline"

    def __init__(self, **attributes: Any) -> None:
        self._prop_names = ["d", "href", *COMMON]
        self._valid_wildcard_attributes = ["data-", "aria-"]
        super().__init__(**attributes)


class Address(Component):  # type: ignore[misc] # Dash ships no types
    """Shows nothing and tells Dash ``pathname`` and ``search`` of the page whenever they change."""

    _children_props: tuple[str, ...] = ()
    _base_nodes: tuple[str, ...] = ()
    _namespace = NAMESPACE
    _type = "Address"

    def __init__(self, **attributes: Any) -> None:
        self._prop_names = ["id", "pathname", "search"]
        self._valid_wildcard_attributes: list[str] = []
        super().__init__(**attributes)
