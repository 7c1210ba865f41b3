"""The legal pages: long texts in which the operator's details stand, or plainly say that they are still missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

from dash import html
from dash.development.base_component import Component

from cockpit.base.errors import Refused
from cockpit.base.formats import day
from cockpit.base.headings import anchor
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.catalogue.legal import OF_PROGRAM, OPTIONAL, PLACEHOLDER, LegalForm, is_unset, read_legal, values
from cockpit.drafts.opening import KEPT
from cockpit.people.delays import KNOWN
from cockpit.people.sessions import IDLE, LONGEST
from cockpit.query import Snapshot
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.head import page_head
from cockpit.web.parts.markdown import long_text

Shown: TypeAlias = Component | str
BLOCKS = (html.P, html.Li)
"""What is left out as a whole when an optional detail in it is missing."""


@cache
def legal(folder: Path) -> LegalForm:
    """The operator's details under the data folder, read once per process; Refused naming every fault of the file."""
    form, faults = read_legal(folder)
    if faults:
        named = "\n".join(str(one) for one in faults)
        raise Refused(f"{text('legal.refused')}\n{named}", str(folder), text("legal.refused_remedy"))
    return form


def legal_page(request: PageRequest, name: str, below: Mapping[str, Sequence[Component]] | None = None) -> Page:
    """The page of ``data/texts/<name>.md``; ``below`` adds parts under a heading of the text."""
    held = details(request.snapshot)
    sections = {title: list(_filled(content, held)) for title, content in long_text(name).items()}
    title = text(f"legal.title.{name}")
    parts = [page_head(title, *sections.pop("")), _notice(name, held)]
    for heading, content in sections.items():
        if more := [*content, *(below or {}).get(heading, ())]:
            parts.append(html.Section([html.H2(heading), *more], className="prose", id=anchor(heading)))
    return Page(title, html.Div([part for part in parts if part], className=f"legal legal-{name}"))


def details(snapshot: Snapshot) -> dict[str, Shown | list[Shown] | None]:
    """What stands for each placeholder; ``None`` for what has not been filled in."""
    form = legal(settings().data)
    shown = {name: _shown(name, value, snapshot) for name, value in values(form).items()}
    facts = (IDLE.total_seconds() / 60, LONGEST.total_seconds() / 3600, KNOWN.days, KEPT.days)
    return shown | {name: f"{fact:.0f}" for name, fact in zip(OF_PROGRAM, facts, strict=True)}


def _shown(name: str, value: object, snapshot: Snapshot) -> Shown | list[Shown] | None:
    draw = DRAWN.get(name.rpartition(".")[2])
    if is_unset(value):
        return None
    if name == "enforcement.land":
        return (
            snapshot.catalogue.regions[str(value)].display_name if value in snapshot.catalogue.regions else str(value)
        )
    return draw(value) if draw else day(value) if isinstance(value, date) else str(value)


def _lines(value: object) -> list[Shown]:
    lines = [str(one) for one in value] if isinstance(value, list) else []
    return [part for place, line in enumerate(lines) for part in ((html.Br(), line) if place else (line,))]


def _items(value: object) -> list[Shown]:
    return [html.Ul([html.Li(str(one)) for one in value])] if isinstance(value, list) else []


def _span(unit: str) -> Callable[[object], Shown]:
    """A number of days or months in words."""

    def draw(value: object) -> Shown:
        count = {0: "none", 1: "one"}.get(int(str(value)), "many")
        return text(f"legal.{unit}.{count}", n=value)

    return draw


DRAWN: Mapping[str, Callable[[object], Shown | list[Shown]]] = {
    "mail": lambda value: html.A(str(value), href=f"mailto:{value}"),
    "website": lambda value: html.A(str(value), href=str(value), rel="noopener noreferrer"),
    "address": _lines,
    "gaps": _items,
    "log_days": _span("days"),
    "months": _span("months"),
    "conformance": lambda value: html.Strong(text(f"legal.conformance.{value}")),
    "method": lambda value: text(f"legal.method.{value}"),
}


def _filled(nodes: Sequence[Shown], held: Mapping[str, object]) -> Iterator[Shown]:
    """The nodes with every placeholder filled; values never pass through Markdown or HTML."""
    for node in nodes:
        if isinstance(node, str):
            yield from _spelled(node, held)
            continue
        children = getattr(node, "children", None)
        if isinstance(node, BLOCKS) and _says_nothing(children, held):
            continue
        if isinstance(children, (list, tuple, str)):
            inside = [children] if isinstance(children, str) else children
            made = copy(node)
            made.children = list(_filled(inside, held))
            if made.children or not children:
                yield _unwrapped(made)
        else:
            yield node


def _spelled(words: str, held: Mapping[str, object]) -> Iterator[Shown]:
    for place, part in enumerate(PLACEHOLDER.split(words)):
        if place % 2 == 0:
            if part:
                yield part
        elif part not in held:
            yield f"{{{part}}}"
        else:
            value = held[part]
            if value is None:
                yield html.Span(text("legal.unset"), className="unset")
            else:
                yield from value if isinstance(value, list) else [value]


def _says_nothing(children: object, held: Mapping[str, object]) -> bool:
    words = "".join(one for one in children if isinstance(one, str)) if isinstance(children, list) else str(children)
    return any(name in OPTIONAL and held.get(name) is None for name in PLACEHOLDER.findall(words))


def _unwrapped(made: Component) -> Component:
    """A paragraph that holds a list is none: the list itself."""
    only = made.children[0] if isinstance(made, html.P) and len(made.children) == 1 else None
    return only if isinstance(only, html.Ul) else made


def _notice(name: str, held: Mapping[str, object]) -> Component | None:
    """Says at the top that details of this page are still missing."""
    words = (settings().data / "texts" / f"{name}.md").read_text(encoding="utf-8")
    asked = set(PLACEHOLDER.findall(words)) - OPTIONAL
    if all(held.get(one, "") is not None for one in asked):
        return None
    said = [html.Strong(text("legal.notice")), " ", text("legal.notice_remedy")]
    return html.Div(html.P(said), className="unfinished", role="note")
