"""The statement on accessibility, with its known gaps, a way to report barriers and the body to turn to."""

from __future__ import annotations

from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.legal import legal_page

PATH = "/barrierefreiheit"
MENU = None


def page(request: PageRequest) -> Page:
    """The text with the operator's details."""
    return legal_page(request, "barrierefreiheit")
