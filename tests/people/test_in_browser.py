"""The staff pages in a real browser: by keyboard alone, without script, on a phone, in both schemes, to everybody."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import Seen, address, environment, page, seen, violations

from .conftest import PASSWORD

__all__ = ["address", "environment", "page", "seen", "violations"]
pytestmark = pytest.mark.browser
PATHS = ("/konto", "/verwaltung", "/verwaltung/konto/chef", "/verwaltung/protokoll", "/verwaltung/konto/niemand")


@pytest.fixture(scope="module")
def one_time(environment: dict[str, str], address: str) -> str:  # noqa: ARG001 - the server has to run
    """The one-time password of the first administrator."""
    run = [sys.executable, "-m", "cockpit.cli", "user", "add", "chef", "--role", "verwaltung"]
    done = subprocess.run(run, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split(": ")[-1].strip()


@pytest.fixture(scope="module")
def chef(browser: Browser, address: str, one_time: str) -> Iterator[StorageState]:
    """What the browser of an administrator holds who has chosen a password, all by keyboard and without script."""
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    opened = context.new_page()
    opened.goto(f"{address}/verwaltung")
    assert opened.url == f"{address}/anmelden?weiter=%2Fverwaltung"
    _type(opened, {"name": "chef", "kennwort": one_time})
    expect(opened).to_have_url(f"{address}/konto?weiter=%2Fverwaltung")
    _type(opened, {"alt": one_time, "neu": PASSWORD, "noch_einmal": PASSWORD})
    expect(opened).to_have_url(f"{address}/verwaltung")  # what the account came for
    yield context.storage_state()
    context.close()


@pytest.fixture
def desk(browser: Browser, chef: StorageState) -> Iterator[Page]:
    """A browser page of this administrator."""
    context = browser.new_context(storage_state=chef, locale="de-DE")
    opened = context.new_page()
    yield opened
    context.close()


def _type(page: Page, words: dict[str, str]) -> None:
    """Walk to each field with the tab key, fill it, and send the form with Enter."""
    for name, word in words.items():
        for _ in range(60):
            if page.locator(f"#{name}").evaluate("field => field === document.activeElement"):
                break
            page.keyboard.press("Tab")
        expect(page.locator(f"#{name}")).to_be_focused()
        page.keyboard.type(word)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/anmelden", *PATHS])
def test_every_page_has_no_barrier_and_fits_a_phone(
    desk: Page, page: Page, address: str, violations: Callable[[Page], list[str]], path: str, scheme: str
) -> None:
    shown = page if path == "/anmelden" else desk
    shown.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of the two words
    for width in (1280, 360):
        shown.set_viewport_size({"width": width, "height": 800})
        shown.goto(address + path)
        assert violations(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        assert shown.locator("h1").count() == 1


def test_the_frame_is_that_of_the_public_pages(desk: Page, page: Page, address: str) -> None:
    page.goto(f"{address}/hilfe")
    desk.goto(f"{address}/konto")
    for part in ("header.bar", "footer.page-foot > .wrap > ul"):
        public, own = (one.locator(part).evaluate("part => part.outerHTML") for one in (page, desk))
        assert "/anmelden" not in own  # who has signed in needs no such link
        public = public.replace('<li><a href="/anmelden">Anmelden</a></li>', "")
        assert re.sub(r' (aria-\w+|role|autocomplete)="[^"]*"', "", own) == re.sub(
            r' (aria-\w+|role|autocomplete)="[^"]*"', "", public
        )
    assert page.locator("header.bar").bounding_box() == desk.locator("header.bar").bounding_box()


def test_an_account_is_made_and_closed_by_keyboard(desk: Page, address: str) -> None:
    desk.goto(f"{address}/verwaltung")
    _type(desk, {"name": "b.muster", "kreise": "05766 99999"})
    expect(desk.get_by_role("alert")).to_contain_text("„99999“")
    expect(desk.locator("#name")).to_have_value("b.muster")
    desk.locator("#kreise").fill("")
    _type(desk, {"kreise": "05766, herford"})
    expect(desk.get_by_role("status")).to_contain_text("Einmalkennwort, nur jetzt zu sehen")
    expect(desk.locator("tr", has_text="b.muster")).to_contain_text("Kreis Herford und Kreis Lippe")
    desk.get_by_role("link", name="b.muster").focus()
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Konto schließen").focus()
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Das Konto ist geschlossen")
    desk.goto(f"{address}/verwaltung/protokoll?was=account.disable")
    expect(desk.locator("tbody tr")).to_have_count(1)
    expect(desk.locator("tbody tr")).to_contain_text("b.muster")
    expect(desk.locator("main")).to_contain_text("Das Protokoll ist unverändert und vollständig.")


def test_a_token_is_shown_once(desk: Page, address: str) -> None:
    desk.goto(f"{address}/konto")
    _type(desk, {"bezeichnung": "Export"})
    secret = desk.locator(".secret").inner_text()
    assert secret.startswith("kc_")
    desk.goto(f"{address}/konto")
    assert secret not in desk.content()
    desk.get_by_role("button", name=re.compile("Beenden.*Export")).focus()
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    expect(desk.locator("tr", has_text="Export")).to_contain_text("beendet am 22.11.2026")


def test_pages_ask_no_foreign_host_and_complain_about_nothing(page: Page, address: str, seen: Seen) -> None:
    page.goto(f"{address}/konto")
    expect(page).to_have_url(f"{address}/anmelden?weiter=%2Fkonto")
    assert page.context.cookies()[0]["httpOnly"]
    assert (seen.foreign, seen.errors) == ([], [])


def test_who_only_reads_gets_no_cookie_and_finds_the_way_in(page: Page, address: str) -> None:
    page.goto(f"{address}/kreis/lippe")
    assert page.context.cookies() == []
    with page.expect_navigation():
        page.locator("footer").get_by_role("link", name="Anmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
