"""The data officer's journey with a real browser and the keyboard alone: upload, read, publish, take back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from cockpit.store import Store
from cockpit.store import work_in_progress as wip
from tests.browser.conftest import Seen, address, environment, seen, violations
from tests.drafts.conftest import changed_by_hand, file_05, value
from tests.people.conftest import PASSWORD, hired

__all__ = ["Seen", "address", "environment", "file_05", "seen", "violations"]
SCREENS = ((1280, "light"), (768, "light"), (360, "light"), (1280, "dark"), (360, "dark"))

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh browser page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    yield context.new_page()
    context.close()


@pytest.fixture
def officer(environment: dict[str, str]) -> Iterator[Store]:
    """The store of the real server, with an officer of all Kreise."""
    opened = Store.open(environment["COCKPIT_DATABASE_URL"])
    if wip.person(opened.database, "anna") is None:
        hired(opened, "anna")
    yield opened
    opened.close()


def press(page: Page, words: str) -> None:
    """Go on with the tab key until a link or button with these words has the focus, then press enter."""
    for _ in range(150):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText || document.activeElement.value || ''")
        if words in str(focused):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail(f"no way by keyboard to {words!r}")


def reach(page: Page, name: str) -> None:
    """Go on with the tab key until the field of that name has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    pytest.fail(f"no way by keyboard to the field {name!r}")


def sound(page: Page, violations: Callable[[Page], list[str]]) -> None:
    """No accessibility fault and nothing wider than the screen, on every screen and in both schemes."""
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page) == [], (page.url, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")


def arrived(page: Page) -> str:
    """The heading, once no work is under way."""
    page.wait_for_selector("[data-work]", state="detached", timeout=60_000)
    return page.inner_text("h1")


def sign_in(page: Page, address: str) -> None:
    """Ask for the upload and come to it by signing in."""
    page.goto(address + "/daten/hochladen")
    assert urlsplit(page.url).path == "/anmelden"
    reach(page, "name")
    page.keyboard.type("anna")
    reach(page, "kennwort")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def say_what_the_file_means(page: Page) -> None:
    """Population, its first column, 2021 – chosen with letters and arrows."""
    reach(page, "indicator")
    page.keyboard.type("Bevölkerung")
    reach(page, "column")
    page.keyboard.press("ArrowDown")
    reach(page, "year")
    page.keyboard.type("2021")
    press(page, "Zuordnung übernehmen und prüfen")


def test_the_journey_of_the_data_officer_by_keyboard(
    page: Page,
    seen: Seen,
    address: str,
    officer: Store,
    file_05: bytes,
    tmp_path: Path,
    violations: Callable[[Page], list[str]],
) -> None:
    file = tmp_path / "05_geaendert.csv"
    file.write_bytes(changed_by_hand(file_05))
    before = value(officer, "bevoelkerung", "05766", 2021)

    sign_in(page, address)
    assert page.inner_text("h1") == "Datei hochladen"
    sound(page, violations)

    reach(page, "datei")
    page.set_input_files("#datei", file)  # what the system's own file dialog hands over
    press(page, "Hochladen und prüfen")
    assert arrived(page) == "Zuordnung: 05_geaendert.csv"
    sound(page, violations)
    say_what_the_file_means(page)
    assert arrived(page) == "Prüfung: 05_geaendert.csv", page.inner_text("main")
    assert "3 geänderte Werte\nBevölkerung, Personen" in page.inner_text("main").replace("\n\n", "\n")
    sound(page, violations)
    press(page, "21")  # the line of a finding
    assert "#stelle" in page.url
    sound(page, violations)
    press(page, "Weiter: Wirkung von 3 Werten")
    assert arrived(page) == "Wirkung: 05_geaendert.csv"
    sound(page, violations)
    press(page, "3 Werte veröffentlichen")
    assert arrived(page) == "Veröffentlicht: 05_geaendert.csv"
    sound(page, violations)
    assert value(officer, "bevoelkerung", "05766", 2021) == 347151

    page.goto(f"{address}/indikator/bevoelkerung?kreise=lippe&ansicht=tabelle&zeit=2021..2021")
    assert "347.151" in page.inner_text("main")
    page.go_back()
    press(page, "Zurücknehmen")
    assert re.fullmatch(r"/daten/stand/\d+/zuruecknehmen", urlsplit(page.url).path)
    assert value(officer, "bevoelkerung", "05766", 2021) == 347151, "asking for the form takes nothing back"
    reach(page, "grund")
    page.keyboard.type("Es war nur eine Probe.")
    press(page, "zurücknehmen")
    assert value(officer, "bevoelkerung", "05766", 2021) == before
    page.goto(f"{address}/indikator/bevoelkerung?kreise=lippe&ansicht=tabelle&zeit=2021..2021")
    assert "346.151" in page.inner_text("main")
    assert seen.foreign == []
    assert [one for one in seen.errors if "favicon" not in one] == []


def test_the_journey_works_without_script(browser: Browser, address: str, officer: Store, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    page.goto(address + "/daten/hochladen")
    page.fill("[name=name]", "anna")
    page.fill("[name=kennwort]", PASSWORD)
    page.click("main button")
    file = tmp_path / "werte.csv"
    file.write_bytes(b"ags;indikator;jahr;wert\n05766;arbeitslose;2024;8765\n")
    page.set_input_files("#datei", file)
    page.click("text=Hochladen und prüfen")
    page.wait_for_selector("text=Weiter: Wirkung", timeout=60_000)  # a page under way reloads itself
    page.click("text=Weiter: Wirkung")
    page.click("text=Wert veröffentlichen")
    page.wait_for_selector("text=Veröffentlicht als", timeout=60_000)
    context.close()
    assert value(officer, "arbeitslose", "05766", 2024) == 8765
