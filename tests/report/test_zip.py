"""The ZIP for the council information system: unpacked anywhere, it opens from disk and asks for nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from cockpit.base.settings import settings
from cockpit.model.region import Region
from cockpit.outputs.pdf import kreis_pdf
from cockpit.outputs.report import kreis_report
from cockpit.outputs.report.leaf import leaf
from cockpit.outputs.zip import kreis_zip
from cockpit.query import Snapshot, selection
from tests.browser.conftest import RULES
from tests.report.test_pdf import PAYLOADS, poisoned


@pytest.fixture(scope="module")
def packed(live: Snapshot, lippe: Region) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings(), "public_url", "https://cockpit.example")
        return kreis_zip(live, lippe, selection(live, {}))


@pytest.fixture(scope="module")
def folder(packed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("ratsinformation")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(place)
    return place


def test_the_archive_holds_page_report_pictures_and_data(packed: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    assert names[:2] == ["index.html", "bericht.pdf"]
    assert len([name for name in names if name.startswith("bilder/") and name.endswith(".svg")]) == 4
    assert len([name for name in names if name.startswith("daten/") and name.endswith(".csv")]) == 5


def test_the_pdf_inside_is_the_one_of_the_same_address(
    live: Snapshot, lippe: Region, unpacked: Callable[[bytes], Mapping[str, bytes]]
) -> None:
    args = selection(live, {"sdg": "8"})
    assert unpacked(kreis_zip(live, lippe, args))["bericht.pdf"] == kreis_pdf(live, lippe, args)


def test_the_same_datenstand_gives_the_same_bytes(live: Snapshot, lippe: Region) -> None:
    frozen = selection(live, {"stand": str(live.revision.id)})
    assert kreis_zip(live, lippe, frozen) == kreis_zip(live, lippe, frozen)


@pytest.mark.browser
def test_opened_from_disk_it_shows_everything_and_asks_for_nothing(browser: Browser, folder: Path) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 900}, locale="de-DE")
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: wrong.append(line.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((folder / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").inner_text() == "Bericht: Kreis Lippe"
    broken = "Array.from(document.images).filter(one => !one.complete || !one.naturalWidth).length"
    assert page.evaluate(broken) == 0
    assert page.locator("img").count() == 5
    elsewhere = [url for url in asked if not url.startswith((folder.as_uri(), "data:"))]
    assert (elsewhere, wrong) == ([], [])
    for link in page.locator("main a").all():
        target = link.get_attribute("href") or ""
        assert target.startswith("https://cockpit.example/") or (folder / target).is_file()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_accessible_and_fits_every_screen(browser: Browser, folder: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options=RULES).response["violations"]
    assert [f"{item['id']}: {node['target']}" for item in found for node in item["nodes"]] == []
    context.close()


@pytest.mark.browser
def test_what_people_type_runs_nothing(browser: Browser, live: Snapshot, lippe: Region, tmp_path: Path) -> None:
    report = kreis_report(live, lippe, selection(live, {}))
    nasty = [*PAYLOADS, '"><img src=x onerror="window.ran=1">', "</style><script>window.ran=1</script>", "javascript:1"]
    page = browser.new_page()
    for place, payload in enumerate(nasty):
        file = tmp_path / f"{place}.html"
        bad = replace(poisoned(report, payload), facts=(payload,), stand=payload, address=payload, qr="")
        file.write_text(leaf(bad, [("daten/kreis.csv", payload)]), encoding="utf-8")
        page.goto(file.as_uri())
        assert page.evaluate("[window.ran, document.scripts.length, document.images.length]") == [None, 0, 1]
        if payload.isascii() and payload.isprintable():
            assert payload in page.locator("h1").inner_text()
    page.close()
