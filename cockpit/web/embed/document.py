"""One chart as a document of its own: no framework, no request but itself, readable without script."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from html import escape

from cockpit import charts
from cockpit.base.formats import day
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.charts import Table
from cockpit.charts.svg.colours import palettes
from cockpit.model.selection import Theme
from cockpit.outputs.html import table_html
from cockpit.web.answer import Fault
from cockpit.web.embed.chart import Chart
from cockpit.web.embed.drawings import painting, rules

TOKENS = ("ink", "ink-2", "line", "paper", "wash", "accent", "focus")
AMONG = ("karte", "rangliste")
OWN_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
OWN_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
DOCUMENT = """<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
<script>{script}</script>
</body>
</html>
"""


def document(chart: Chart) -> str:
    """The HTML of a chart; its finding is the heading, its table stands behind a line to open."""
    scene = chart.scene
    drawn = "".join(f'<div class="d d{place}">{one.svg}</div>' for place, one in enumerate(chart.drawings))
    parts = [
        f"<h1>{escape(scene.title)}</h1>",
        f'<p class="measure">{escape(scene.subtitle)}</p>',
        _newer(chart),
        f'<div class="chart" role="img" aria-label="{escape(charts.alt(scene))}">{drawn}</div>',
        _table(charts.table(chart.view), "among" if chart.view.selection.tab in AMONG else ""),
        f'<p class="src">{escape(scene.source)}</p>',
        f'<p class="links">{_link(chart.page, text("embed.back"))}</p>',
    ]
    style = _style(chart.theme) + rules(chart.drawings) + painting(chart.drawings)
    return _filled(scene.title, style, "\n".join(part for part in parts if part))


def fault_document(found: Fault) -> str:
    """An error as it fits into a frame."""
    lines = [f"<h1>{escape(found.what)}</h1>"]
    lines += [f'<p class="measure">{escape(said)}</p>' for said in (found.where, found.remedy) if said]
    lines.append(f'<p class="links">{_link("/", text("embed.home"))}</p>')
    return _filled(found.what, _style(""), "\n".join(lines))


def policy(document: str) -> str:
    """The Content-Security-Policy of exactly this document: only the styles and the script it carries."""
    styles, scripts = _hashes(OWN_STYLE.findall(document)), _hashes(OWN_SCRIPT.findall(document))
    framed = " ".join(dict.fromkeys(["'self'", *settings().frame_ancestors.split()]))
    return (
        f"default-src 'none'; style-src {styles}; script-src {scripts}; img-src data:; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {framed}"
    )


def _filled(title: str, style: str, body: str) -> str:
    whole = text("web.title", page=title)
    return DOCUMENT.format(title=escape(whole), style=style, body=body, script=_asset("embed.js"))


def _newer(chart: Chart) -> str:
    if chart.newer is None:
        return ""
    said = text("embed.newer", n=chart.newer.id, day=day(chart.newer.created_at))
    return f'<p class="newer">{escape(said)} <a href="{escape(chart.live)}">{escape(text("embed.newest"))}</a></p>'


def _link(path: str, label: str) -> str:
    return f'<a href="{escape(path)}" target="_blank" rel="noopener">{escape(label)}</a>'


def _table(table: Table, style: str) -> str:
    name = escape(table.caption)
    shown = f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{table_html(table, style)}</div>'
    return f"<details><summary>{escape(text('embed.table'))}</summary>{shown}</details>"


def _style(theme: Theme) -> str:
    """The colours of the theme and the shared rules; without a theme the reader's own setting decides."""
    light, dark = palettes()
    if theme == "":
        set_colours = f":root{{color-scheme:light dark;{_colours(light)}}}"
        set_colours += f"@media(prefers-color-scheme:dark){{:root{{{_colours(dark)}}}}}"
    elif theme == "dunkel":
        set_colours = f":root{{color-scheme:dark;{_colours(dark)}}}"
    else:
        set_colours = f":root{{color-scheme:light;{_colours(light)}}}"
    return set_colours + _asset("embed.css")


def _colours(palette: dict[str, str]) -> str:
    return "".join(f"--{name}:{palette[name]};" for name in TOKENS)


@cache
def _asset(name: str) -> str:
    content = (settings().assets / name).read_text(encoding="utf-8")
    return re.sub(r"\n\s*", "\n", COMMENT.sub("", content)).strip()


def _hashes(contents: list[str]) -> str:
    digests = [b64encode(hashlib.sha256(content.encode()).digest()).decode() for content in dict.fromkeys(contents)]
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
