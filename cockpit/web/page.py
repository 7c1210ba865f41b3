"""What a page is, and where all pages are found: one module per page, one map of addresses."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from dash.development.base_component import Component
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.selection import Selection
from cockpit.query import Snapshot

FOLDER = "cockpit.web.pages"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One look at a page: the Datenstand, the parsed query, the parts of the path, and both as they came."""

    snapshot: Snapshot
    selection: Selection
    params: Mapping[str, str]
    path: str
    args: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page answers; ``alternates`` are (media type, address) of the same thing in other formats.

    ``embeddable`` pages show a chart that oEmbed knows; ``picture`` is the path of a preview and what is seen on it.
    """

    title: str
    tree: Component
    status: int = 200
    description: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    embeddable: bool = False
    picture: tuple[str, str] | None = None


class Moved(Exception):
    """The page lives at another address for good."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


@dataclass(frozen=True, slots=True)
class PageModule:
    """A page file: its name, address rules, place in the menu (label, order), and the deed."""

    name: str
    rules: tuple[str, ...]
    menu: tuple[str, int] | None
    page: Callable[[PageRequest], Page]


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the main menu."""

    label: str
    path: str


@cache
def pages(folder: str = FOLDER) -> Mapping[str, PageModule]:
    """All page modules of a package by name; a new file is a new page."""
    package = importlib.import_module(folder)
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__) if not found.name.startswith("_"))
    return {name: _page_module(f"{folder}.{name}", name) for name in names}


def _page_module(path: str, name: str) -> PageModule:
    module = importlib.import_module(path)
    rules = (module.PATH,) if isinstance(module.PATH, str) else tuple(module.PATH)
    return PageModule(name, rules, module.MENU, module.page)


@cache
def address_map(folder: str = FOLDER) -> Map:
    """The one map of page addresses, asked by the server's first answer and by the Dash callback alike."""
    rules = [
        Rule(rule, endpoint=found.name, methods=["GET"]) for found in pages(folder).values() for rule in found.rules
    ]
    return Map(rules, strict_slashes=False, merge_slashes=False)


@cache
def menu(folder: str = FOLDER) -> tuple[MenuEntry, ...]:
    """The main menu in its declared order."""
    listed = [(found.menu[1], found.menu[0], found.rules[0]) for found in pages(folder).values() if found.menu]
    return tuple(MenuEntry(label, path) for _, label, path in sorted(listed))


def match(path: str, folder: str = FOLDER) -> tuple[PageModule, dict[str, str]]:
    """The page module of a path and the parts of the path; ``NotFound`` in German otherwise."""
    try:
        name, params = address_map(folder).bind("").match(path, method="GET")
    except HTTPException as none:
        raise NotFound(text("web.no_such_page"), path, text("web.no_such_page_remedy")) from none
    return pages(folder)[name], {key: str(value) for key, value in params.items()}
