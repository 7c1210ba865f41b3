"""A picture that stands alone: texts really drawn with the shipped font, the wished-for size, the same bytes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import font_source_sans_pro
import numpy as np
import pytest
from fontTools.ttLib import TTFont

from cockpit.base.errors import NotFound
from cockpit.base.settings import settings
from cockpit.charts import svg
from cockpit.charts.svg import drawing
from cockpit.outputs import formats
from cockpit.outputs.png import FAMILY, MOST_PIXELS, fonts, painted
from cockpit.outputs.svg import drawn_scene, picture
from cockpit.query import Snapshot, selection, view
from tests.outputs.pictures import ink, read, without_text

LOOKS = {
    "verlauf": ("beschaeftigtenquote", {"kreise": "lippe~bielefeld"}),
    "einzeln": ("beschaeftigtenquote", {"kreise": "lippe~bielefeld~garmisch-partenkirchen", "ansicht": "einzeln"}),
    "karte": ("beschaeftigtenquote", {"kreise": "lippe", "ansicht": "karte"}),
    "rangliste": ("beschaeftigtenquote", {"kreise": "lippe", "ansicht": "rangliste"}),
    "anteile": ("heizung-energietraeger", {"kreise": "lippe~bielefeld"}),
    "verteilung": ("industrie-energieverbrauch-je-einwohner", {}),
}
TABS = ("verlauf", "einzeln", "karte", "rangliste")
THEMES = ("hell", "dunkel", "druck")
SIZES = ((600, 315), (315, 600), (160, 160), (2400, 160), (160, 2400), (1600, 900), (2400, 2400), (1100, 1100))
FONT = Path(font_source_sans_pro.__file__).parent / "files" / "SourceSansPro-Regular.ttf"


def asked(look: str, **more: object) -> dict[str, str]:
    return {**LOOKS[look][1], **{name: str(value) for name, value in more.items()}}


def as_svg(live: Snapshot, look: str, **more: object) -> str:
    chosen = selection(live, asked(look, **more), indicator=LOOKS[look][0])
    return formats()["svg"].indicator(live, chosen).decode()


def as_png(live: Snapshot, look: str, **more: object) -> bytes:
    chosen = selection(live, asked(look, **more), indicator=LOOKS[look][0])
    return formats()["png"].indicator(live, chosen)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("look", LOOKS)
def test_every_text_of_the_picture_is_really_drawn_and_keeps_inside_its_box(
    live: Snapshot, look: str, theme: str
) -> None:
    written = as_svg(live, look, thema=theme)
    chosen = selection(live, asked(look, thema=theme), indicator=LOOKS[look][0])
    address = re.findall(r">(/indikator/[^<]*)<", written)[0]
    texts = drawing(drawn_scene(view(live, chosen)), 720, framed=True, address=address.replace("&amp;", "&")).texts
    seen = ink(read(painted(written)), read(painted(without_text(written))))
    assert len(texts) == written.count("<text ") > 8
    for text in texts:
        left, top, right, bottom = (round(edge * 2) for edge in text.box)
        inside = seen[max(top - 2, 0) : bottom + 4, max(left - 2, 0) : right + 2]
        assert inside.mean() > 0.02, (text.content, inside.mean())
        seen[max(top - 2, 0) : bottom + 4, max(left - 4, 0) : right + 4] = False
    assert not seen.any(), "something is drawn where no text was measured to be"


def test_the_picture_is_painted_with_the_shipped_font_and_no_other(live: Snapshot) -> None:
    assert [Path(file).parent for file in fonts()] == [FONT.parent] * 2
    written = as_svg(live, "verlauf", thema="hell")
    named = re.sub(r'font-family="[^"]*"', f'font-family="{FAMILY}"', written)
    assert named != written
    assert painted(named) == painted(written), "the fonts named first must not be found on the machine"
    with TTFont(FONT) as font:
        cmap, widths, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        wanted = sum(widths[cmap[ord(sign)]][0] for sign in "HHHHHHHHHH") / units * 40
    family = re.search(r'font-family="([^"]*)"', written)[1]
    line = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="60" font-family="{family}">'
        '<rect width="600" height="60" fill="#ffffff"/><text x="0" y="45" font-size="40">HHHHHHHHHH</text></svg>'
    )
    columns = np.flatnonzero((read(painted(line, scale=1.0)).points < 128).any(axis=(0, 2)))
    assert columns[-1] - columns[0] == pytest.approx(wanted - 2 * 40 * 0.09, abs=3)


def test_the_shipped_font_has_every_sign_of_every_picture(live: Snapshot) -> None:
    signs: dict[bool, set[str]] = {True: set(), False: set()}
    pictures = 0
    for drawn in _every_drawing(live):
        pictures += 1
        for text in drawn.texts:
            signs[text.bold] |= set(text.content)
    assert pictures > 100
    for bold, used in signs.items():
        with TTFont(fonts()[bold]) as font:
            known = font.getBestCmap()
        assert [sign for sign in sorted(used) if ord(sign) not in known] == []


def _every_drawing(live: Snapshot) -> Iterator[object]:
    for name, (tab, kreise) in itertools.product(
        live.catalogue.indicators,
        itertools.product(("verlauf", "einzeln", "karte", "rangliste"), ("", "lippe~hamburg")),
    ):
        try:
            seen = drawn_scene(view(live, selection(live, {"ansicht": tab, "kreise": kreise}, indicator=name)))
        except NotFound:
            continue
        yield drawing(seen, 720, framed=True)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", LOOKS)
def test_a_picture_has_exactly_the_wished_for_size_and_nothing_is_cut_off_or_covered(
    live: Snapshot, look: str, size: tuple[int, int]
) -> None:
    chosen = selection(live, asked(look), indicator=LOOKS[look][0])
    drawn = drawing(drawn_scene(view(live, chosen)), size[0], framed=True, height=size[1], address="/adresse")
    assert drawn.shown == size
    assert drawn.width / drawn.height == pytest.approx(size[0] / size[1], rel=0.01)
    for text in drawn.texts:
        left, top, right, bottom = text.box
        assert left >= -0.5, text
        assert top >= -0.5, text
        assert right <= drawn.width + 0.5, text
        assert bottom <= drawn.height + 0.5, text
    for one, other in combinations(drawn.texts, 2):
        (a, b, c, d), (e, f, g, h) = one.box, other.box
        assert c <= e or g <= a or d <= f or h <= b, (one.content, other.content)
    root = ElementTree.fromstring(as_svg(live, look, breite=size[0], hoehe=size[1]))  # noqa: S314 - our own picture
    assert (root.get("width"), root.get("height")) == (str(size[0]), str(size[1]))


@pytest.mark.parametrize("look", LOOKS)
def test_room_is_used_for_the_chart_and_text_is_as_large_as_it_can_be(live: Snapshot, look: str) -> None:
    """On a usual slide the words keep at least 8 of their 13 to 15 pixels; a taller picture has a taller chart."""
    chosen = selection(live, asked(look), indicator=LOOKS[look][0])
    seen = drawn_scene(view(live, chosen))
    slide = drawing(seen, 960, framed=True, height=540, address="/adresse")
    assert min(text.size for text in slide.texts) * 960 / slide.width >= 8
    if look != "anteile":  # two bars need no tall picture
        low, high = (drawing(seen, 700, height=tall).elements for tall in (800, 1000))
        assert low != high


def test_very_large_pictures_grow_as_a_whole_and_never_beyond_the_cap(live: Snapshot) -> None:
    usual, large = (ElementTree.fromstring(as_svg(live, "karte", breite=wide)) for wide in (1100, 2200))  # noqa: S314
    assert usual.get("viewBox") == large.get("viewBox")
    assert int(large.get("height", "0")) == 2 * int(usual.get("height", "0"))
    shown = read(as_png(live, "karte", breite=2400, hoehe=2400))
    assert shown.width * shown.height <= MOST_PIXELS * 1.01
    assert shown.width == pytest.approx(shown.height, abs=1)


@pytest.mark.parametrize("look", LOOKS)
def test_a_png_has_two_dots_per_pixel_and_says_so(live: Snapshot, look: str) -> None:
    root = ElementTree.fromstring(as_svg(live, look, breite=500))  # noqa: S314 - our own picture
    shown = read(as_png(live, look, breite=500))
    assert (shown.width, shown.height) == (1000, 2 * int(root.get("height", "0")))
    assert shown.per_metre / 39.37 == pytest.approx(192, abs=0.1)
    space = "{http://www.w3.org/2000/svg}"
    assert shown.said == {"Title": root.findtext(f"{space}title"), "Description": root.findtext(f"{space}desc")}


def test_others_may_choose_width_and_ratio(live: Snapshot) -> None:
    written = as_svg(live, "verlauf", thema="hell")
    assert read(painted(written, 360, 3.0)).width == 1080
    assert read(painted(written.encode())).width == 1440
    assert read(painted(written, scale=1.0)).per_metre == 3780


def test_the_same_address_gives_the_same_bytes_and_themes_differ(live: Snapshot) -> None:
    for look in LOOKS:
        assert as_png(live, look) == as_png(live, look)
        assert as_svg(live, look) == as_svg(live, look)
        assert as_png(live, look) == as_png(live, look, thema="hell")
        assert as_png(live, look) != as_png(live, look, thema="dunkel")
    corner = read(as_png(live, "verlauf", thema="dunkel")).points[0, 0].tolist()
    assert max(corner) < 60, "the paper is dark"
    assert read(as_png(live, "verlauf", thema="druck")).points[0, 0].tolist() == [255, 255, 255]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", [{}, {"breite": 400}, {"breite": 800, "hoehe": 450}])
def test_source_licence_datenstand_and_address_stand_in_the_picture(
    live: Snapshot, look: str, size: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COCKPIT_PUBLIC_URL", "https://cockpit.kreis.example/")
    settings.cache_clear()
    root = ElementTree.fromstring(as_svg(live, look, **size))  # noqa: S314 - our own picture
    settings.cache_clear()
    said = re.sub(r"\s", "", "".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")))
    source = live.catalogue.sources[live.catalogue.indicators[LOOKS[look][0]].source]
    made = f"{live.revision.created_at:%d.%m.%Y}"
    for wanted in (source.attribution, source.licence, f"Datenstand {live.revision.id} vom {made}"):
        assert re.sub(r"\s", "", wanted) in said
    assert f"https://cockpit.kreis.example/indikator/{LOOKS[look][0]}?" in said
    assert f"stand={live.revision.id}" in said


def test_the_drawn_address_leads_back_to_exactly_this_chart(live: Snapshot) -> None:
    written = as_svg(live, "karte", breite=1100, jahr=2015, thema="hell")
    address = "".join(re.findall(r"<text [^>]*>([^<]*)</text>", written)[-1:])
    path, _, query = address.replace("&amp;", "&").partition("?")
    chosen = selection(live, dict(pair.split("=") for pair in query.split("&")), indicator=path.rpartition("/")[2])
    assert chosen.stand == live.revision.id
    again = picture(live, chosen.but(width=1100, theme="hell", stand=None), "hell")
    assert again == written


def test_a_page_asks_for_pictures_without_frame_because_it_says_all_that_itself(live: Snapshot) -> None:
    bare = as_svg(live, "verlauf", breite=720, rahmen="ohne")
    assert "Datenstand" not in re.sub(r"<(desc|title)>.*?</\1>", "", bare)
    assert bare == svg(drawn_scene(view(live, selection(live, asked("verlauf"), indicator="beschaeftigtenquote"))), 720)
