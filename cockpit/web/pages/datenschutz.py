"""What happens to personal data."""

from __future__ import annotations

from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.legal import legal_page

PATH = "/datenschutz"
MENU = None


def page(request: PageRequest) -> Page:
    """The text with the operator's details."""
    return legal_page(request, "datenschutz")
