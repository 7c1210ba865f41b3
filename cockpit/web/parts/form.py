"""Forms that work without script: search with proposals where there is one, and choices by select."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.web.elements import Input
from cockpit.web.many import html, made

Choice = tuple[str, str]


def hidden(state: Mapping[str, str]) -> list[Component]:
    """State that a form carries along unchanged."""
    return [made(Input, type="hidden", name=name, value=value) for name, value in state.items() if value]


def search_line(name: str, *, action: str = "/suche", label: str, button: str, value: str = "") -> Component:
    """A big search entry with its label and button."""
    entry = _entry(f"{name}-eingabe", value, text("pages.search_hint"))
    line = html.Div([entry, html.Button(button, type="submit", className="btn btn-main")], className="line")
    return html.Form(
        [html.Label(label, htmlFor=f"{name}-eingabe"), line],
        action=action,
        method="get",
        role="search",
        className="ask ask-big",
        **{"aria-label": label},
    )


def search_small() -> Component:
    """The search entry of the header; Enter sends it."""
    entry = _entry("suche-kopf", "", text("pages.search_placeholder"))
    label = html.Label(text("pages.search_label"), htmlFor="suche-kopf", className="vh")
    name = {"aria-label": text("pages.search_header")}
    return html.Form([label, entry], action="/suche", method="get", role="search", className="find", **name)


def filter_line(name: str, *, action: str, label: str, value: str, keep: Mapping[str, str]) -> Component:
    """A plain entry that narrows the list on the same page."""
    entry = Input(id=f"{name}-filter", type="search", name="q", value=value, autoComplete="off")
    button = html.Button(text("pages.filter"), type="submit", className="btn")
    return html.Form(
        [*hidden(keep), html.Label(label, htmlFor=f"{name}-filter"), entry, button],
        action=action,
        method="get",
        className="inline-form no-print",
    )


def select_form(
    name: str,
    groups: Iterable[tuple[str, Sequence[Choice]]],
    *,
    action: str,
    label: str,
    button: str,
    chosen: str = "",
    keep: Mapping[str, str] | None = None,
    blank: str = "",
) -> Component:
    """A select that opens the same page with ``name`` set; a group without label lists its choices bare."""
    options: list[Component] = [html.Option(blank, value="")] if blank else []
    for title, choices in groups:
        listed = [_option(value, shown, value == chosen) for value, shown in choices]
        options += [html.Optgroup(listed, label=title)] if title else listed
    field = html.Select(options, name=name, id=f"wahl-{name}")
    return html.Form(
        [
            *hidden(keep or {}),
            html.Label(label, htmlFor=f"wahl-{name}"),
            field,
            html.Button(button, type="submit", className="btn"),
        ],
        action=action,
        method="get",
        className="inline-form no-print",
    )


def _option(value: str, shown: str, chosen: bool) -> Component:
    return html.Option(shown, value=value, selected=True) if chosen else html.Option(shown, value=value)


def _entry(identity: str, value: str, placeholder: str) -> Component:
    entry = made(
        Input,
        id=identity,
        type="search",
        name="q",
        value=value,
        placeholder=placeholder,
        autoComplete="off",
        **{"data-search": "/suche"},
    )
    return html.Div(entry, className="entry")
