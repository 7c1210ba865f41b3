"""What the head of a page tells programs: how to embed it (oEmbed) and how it is shown where it is linked."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from cockpit.base.texts import text
from cockpit.web.embed.chart import preview_pixels
from cockpit.web.page import Page
from cockpit.web.place import absolute

FORMS = ("json", "xml")


def discovery(page: Page, address: str) -> list[str]:
    """Lines of the head: OpenGraph for every good page, the picture and oEmbed where there is a chart."""
    if page.status != 200:
        return []
    return [*_open_graph(page, address), *(_oembed(page, address) if page.embeddable else [])]


def _open_graph(page: Page, address: str) -> list[str]:
    told = {
        "og:type": "website",
        "og:site_name": text("web.name"),
        "og:locale": "de_DE",
        "og:title": page.title or text("web.name"),
        "og:description": page.description,
        "og:url": absolute(address),
    }
    if page.picture:
        path, alt = page.picture
        width, height = (str(side) for side in preview_pixels())
        told |= {"og:image": absolute(path), "og:image:type": "image/png", "og:image:alt": alt}
        told |= {"og:image:width": width, "og:image:height": height}
    lines = [f'<meta property="{name}" content="{escape(value)}">' for name, value in told.items() if value]
    return [*lines, *(['<meta name="twitter:card" content="summary_large_image">'] if page.picture else [])]


def _oembed(page: Page, address: str) -> list[str]:
    lines = []
    for form in FORMS:
        asked = absolute("/oembed?" + urlencode({"url": absolute(address), "format": form}))
        kind = "application/json+oembed" if form == "json" else "text/xml+oembed"
        lines.append(f'<link rel="alternate" type="{kind}" href="{escape(asked)}" title="{escape(page.title)}">')
    return lines
