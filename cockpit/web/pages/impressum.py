"""Who runs this cockpit."""

from __future__ import annotations

from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.legal import legal_page

PATH = "/impressum"
MENU = None


def page(request: PageRequest) -> Page:
    """The text with the operator's details."""
    return legal_page(request, "impressum")
