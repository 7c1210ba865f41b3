"""Reads component trees the way people read pages, without a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from dash.development.base_component import Component

from cockpit import query
from cockpit.query import Snapshot
from cockpit.web.page import PageRequest, match


def request_for(snapshot: Snapshot, path: str, args: Mapping[str, str] | None = None) -> PageRequest:
    """What the server hands to a page for this address."""
    given = dict(args or {})
    _, params = match(path)
    return PageRequest(snapshot, query.selection(snapshot, given), params, path, given)


def nodes(tree: Any) -> Iterator[Component]:
    """The component and everything below it, in reading order."""
    if isinstance(tree, (list, tuple)):
        for child in tree:
            yield from nodes(child)
    elif isinstance(tree, Component):
        yield tree
        yield from nodes(getattr(tree, "children", None))


def found(tree: Component, kind: str, css: str = "") -> list[Component]:
    """All elements of one kind, such as ``H2``, with that class if one is given."""
    return [
        node
        for node in nodes(tree)
        if node._type == kind and (not css or css in str(getattr(node, "className", "") or "").split())
    ]


def words_of(node: Any) -> str:
    """The text people read, pieces joined by blanks."""
    if isinstance(node, (list, tuple)):
        return " ".join(filter(None, (words_of(child) for child in node)))
    if isinstance(node, Component):
        return words_of(getattr(node, "children", None))
    return "" if node is None else " ".join(str(node).split())


@dataclass(frozen=True)
class TileLink:
    """One Kreis of a tile map."""

    href: str
    title: str
    className: str  # noqa: N815 - as Dash calls it
    tabIndex: int  # noqa: N815


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[TileLink] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "a", tag
        held = {name: value or "" for name, value in attrs}
        self.found.append(TileLink(held["href"], held["title"], held["class"], int(held["tabindex"])))


def tile_links(tree: Component) -> list[TileLink]:
    """The links of all tile maps, which are HTML already."""
    reader = _Anchors()
    for grid in found(tree, "Links"):
        reader.feed(grid.html)
    return reader.found
