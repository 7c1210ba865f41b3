"""A Dash component tree as HTML, so that the server's first answer can be read before any script runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

from cockpit.web.attributes import attributes, style_text
from cockpit.web.elements import NAMESPACE

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"basefont", "frame", "keygen"}
)
RENAMED = {"MapEl": "map", "ObjectEl": "object"}
# Raw-text elements cannot be escaped, and a script has no place in a page.
FORBIDDEN = frozenset({"Script", "Plaintext", "Xmp"})
EMPTY_GRAPH_HEIGHT = 450
"""Pixels that Plotly gives a figure without a height."""


def to_html(node: Any) -> str:
    """HTML of a Dash component, text, number or list of them; everything is escaped.

    Raises ``TypeError`` for a component without an HTML form.
    """
    return "".join(_parts(node))


def _parts(node: Any) -> Iterator[str]:
    if node is None or isinstance(node, bool):
        return
    if isinstance(node, (list, tuple)):
        for child in node:
            yield from _parts(child)
    elif isinstance(node, Component):
        yield from _component(node.to_plotly_json())
    else:
        yield escape(str(node))


def _rows(props: Mapping[str, Any]) -> Iterator[str]:
    yield f"<tbody>{props['html']}</tbody>"


def _component(plain: Mapping[str, Any]) -> Iterator[str]:
    namespace, kind, props = plain["namespace"], plain["type"], plain["props"]
    if namespace == "dash_html_components" and kind not in FORBIDDEN:
        yield from _element(RENAMED.get(kind, kind.lower()), props)
    elif kind == "Address" and namespace == NAMESPACE:
        return
    elif namespace == NAMESPACE and kind in DRAWN:
        yield from DRAWN[kind](props)
    elif namespace == NAMESPACE:
        yield from _element(kind.lower(), props)
    elif (draw := CORE.get(kind)) and namespace == "dash_core_components":
        yield from draw(props)
    else:
        raise TypeError(f"{namespace}.{kind} has no HTML form")


def _element(tag: str, props: Mapping[str, Any]) -> Iterator[str]:
    text_value = props.get("value") if tag == "textarea" else None
    shown = {key: value for key, value in props.items() if not (tag == "textarea" and key == "value")}
    yield f"<{tag}{attributes(shown)}>"
    if tag in VOID:
        return
    yield from _parts(props.get("children") if text_value is None else text_value)
    yield f"</{tag}>"


def _link(props: Mapping[str, Any]) -> Iterator[str]:
    shown = {key: value for key, value in props.items() if key not in {"refresh", "loading_state"}}
    yield from _element("a", {**shown, "children": props.get("children") or props["href"]})


def _graph(props: Mapping[str, Any]) -> Iterator[str]:
    layout = (props.get("figure") or {}).get("layout") or {}
    style = {"height": layout.get("height", EMPTY_GRAPH_HEIGHT), **(props.get("style") or {})}
    shown = {key: props[key] for key in ("id", "className") if key in props}
    yield f'<div data-figure{attributes(shown)} style="{escape(style_text(style))}"></div>'


def _drawing(props: Mapping[str, Any]) -> Iterator[str]:
    yield from _element("svg", props)


def _outline(props: Mapping[str, Any]) -> Iterator[str]:
    """A link around its area; the name of the link is shown when it is pointed at."""
    if not props.get("href"):
        yield from _element("path", props)
        return
    shown = {key: value for key, value in props.items() if key != "d"}
    name, line = escape(str(props.get("aria-label") or "")), escape(props["d"])
    yield f'<a{attributes(shown)}><title>{name}</title><path d="{line}"></path></a>'


def _nothing(_props: Mapping[str, Any]) -> Iterator[str]:
    return iter(())


CORE: Mapping[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    "Link": _link,
    "Graph": _graph,
    "Location": _nothing,
    "Store": _nothing,
}
DRAWN: Mapping[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    "Drawing": _drawing,
    "Outline": _outline,
    "Rows": _rows,
}
