"""The whole way on a tablet: Kreis, worst figure, federal project, what another Kreis does, and back."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cockpit.model.action import Action
from cockpit.store import Store
from tests.browser.conftest import TODAY, serving

SIMILAR, WORST, PROJECT = "05770", "schulabgaenger-ohne-abschluss", "nationale-bildungsplattform"
DONE = Action(
    "05770-lernhaus",
    SIMILAR,
    "Lernhaus für den Abschluss",
    "in-umsetzung",
    "Schulamt",
    start=date(2021, 8, 1),
    projects=(PROJECT,),
    indicators=(WORST,),
)
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
Follow = Callable[[Page, Locator], None]


@pytest.fixture(scope="module")
def address(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose store holds one Maßnahme of a comparable Kreis, made up."""
    file = Path(shutil.copy(shipped_file, tmp_path_factory.mktemp("way") / "cockpit.sqlite"))
    store = Store.open(f"sqlite:///{file}")
    store.save_actions([DONE], by="Test", at=AT)
    store.close()
    environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": TODAY}
    with serving(environment, file.parent) as listens:
        yield listens


def by_touch(_page: Page, link: Locator) -> None:
    link.tap()  # scrolls there and asks again where the page is being put together


def by_keyboard(page: Page, link: Locator) -> None:
    """Tab until the link has the focus, as someone without a pointer must."""
    link.wait_for()
    for _ in range(250):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError("the link is not reached by Tab")


@pytest.mark.parametrize("follow", [by_touch, by_keyboard])
def test_from_the_kreis_to_what_another_one_does_and_back(
    browser: Browser, address: str, violations: Callable[[Page], list[str]], follow: Follow
) -> None:
    context = browser.new_context(viewport={"width": 768, "height": 1024}, has_touch=True, locale="de-DE")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + "/kreis/lippe")
    page.wait_for_selector("html[data-live]", state="attached")

    worse = page.get_by_role("heading", name="Verschlechtert sich am stärksten").locator("..")
    follow(page, worse.get_by_role("link").first)
    page.wait_for_url(f"**/indikator/{WORST}?kreise=lippe")
    expect(page.locator("main figure h2").first).to_contain_text("Kreis Lippe")

    projects = page.get_by_role("heading", name="Hebelprojekte dazu").locator("..")
    expect(projects).to_contain_text("eine Wirkung des Projekts ist nicht untersucht")
    follow(page, projects.get_by_role("link").first)
    page.wait_for_url(f"**/hebelprojekt/{PROJECT}?kreise=lippe")
    expect(page.locator("main")).to_contain_text("Kreis Lippe")

    who = page.get_by_role("heading", name="Wer tut schon etwas?").locator("..")
    expect(who).to_contain_text("Kreis Minden-Lübbecke")
    follow(page, who.get_by_role("link", name="Lernhaus"))
    page.wait_for_url("**/kreis/minden-luebbecke/massnahmen?kreise=lippe#05770-lernhaus")
    expect(page.locator("h1")).to_contain_text("Minden-Lübbecke")
    expect(page.get_by_role("article", name="Lernhaus für den Abschluss")).to_be_in_viewport()
    assert violations(page) == []
    both = page.get_by_role("article").get_by_role("link", name=re.compile("Schulabg"))
    assert (both.get_attribute("href") or "").endswith(f"/indikator/{WORST}?kreise=lippe~minden-luebbecke")

    follow(page, page.get_by_role("link", name="Zurück zu Kreis Lippe"))
    page.wait_for_url("**/kreis/lippe")
    expect(page.locator("h1")).to_have_text("Kreis Lippe")
    for path in ("minden-luebbecke/massnahmen", f"hebelprojekt/{PROJECT}", f"indikator/{WORST}"):
        page.go_back()
        page.wait_for_url(re.compile(rf"/{path}\?kreise=lippe"))
    assert errors == []
    context.close()
