"""Every link on every page leads somewhere: asked of the real server, dead ends and dead anchors are found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from cockpit.base.settings import settings
from cockpit.query import Snapshot
from cockpit.web.markup import to_html
from cockpit.web.server import create_server
from tests.web.pages.test_every_page import PAGES

ADDRESS = re.compile(r'(?:href|src|srcset|action)="([^"]+)"')


@pytest.fixture(scope="module")
def client(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The server over the shipped data."""
    copy = Path(shutil.copy(shipped_file, tmp_path_factory.mktemp("links") / "cockpit.sqlite"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{copy}")
        patch.setenv("COCKPIT_TODAY", "2026-11-22")
        settings.cache_clear()
        yield create_server(settings()).test_client()
    settings.cache_clear()


@pytest.fixture(scope="module")
def links(ask, snapshot: Snapshot) -> set[str]:
    """One inner address of each shape: Kreise that exist count as one, everything else by path and arguments."""
    slugs = {kreis.slug for kreis in snapshot.kreise}
    shapes: dict[tuple[str, frozenset[str], str], str] = {}
    for path, args in PAGES:
        for link in ADDRESS.findall(to_html(ask(path, **args).tree)):
            parts = urlsplit(link.replace("&amp;", "&"))
            if parts.scheme or parts.netloc:
                continue
            place = re.sub(r"^(/kreis/)([^/.]+)", lambda hit: f"{hit[1]}*" if hit[2] in slugs else hit[0], parts.path)
            names = frozenset(name for name, _ in parse_qsl(parts.query))
            shapes.setdefault((place, names, parts.fragment), parts.geturl())
    return set(shapes.values())


def test_no_link_of_any_page_is_dead(client: FlaskClient, links: set[str]) -> None:
    assert len(links) > 100
    asked = {link: client.get(link.split("#")[0]).status_code for link in sorted(links) if not link.startswith("#")}
    assert {link: status for link, status in asked.items() if status >= 400} == {}


def test_no_link_leads_to_a_place_that_its_page_does_not_have(client: FlaskClient, links: set[str]) -> None:
    pointed = [link for link in links if "#" in link and not link.startswith("#")]
    assert pointed
    for link in pointed:
        page, _, place = link.partition("#")
        assert f'id="{place}"' in client.get(page).text, link
