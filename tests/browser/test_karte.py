"""The true map in a real browser: every Kreis a link by pointer and keyboard, accessible, light enough."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from cockpit.store import Store
from tests.boundaries import SOURCE, whole_map
from tests.browser.conftest import COLOURS, TODAY, Seen, serving

PATIENCE = 120_000
"""Milliseconds: Dash builds a list of 400 Kreise, which takes its time on a busy machine."""
CHART = "/indikator/beschaeftigtenquote?ansicht=karte&form=karte"
PATHS = ("/?form=karte", CHART, f"{CHART}&kreise=lippe~bottrop")
SHOWN = 400 * 1024


@pytest.fixture(scope="module")
def address(shipped_file: Path, shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server whose store holds boundaries, taken by the command."""
    folder = tmp_path_factory.mktemp("karte")
    shutil.copy(shipped_file, folder / "cockpit.sqlite")
    file = folder / "kreise.geojson"
    file.write_bytes(whole_map(shipped_store.catalogue().regions.values()))
    held = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{folder / 'cockpit.sqlite'}", "COCKPIT_TODAY": TODAY}
    cockpit = [sys.executable, "-m", "cockpit.cli"]
    subprocess.run([*cockpit, "geometry", "import", str(file), "--source", SOURCE], env=held, check=True, timeout=120)
    with serving(held, folder) as listens:
        yield listens


@pytest.fixture(autouse=True)
def _patient(page: Page) -> None:
    page.set_default_timeout(PATIENCE)


@pytest.mark.parametrize("path", PATHS)
def test_it_is_accessible_calm_light_and_asks_nobody_else(
    path: str, live: Callable[[str], Page], seen: Seen, violations: Callable[..., list[str]]
) -> None:
    page = live(path)
    page.wait_for_load_state("networkidle")
    assert page.locator(".true a").count() == 400
    assert round(page.evaluate("window.shift"), 2) == 0
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []
    assert (seen.foreign, seen.errors) == ([], [])
    assert seen.bytes < SHOWN


@pytest.mark.parametrize("path", PATHS)
def test_it_fits_on_phone_and_tablet(path: str, page: Page, live: Callable[[str], Page]) -> None:
    for width in (360, 768):
        page.set_viewport_size({"width": width, "height": 800})
        live(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        box = page.locator(".true svg").bounding_box()
        assert box is not None
        assert 260 < box["width"] <= width


def test_a_click_chooses_the_kreis_and_the_map_stays(live: Callable[[str], Page]) -> None:
    page = live(f"{CHART}&kreise=lippe")
    page.evaluate("window.stays = true")
    page.locator('.true a[aria-label^="Kreis Gütersloh"] path').click()
    page.wait_for_selector('.true a[aria-current][aria-label^="Kreis Gütersloh"]')
    assert "kreise=guetersloh" in page.url
    assert "form=karte" in page.url
    assert page.evaluate("window.stays") is True
    assert "Gütersloh" in page.locator(".big-map h2").inner_text()


def test_the_keyboard_goes_from_kreis_to_kreis(live: Callable[[str], Page]) -> None:
    page = live(f"{CHART}&kreise=lippe")
    page.locator(".true a[aria-current]").focus()
    page.keyboard.press("ArrowDown")
    beside = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert beside
    assert not beside.startswith("Kreis Lippe")
    page.keyboard.press("Enter")
    page.wait_for_selector(f'.true a[aria-current][aria-label="{beside}"]')


def test_tiles_and_map_are_one_click_apart(live: Callable[[str], Page]) -> None:
    page = live(f"{CHART}&kreise=lippe")
    page.get_by_role("link", name="Kacheln", exact=True).click()
    page.wait_for_selector(".tiles a")
    assert "form" not in page.url
    page.get_by_role("link", name="Karte", exact=True).last.click()
    page.wait_for_selector(".true a")
    page.go_back()
    page.wait_for_selector(".tiles a")
