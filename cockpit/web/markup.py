"""A Dash component tree as HTML, so that the server's first answer can be read before any script runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

from cockpit.web.attributes import attributes, escaped, style_text
from cockpit.web.elements import NAMESPACE
from cockpit.web.many import OF_DASH

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"basefont", "frame", "keygen"}
)
RENAMED = {"MapEl": "map", "ObjectEl": "object"}
# Raw-text elements cannot be escaped, and a script has no place in a page.
FORBIDDEN = frozenset({"Script", "Plaintext", "Xmp"})
EMPTY_GRAPH_HEIGHT = 450
"""Pixels that Plotly gives a figure without a height."""
Put = Callable[[str], object]
Draw = Callable[[Mapping[str, Any], Put], None]


def to_html(node: Any) -> str:
    """HTML of a Dash component, text, number or list of them; everything is escaped.

    Raises ``TypeError`` for a component without an HTML form.
    """
    written: list[str] = []
    _write(node, written.append)
    return "".join(written)


def _write(node: Any, put: Put) -> None:
    """Into one list, for the whole tree: a generator in every element would hand each piece through all above it."""
    if type(node) is str:  # most are
        put(escaped(node))
    elif node is None or isinstance(node, bool):
        return
    elif isinstance(node, (list, tuple)):
        for child in node:
            _write(child, put)
    elif isinstance(node, Component):
        _component(node, put)
    else:
        put(escape(str(node)))


def _component(node: Component, put: Put) -> None:
    namespace, kind = node._namespace, node._type
    if namespace == "dash_html_components" and kind not in FORBIDDEN:
        _element(RENAMED.get(kind, kind.lower()), _held(node), put)
    elif kind == "Address" and namespace == NAMESPACE:
        return
    elif namespace == NAMESPACE and kind in DRAWN:
        DRAWN[kind](_props(node), put)
    elif namespace == NAMESPACE:
        _element(kind.lower(), _props(node), put)
    elif (draw := CORE.get(kind)) and namespace == "dash_core_components":
        draw(_props(node), put)
    else:
        raise TypeError(f"{namespace}.{kind} has no HTML form")


def _props(node: Component) -> Mapping[str, Any]:
    found: Mapping[str, Any] = node.to_plotly_json()["props"]
    return found


def _held(node: Component) -> Mapping[str, Any]:
    """What ``to_plotly_json`` finds by asking for every attribute an element could have."""
    return {name: value for name, value in vars(node).items() if name not in OF_DASH}


def _element(tag: str, props: Mapping[str, Any], put: Put) -> None:
    shown = {key: value for key, value in props.items() if key != "value"} if tag == "textarea" else props
    put(f"<{tag}{attributes(shown)}>")
    if tag in VOID:
        return
    typed = props.get("value") if tag == "textarea" else None
    _write(props.get("children") if typed is None else typed, put)
    put(f"</{tag}>")


def _rows(props: Mapping[str, Any], put: Put) -> None:
    put(f"<tbody>{props['html']}</tbody>")


def _links(props: Mapping[str, Any], put: Put) -> None:
    shown = {key: value for key, value in props.items() if key != "html"}
    put(f"<nav{attributes(shown)}>{props['html']}</nav>")


def _link(props: Mapping[str, Any], put: Put) -> None:
    shown = {key: value for key, value in props.items() if key not in {"refresh", "loading_state"}}
    _element("a", {**shown, "children": props.get("children") or props["href"]}, put)


def _graph(props: Mapping[str, Any], put: Put) -> None:
    layout = (props.get("figure") or {}).get("layout") or {}
    style = {"height": layout.get("height", EMPTY_GRAPH_HEIGHT), **(props.get("style") or {})}
    shown = {key: props[key] for key in ("id", "className") if key in props}
    put(f'<div data-figure{attributes(shown)} style="{escape(style_text(style))}"></div>')


def _drawing(props: Mapping[str, Any], put: Put) -> None:
    _element("svg", props, put)


def _outline(props: Mapping[str, Any], put: Put) -> None:
    """A link around its area; the name of the link is shown when it is pointed at."""
    if not props.get("href"):
        _element("path", props, put)
        return
    shown = {key: value for key, value in props.items() if key != "d"}
    name, line = escape(str(props.get("aria-label") or "")), escape(props["d"])
    put(f'<a{attributes(shown)}><title>{name}</title><path d="{line}"></path></a>')


def _nothing(_props: Mapping[str, Any], _put: Put) -> None:
    return


CORE: Mapping[str, Draw] = {
    "Link": _link,
    "Graph": _graph,
    "Location": _nothing,
    "Store": _nothing,
}
DRAWN: Mapping[str, Draw] = {
    "Drawing": _drawing,
    "Links": _links,
    "Outline": _outline,
    "Rows": _rows,
}
