"""A page of somebody else, with a strict policy of its own, embeds a chart in each of the four ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Page

from tests.embed.conftest import Foreign, snippets

pytestmark = pytest.mark.browser

CHARTS = {
    "verlauf": "beschaeftigtenquote?kreise=lippe~guetersloh",
    "karte": "beschaeftigtenquote?kreise=lippe&ansicht=karte",
    "rangliste": "beschaeftigtenquote?kreise=lippe&ansicht=rangliste",
    "anteile": "heizung-energietraeger?kreise=lippe",
    "alle": "beschaeftigtenquote",
}
WIDTHS = (320, 600, 1200)
SPARE = 0.22
"""How much of a frame without script may stay empty: fonts differ, and one ratio has to suit every width."""

LOWER_WHEN_WIDE = ("rangliste", "anteile")
"""Rows need two lines each on a phone; no rule of style alone makes a frame lower where it is wider."""
SPARE_WHEN_LOWER = 0.45

Visit = Callable[..., Page]


def strict(cockpit: str) -> str:
    """Nothing but what the snippet needs: no inline script, no style attribute."""
    return (
        f"default-src 'none'; style-src 'self'; img-src {cockpit} data:; frame-src {cockpit}; "
        f"script-src {cockpit}; base-uri 'none'; form-action 'none'"
    )


def usual(cockpit: str) -> str:
    return f"{strict(cockpit)}; style-src-attr 'unsafe-inline'"


def embedded(page: Page) -> Frame:
    page.wait_for_selector("iframe")
    frame = page.query_selector("iframe").content_frame()
    frame.wait_for_selector("h1")
    return frame


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Waits up to ten seconds; Playwright's own waiting needs ``eval``, which these pages forbid."""
    for _ in range(100):
        page.wait_for_timeout(100)
        if holds():
            return
    pytest.fail("did not come to pass within ten seconds")


def content(frame: Frame) -> float:
    return float(frame.evaluate("document.querySelector('main').getBoundingClientRect().height"))


def room(page: Page) -> float:
    return float(page.evaluate("document.querySelector('iframe').clientHeight"))


def settled(page: Page, frame: Frame) -> None:
    """Waits until the frame is exactly as tall as its content."""
    until(page, lambda: abs(room(page) - content(frame)) <= 1)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("chart", CHARTS)
def test_the_fitting_frame_is_as_tall_as_its_content_and_grows_and_shrinks(
    chart: str, width: int, cockpit: str, foreign: Foreign, visit: Visit
) -> None:
    code = snippets(f"{cockpit}/weitergeben/indikator/{CHARTS[chart]}")["fitting"]
    page = visit(foreign.origin + foreign.page("passend", code, strict(cockpit)), width)
    frame = embedded(page)
    settled(page, frame)
    closed = room(page)
    frame.click("summary")
    frame.wait_for_selector("table", state="visible")
    settled(page, frame)
    assert room(page) > closed + 100
    frame.click("summary")
    settled(page, frame)
    assert room(page) == closed
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_fitting_frame_follows_the_window(cockpit: str, foreign: Foreign, visit: Visit) -> None:
    code = snippets(f"{cockpit}/weitergeben/indikator/{CHARTS['verlauf']}")["fitting"]
    page = visit(foreign.origin + foreign.page("dreht", code, strict(cockpit)), 1200)
    frame = embedded(page)
    heights = []
    for width in (*WIDTHS, *reversed(WIDTHS)):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page, frame)
        heights.append(room(page))
    assert heights == heights[::-1]
    assert len(set(heights)) == len(WIDTHS)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("chart", CHARTS)
def test_the_frame_without_script_shows_all_and_leaves_little_empty(
    chart: str, width: int, cockpit: str, foreign: Foreign, visit: Visit
) -> None:
    code = snippets(f"{cockpit}/weitergeben/indikator/{CHARTS[chart]}")["frame"]
    assert "<script" not in code
    page = visit(foreign.origin + foreign.page("rahmen", code, usual(cockpit)), width)
    needed = content(embedded(page))
    assert needed <= room(page), "scrolls inside"
    spare = SPARE if width == 320 or chart not in LOWER_WHEN_WIDE else SPARE_WHEN_LOWER
    assert needed >= room(page) * (1 - spare), f"{room(page) - needed} of {room(page)} px are empty"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_policy_without_style_attributes_still_shows_all_of_the_frame(
    width: int, cockpit: str, foreign: Foreign, visit: Visit
) -> None:
    code = snippets(f"{cockpit}/weitergeben/indikator/{CHARTS['verlauf']}")["frame"]
    page = visit(foreign.origin + foreign.page("streng", code, strict(cockpit)), width)
    assert content(embedded(page)) <= room(page)


@pytest.mark.parametrize("policy", [strict, usual])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("chart", CHARTS)
def test_the_picture_has_its_shape_and_its_words(
    chart: str, width: int, policy: Callable[[str], str], cockpit: str, foreign: Foreign, visit: Visit
) -> None:
    code = snippets(f"{cockpit}/weitergeben/indikator/{CHARTS[chart]}")["image"]
    page = visit(foreign.origin + foreign.page("bild", code, policy(cockpit)), width)
    image = shape_of_picture(page)
    assert image["natural"] == (360 if width < 600 else 720)
    assert image["width"] <= width - 16
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    finding = page.locator("img").get_attribute("alt")
    assert "Kreis" in finding
    assert page.locator("a").get_attribute("href").startswith(f"{cockpit}/indikator/")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("chart", CHARTS)
def test_the_static_figure_asks_for_nothing_at_all(
    chart: str, width: int, cockpit: str, foreign: Foreign, visit: Visit
) -> None:
    code = snippets(f"{cockpit}/weitergeben/indikator/{CHARTS[chart]}")["static"]
    policy = "default-src 'none'; style-src 'self'; img-src data:"
    page = visit(foreign.origin + foreign.page("fest", code, policy), width)
    shape_of_picture(page)
    asked = [url for url in page.asked if not url.startswith(("data:", foreign.origin))]
    assert asked == []
    assert page.locator("table").is_visible() is False
    page.click("summary")
    assert page.locator("tbody tr").count() > 5
    assert "Quelle:" in page.locator("figcaption").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def shape_of_picture(page: Page) -> dict[str, float]:
    until(page, lambda: page.evaluate("document.querySelector('img').naturalWidth > 0"))
    image: dict[str, float] = page.evaluate(
        "(() => { const i = document.querySelector('img'); const b = i.getBoundingClientRect();"
        " return {width: b.width, height: b.height, natural: i.naturalWidth, tall: i.naturalHeight} })()"
    )
    assert image["height"] == pytest.approx(image["width"] * image["tall"] / image["natural"], abs=1)
    return image


def test_an_origin_that_is_not_allowed_sees_nothing(cockpit: str, foreign: Foreign, visit: Visit) -> None:
    code = snippets(f"{cockpit}/weitergeben/indikator/{CHARTS['verlauf']}")["frame"]
    path = foreign.page("fremd", code.replace(' loading="lazy"', ""), usual(cockpit))
    page = visit(foreign.stranger + path)
    page.wait_for_timeout(300)
    assert any("frame-ancestors" in said for said in page.said)
    assert page.query_selector("iframe").content_frame().url.startswith("chrome-error:")
    allowed = visit(foreign.origin + path)
    assert embedded(allowed).query_selector("h1") is not None
    assert allowed.said == []


def test_pages_other_than_embeds_can_be_framed_by_nobody(cockpit: str, foreign: Foreign, visit: Visit) -> None:
    code = f'<iframe src="{cockpit}/indikator/beschaeftigtenquote" title="Seite"></iframe>'
    page = visit(foreign.origin + foreign.page("seite", code, usual(cockpit)))
    page.wait_for_timeout(300)
    assert any("frame-ancestors" in said for said in page.said)


def test_a_fault_is_told_inside_the_frame(cockpit: str, foreign: Foreign, visit: Visit) -> None:
    code = f'<iframe src="{cockpit}/einbetten/indikator/gibt-es-nicht" title="Bild" height="200"></iframe>'
    page = visit(foreign.origin + foreign.page("fehler", code, usual(cockpit)))
    assert "gibt-es-nicht" in embedded(page).inner_text("main")


def test_a_message_of_somebody_else_changes_no_frame(cockpit: str, foreign: Foreign, visit: Visit) -> None:
    code = snippets(f"{cockpit}/weitergeben/indikator/{CHARTS['verlauf']}")["fitting"]
    page = visit(foreign.origin + foreign.page("bote", code, strict(cockpit)), 600)
    settled(page, embedded(page))
    before = room(page)
    page.evaluate("window.postMessage({cockpit: 'hoehe', hoehe: 5000}, '*')")
    page.wait_for_timeout(150)
    assert room(page) == before
