"""Long texts written in Markdown as a component tree; raw HTML in them stays text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeAlias

from dash.development.base_component import Component
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from cockpit.base.settings import settings
from cockpit.web.many import html
from cockpit.web.parts.outside import link

PLAIN = {
    "paragraph": html.P,
    "bullet_list": html.Ul,
    "ordered_list": html.Ol,
    "list_item": html.Li,
    "blockquote": html.Blockquote,
    "strong": html.Strong,
    "em": html.Em,
    "thead": html.Thead,
    "tr": html.Tr,
}
HEADINGS = {"h2": html.H2, "h3": html.H3, "h4": html.H4}
Node: TypeAlias = Component | str | None


def long_text(name: str) -> dict[str, list[Component]]:
    """``data/texts/<name>.md`` by section: "" before the first second-level heading, then by heading."""
    return _sections((settings().data / "texts" / f"{name}.md").read_text(encoding="utf-8"))


@cache
def _sections(written: str) -> dict[str, list[Component]]:
    root = SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).enable("table").parse(written))
    found: dict[str, list[Component]] = {"": []}
    current = ""
    for node in root.children:
        if node.type == "heading" and node.tag == "h2":
            current = node.children[0].content
            found[current] = []
        elif (part := _component(node)) is not None:
            found[current].append(part)
    return found


def _component(node: SyntaxTreeNode) -> Node:
    draw = OTHER.get(node.type)
    if draw is not None:
        return draw(node)
    element = PLAIN.get(node.type)
    return element(_children(node.children)) if element else None


def _table(node: SyntaxTreeNode) -> Component:
    """A table whose cells name their column, so that it can become cards on a phone."""
    head = [cell.children[0].content for cell in node.children[0].children[0].children]
    body = [
        html.Tr(
            [
                html.Th(_children(cell.children), scope="row")
                if not place
                else html.Td(html.Span(_children(cell.children)), **{"data-label": head[place]})
                for place, cell in enumerate(row.children)
            ]
        )
        for row in node.children[1].children
    ]
    return html.Table([_component(node.children[0]), html.Tbody(body)], className="stacked")


def _children(nodes: Sequence[SyntaxTreeNode]) -> list[Component | str]:
    """Children with the wrapping of inline content left out."""
    found: list[Component | str] = []
    for node in nodes:
        if node.type == "inline" or (node.type == "paragraph" and node.hidden):
            found += _children(node.children)
        elif (part := _component(node)) is not None:
            found.append(part)
    return found


OTHER: dict[str, Callable[[SyntaxTreeNode], Node]] = {
    "text": lambda node: node.content,
    "code_block": lambda node: node.content,
    "code_inline": lambda node: html.Code(node.content),
    "softbreak": lambda _: " ",
    "hardbreak": lambda _: " ",
    "link": lambda node: link(_children(node.children), str(node.attrs["href"])),
    "heading": lambda node: HEADINGS[node.tag](_children(node.children)),
    "table": _table,
    "th": lambda node: html.Th(_children(node.children), scope="col"),
    "inline": lambda node: html.Span(_children(node.children)),
}
