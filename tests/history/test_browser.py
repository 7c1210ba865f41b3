"""The history in a real browser: every page readable, keyboard alone, without script, 360 to 1280 px, both schemes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cockpit import people
from cockpit.progress import assess
from cockpit.store import Publication, Store
from tests.browser.conftest import TODAY, _free_port, _wait_for, violations
from tests.people.conftest import AT, PASSWORD, hired

__all__ = ["violations"]
pytestmark = pytest.mark.browser
QUOTE = "arbeitslosenquote"
PUBLIC = ["/daten", "/daten?nur=faellig&feld=energie", "/daten?seite=2", "/daten/stand/{stand}", "/daten/stand/12"]
STAFF = ["/daten/stand/{stand}/zuruecknehmen", "/daten/sperren", "/verwaltung/indikatoren", "/daten/indikator/neu"]


@pytest.fixture(scope="module")
def file(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil  # noqa: PLC0415 - only here

    copied = tmp_path_factory.mktemp("history") / "cockpit.sqlite"
    shutil.copy(shipped_file, copied)
    return copied


@pytest.fixture(scope="module")
def stand(file: Path) -> int:
    """A Datenstand with two values for Lippe, and two people who may see to it."""
    import pandas as pd  # noqa: PLC0415 - only here

    store = Store.open(f"sqlite:///{file}")
    rows = pd.DataFrame(
        [(QUOTE, "05766", 2020, 4.4, ""), (QUOTE, "05766", 2024, 3.3, "")],
        columns=["indicator", "key", "year", "value", "status"],
    )
    made = store.publish(Publication(rows, "anna", file_name="eigene.csv", note="Probe"), judge=assess, at=AT)
    hired(store, "lippe", "datenpflege", ("05766",))
    hired(store, "chefin", "verwaltung", ())
    assert people.find(store, "lippe")
    store.close()
    assert made is not None
    return made.id


@pytest.fixture(scope="module")
def address(file: Path, stand: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port, log = _free_port(), tmp_path_factory.mktemp("server") / "log.txt"
    environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": TODAY}
    assert stand
    with log.open("wb") as out:
        run = [sys.executable, "-m", "cockpit.cli", "serve", "--port", str(port)]
        process = subprocess.Popen(run, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture
def view(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens browser pages of a width and scheme."""
    opened = []

    def make(width: int = 1280, scheme: str = "light", *, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script, locale="de-DE"
        )
        opened.append(context)
        return context.new_page()

    yield make
    for context in opened:
        context.close()


def sign_in(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/anmelden")
    page.fill("#name", name)
    page.fill("#kennwort", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/konto")


def too_wide(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (768, "dark"), (360, "light")])
def test_public_pages_are_accessible_and_never_scroll_sideways(
    view: Callable[..., Page],
    address: str,
    stand: int,
    path: str,
    width: int,
    scheme: str,
    violations: Callable[[Page], list[str]],
) -> None:
    page = view(width, scheme)
    wanted: list[str] = []
    page.on("request", lambda asked: wanted.append(asked.url))
    page.goto(address + path.format(stand=stand))
    page.wait_for_selector("html[data-live]", state="attached")
    assert too_wide(page) <= 0
    assert violations(page) == []
    assert [one for one in wanted if not one.startswith((address, "data:"))] == []


@pytest.mark.parametrize("path", STAFF)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_forms_are_accessible_and_never_scroll_sideways(
    view: Callable[..., Page],
    address: str,
    stand: int,
    path: str,
    width: int,
    scheme: str,
    violations: Callable[[Page], list[str]],
) -> None:
    page = view(width, scheme)
    sign_in(page, address, "chefin")
    page.goto(address + path.format(stand=stand))
    assert too_wide(page) <= 0
    assert violations(page) == []


def test_without_script_the_datenlage_reads_the_same(view: Callable[..., Page], address: str) -> None:
    page = view(script=False)
    page.goto(f"{address}/daten?nur=luecken")
    assert page.locator("h1").inner_text() == "Datenlage"
    missing = page.locator("tr", has_text="Haushaltsabfälle je Einwohner").locator("details")
    missing.locator("summary").click()
    assert missing.locator("li a").count() == 13


def test_a_publication_is_taken_back_with_the_keyboard_alone(
    view: Callable[..., Page], address: str, stand: int
) -> None:
    page = view()
    sign_in(page, address, "lippe")
    page.goto(f"{address}/daten/stand/{stand}")
    page.wait_for_selector("html[data-live]", state="attached")
    page.get_by_role("link", name="Zurücknehmen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/zuruecknehmen")
    page.locator("#grund").focus()
    page.keyboard.type("Falsche Datei")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=ist zurückgenommen")
    page.goto(f"{address}/daten/stand/{stand}")
    assert "zurückgenommen durch" in page.locator("main").inner_text()
    page.goto(f"{address}/indikator/{QUOTE}?kreise=lippe&ansicht=tabelle")
    assert "2024" not in page.locator("table tbody").first.inner_text()


def test_an_own_indicator_is_declared_in_the_browser(
    view: Callable[..., Page], address: str, stand: int, violations: Callable[[Page], list[str]]
) -> None:
    assert stand
    page = view(360)
    sign_in(page, address, "lippe")
    page.goto(f"{address}/daten/indikator/neu")
    words = {"title": "Strom der Schulen", "short_title": "Schulstrom", "question": "Wie viel Strom?",
             "definition": "Strom aller Schulen des Kreises im Jahr.", "unit": "kWh"}  # fmt: skip
    for name, value in words.items():
        page.fill(f"#{name}", value)
    page.select_option("#topic", "energie")
    page.check("#sdg-7")
    page.check("#actors-kreis")
    page.check("#direction-lower")
    page.fill("#decimals", "neun")
    page.get_by_role("button", name="Prüfen und Vorschau").click()
    page.wait_for_selector("#decimals-wrong")
    assert page.locator("#decimals").get_attribute("aria-invalid") == "true"
    assert violations(page) == []
    page.fill("#decimals", "0")
    page.get_by_role("button", name="Prüfen und Vorschau").click()
    page.wait_for_selector("#vorschau")
    assert violations(page) == []
    assert too_wide(page) <= 0
    page.get_by_role("button", name="Indikator anlegen").click()
    page.wait_for_url("**/indikator/schulstrom**")
    assert page.locator("h1").inner_text() == "Strom der Schulen"
