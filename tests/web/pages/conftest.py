"""Pages asked over the shipped start data, the way people ask them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cockpit.query import Snapshot
from cockpit.web.page import Page, match
from tests.web.pages.reading import request_for

Ask = Callable[..., Page]


@pytest.fixture(scope="session")
def snapshot(live: Snapshot) -> Snapshot:
    """The newest Datenstand of the shipped data."""
    return live


@pytest.fixture(scope="session")
def ask(snapshot: Snapshot) -> Ask:
    """``ask("/kreis/lippe", ansicht="karte")`` is the page of that address."""

    def page(path: str, **args: str) -> Page:
        module, _ = match(path)
        return module.page(request_for(snapshot, path, args))

    return page
