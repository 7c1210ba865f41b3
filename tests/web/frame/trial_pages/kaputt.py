"""A page with a programming error."""

from __future__ import annotations

from cockpit.web.page import Page, PageRequest

PATH = "/kaputt"
MENU = None


def page(request: PageRequest) -> Page:
    raise ZeroDivisionError(request.path)
