"""The Dash application: one layout, one callback from the address to the tree of its page."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qsl, unquote

from dash import Dash, Input, NoUpdate, Output, no_update
from dash.development.base_component import Component
from flask import Flask
from werkzeug.datastructures import MultiDict

from cockpit.base.settings import Settings
from cockpit.base.texts import text
from cockpit.web import answer
from cockpit.web.elements import Address
from cockpit.web.kept_answers import pass_on
from cockpit.web.many import html, sent
from cockpit.web.page import FOLDER, Moved, Page

UNTOLD = {"end_id", "python_version", "dash_version_url", "ddk_version", "plotly_version"}
"""A token for background callbacks, of which there are none, and what only Dash's tools for developers ask for."""
ADDRESS, LIVE = "_address", "_page"
SCRIPT = re.compile(r'<script src="([^"]+)"></script>')
NEVER = ("dash_table",)
# dash_core_components and the stand-ins for old browsers, which only it still calls (regeneratorRuntime).
CORE = ("/dcc/", "polyfill")
STYLE_IN_RENDERER = re.compile(r'\.push\(\[\w+\.id,("(?:[^"\\]|\\.)*")')


def create_shell(server: Flask, settings: Settings, folder: str = FOLDER) -> Dash:
    """Dash on ``server``: without dev tools, foreign hosts, page plug-ins or anything inline."""
    app = Dash(
        "cockpit",
        server=server,
        assets_folder=str(settings.assets.resolve()),
        include_assets_files=False,
        serve_locally=True,
        suppress_callback_exceptions=True,
        update_title="",
        use_pages=False,
        add_log_handler=False,
        enable_mcp=False,
    )
    app.layout = html.Div([Address(id=ADDRESS), html.Div(id=LIVE)])

    @app.callback(  # type: ignore[untyped-decorator] # Dash ships no types
        Output(LIVE, "children"),
        Input(ADDRESS, "pathname"),
        Input(ADDRESS, "search"),
        prevent_initial_call=True,
    )
    def show(pathname: str | None, search: str | None) -> Component | NoUpdate:
        if pathname is None:  # the browser has not said yet where it is
            return no_update
        path, args = unquote(pathname), arguments(search or "")
        page = _found(path, args, folder)
        if page.status != 200:
            pass_on()
        return sent(wrapped(page, answer.with_query(path, args)))

    return app


def _found(path: str, args: Mapping[str, str], folder: str) -> Page:
    try:
        return answer.find(path, args, folder)[0]
    except Moved as moved:
        link = html.P(html.A(text("web.moved_link"), href=moved.location))
        return Page(text("web.moved"), html.Div([html.H1(text("web.moved")), link]), 308)
    except Exception as error:
        return answer.fault_page(answer.fault(error))


def arguments(search: str) -> dict[str, str]:
    """Query arguments as Flask reads them, the first value of each name."""
    return dict(MultiDict(parse_qsl(search.removeprefix("?"), keep_blank_values=True)).items())


def wrapped(page: Page, address: str) -> Component:
    """The tree with what the browser must know about it; the same in the first answer and from the callback."""
    return html.Div(page.tree, className="page", **{"data-title": full_title(page), "data-address": address})


def full_title(page: Page) -> str:
    """The title in the browser's tab: page first, name of the house last."""
    return text("web.title", page=page.title) if page.title else text("web.name")


def scripts(app: Dash, *, core: bool) -> tuple[str, ...]:
    """Addresses of the scripts that make a page live, in loading order; ``dcc`` only for one that uses it."""
    unused = NEVER if core else NEVER + CORE
    listed = SCRIPT.findall(app._generate_scripts_html())  # Dash offers its list only as HTML
    return tuple(address for address in listed if not any(name in address for name in unused))


def config(app: Dash) -> dict[str, object]:
    """What Dash's renderer reads first, without what is nobody's business or differs with each page load."""
    return {name: value for name, value in app._config().items() if name not in UNTOLD}


def uses_core(tree: Component) -> bool:
    """Whether a page needs ``dash_core_components``, such as for a figure to explore."""
    return any(node._namespace == "dash_core_components" for node in _nodes(tree))


@cache
def renderer_style_hashes() -> tuple[str, ...]:
    """CSP hashes of the style sheet that Dash's renderer adds by script: empty at first, then with its text."""
    bundle = files("dash").joinpath("dash-renderer/build/dash_renderer.min.js").read_text("utf-8")
    sheets = [str(json.loads(found)) for found in STYLE_IN_RENDERER.findall(bundle)]
    digests = [hashlib.sha256(sheet.encode()).digest() for sheet in ("", *sheets)]
    return tuple(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


def _nodes(tree: Component) -> Iterator[Component]:
    waiting: list[object] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Component):
            yield node
            waiting.append(getattr(node, "children", None))
        elif isinstance(node, (list, tuple)):
            waiting.extend(node)
