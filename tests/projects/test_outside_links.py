"""Whatever leads to another website says so to the eye and to the ear, on every public page."""

from __future__ import annotations

import pytest

from tests.projects.conftest import Ask
from tests.web.pages.reading import found, words_of
from tests.web.pages.test_every_page import NAMES, PAGES


@pytest.mark.parametrize(("path", "args"), PAGES, ids=NAMES)
def test_a_link_to_another_website_is_marked_and_no_link_is_empty(ask: Ask, path: str, args: dict[str, str]) -> None:
    for link in found(ask(path, **args).tree, "A"):
        assert link.href
        if "://" in link.href:
            assert {"noopener", "external"} <= set(link.rel.split())
            assert words_of(link).endswith("(führt zu einer anderen Website, neues Fenster)")
            assert len(found(link, "Span", "outside")) == 1
        else:
            assert "external" not in str(getattr(link, "rel", ""))
            assert not hasattr(link, "target")


def test_source_licence_and_project_are_such_links(ask: Ask) -> None:
    for path, args, host in (
        ("/indikator/beschaeftigtenquote", {"ansicht": "daten"}, "https://www.govdata.de/"),
        ("/hebelprojekt/govstack", {}, "https://govstack.global"),
    ):
        assert [link for link in found(ask(path, **args).tree, "A") if link.href.startswith(host)], path
