"""Fills Jinja templates and puts the frame of the public pages around them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from flask import current_app, g, request
from flask_wtf.csrf import generate_csrf  # type: ignore[import-untyped] # ships no types
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cockpit.base.errors import CockpitError
from cockpit.base.formats import day, enumeration, number
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.web import answer, assets
from cockpit.web.markup import to_html
from cockpit.web.page import Moved, menu
from cockpit.web.parts import frame as parts

TEMPLATES = Path(__file__).parents[1] / "templates"
ALWAYS = ("search.js",)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=day, number=number, enumeration=enumeration)
    environment.globals.update(csrf_token=generate_csrf, text=text, path=lambda: request.path)
    return environment


def filled(template: str, *, title: str, scripts: tuple[str, ...], **values: object) -> str:
    """The HTML of a template; ``title`` is that of the browser's tab."""
    folder = settings().assets
    held = assets.addresses(folder)
    header, footer = _frame()
    return (
        _environment()
        .get_template(template)
        .render(
            title=text("web.title", page=title),
            style_sheets=(*assets.style_sheets(folder), held["staff.css"]),
            scripts=[held[name] for name in (*ALWAYS, *scripts)],
            icon=held["favicon.svg"],
            header=header,
            footer=footer,
            **values,
        )
    )


def _frame() -> tuple[Markup, Markup]:
    """Header and footer as on public pages; empty when there is no store to say what they say."""
    folder = str(current_app.config["PAGES"])
    try:
        asked = replace(answer.page_request("/", {}, folder), path=request.path)
    except (CockpitError, Moved):
        return Markup(), Markup()
    footer = parts.footer(asked, signed_in=g.get("account") is not None)
    return _safe(to_html(parts.header(asked, menu(folder)))), _safe(to_html(footer))


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - made by to_html, which escapes everything
