"""The document around a page: head, header, main, footer – complete before any script has run."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from dash import Dash

from cockpit.base.settings import settings
from cockpit.web import assets, shell
from cockpit.web.discovery import discovery
from cockpit.web.markup import to_html
from cockpit.web.page import FOLDER, Page, PageRequest, menu
from cockpit.web.parts import frame as parts

# Control characters of an address have no place in HTML; browsers would guess what they mean.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
DOCUMENT = """<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{head}
</head>
<body>
{header}
<main id="inhalt" tabindex="-1">
<div id="first-answer">{tree}</div>
<div id="live" hidden><div id="react-entry-point"></div></div>
</main>
{footer}
<p id="announcement" class="vh" role="status"></p>
<script type="application/json" id="_dash-config">{config}</script>
<script type="application/json" id="dash-scripts">{scripts}</script>
</body>
</html>
"""


def document(
    app: Dash,
    page: Page,
    address: str,
    request: PageRequest | None,
    folder: str = FOLDER,
    *,
    explores: bool | None = None,
) -> str:
    """The whole HTML of a first answer; without ``request`` (no store) header and footer carry no data.

    ``explores`` says whether the page uses ``dash_core_components``, where that has been looked up already.
    """
    tree = shell.wrapped(page, address)
    whole = DOCUMENT.format(
        title=escape(shell.full_title(page)),
        head="\n".join([*_head(page, settings().assets), *discovery(page, address)]),
        header=to_html(parts.header(request, menu(folder))) if request else "",
        tree=to_html(tree),
        footer=to_html(parts.footer(request)) if request else "",
        config=_json(shell.config(app)),
        scripts=_json(shell.scripts(app, core=shell.uses_core(tree) if explores is None else explores)),
    )
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", whole)


def _head(page: Page, folder: Path) -> Sequence[str]:
    held = assets.addresses(folder)
    lines = [f'<link rel="stylesheet" href="{address}">' for address in assets.style_sheets(folder)]
    lines += [f'<script defer src="{address}"></script>' for address in assets.own_scripts(folder)]
    if page.description:
        lines.append(f'<meta name="description" content="{escape(page.description)}">')
    if "favicon.svg" in held:
        lines.append(f'<link rel="icon" type="image/svg+xml" href="{held["favicon.svg"]}">')
    lines += [
        f'<link rel="alternate" type="{escape(kind)}" href="{escape(address)}">' for kind, address in page.alternates
    ]
    return lines


def _json(value: object) -> str:
    return json.dumps(value).replace("<", "\\u003c")
