"""Elements made and sent by the hundred: Dash looks at each attribute of each one, which costs more than the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from dash import html as of_dash
from dash.development.base_component import Component


def made(kind: Any, children: Any = None, **attributes: Any) -> Component:
    """What ``kind(children, **attributes)`` gives for a class of elements.

    Dash checks the names once and raises TypeError for one it lacks. Unlike there, a Component as any other attribute
    than ``children`` is not noticed.
    """
    names = tuple(attributes)
    element: Component = object.__new__(kind)
    held = element.__dict__
    held.update(_of_kind(kind, names))
    if children is not None:
        held["children"] = children
    held.update(attributes)
    return element


@cache
def _of_kind(kind: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """What Dash writes into every element of that kind, whatever it is given."""
    checked = kind(**dict.fromkeys(names, "x"))
    return {name: value for name, value in vars(checked).items() if name not in names}


OF_DASH = frozenset(
    {"_prop_names", "_valid_wildcard_attributes", "available_properties", "available_wildcard_properties"}
)
"""What a component of Dash says about its class, beside the attributes it was given."""


class _Html:
    """``dash.html`` with elements that are ``made``; for what a page is built of, not to ask what something is."""

    def __getattr__(self, name: str) -> Callable[..., Component]:
        make = partial(made, getattr(of_dash, name))
        setattr(self, name, make)
        return make


html = _Html()


def sent(node: Any) -> Any:
    """What Dash sends of a tree, without asking every element for each attribute that it might have."""
    if isinstance(node, (list, tuple)):
        return [sent(child) for child in node]
    if type(node) is str or not isinstance(node, Component):
        return node
    if type(node).to_plotly_json is not Component.to_plotly_json:
        return node
    props = {name: value for name, value in vars(node).items() if name not in OF_DASH}
    if "children" in props:
        props["children"] = sent(props["children"])
    return {"props": props, "type": node._type, "namespace": node._namespace}
