"""Elements made by the hundred: Dash checks each attribute of each one anew, which costs more than the page."""

from __future__ import annotations

from functools import cache
from typing import Any

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
