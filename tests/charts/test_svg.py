"""SVG pictures: nothing overlaps or is clipped, every scheme can be read, the bytes are the same each time."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise
from math import dist
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from cockpit import charts
from cockpit.charts.scene import Scene
from cockpit.charts.svg import drawing
from cockpit.charts.svg.colours import palettes
from cockpit.charts.svg.dodge import dodge
from cockpit.charts.svg.ink import Shape
from cockpit.charts.svg.measure import width, wrap
from cockpit.model.view import View


def parsed(svg: str) -> ElementTree.Element:
    """Our own pictures, so that the plain parser is enough."""
    return ElementTree.fromstring(svg)  # noqa: S314


WIDTHS = (200, 360, 720, 1100)
LONG = "Landkreis Neustadt a.d. Aisch-Bad Windsheim"


def named(view: View, name: str) -> View:
    """The same view with one long name for every Kreis."""
    chosen = tuple(replace(one, region=replace(one.region, display_name=name)) for one in view.chosen)
    kreise = tuple(replace(one, region=replace(one.region, display_name=name)) for one in view.kreise)
    wholes = tuple(replace(one, region=replace(one.region, display_name=name)) for one in view.wholes)
    return replace(view, chosen=chosen, kreise=kreise, wholes=wholes)


@pytest.fixture
def scenes(employment: View, with_target: View, energy: View, heating: View) -> dict[str, Scene]:
    drawn = {kind: charts.scene(kind, heating if kind == "shares" else employment) for kind in charts.kinds()}
    drawn["line with target"] = charts.scene("line", with_target)
    drawn["line with gap"] = charts.scene("line", energy)
    drawn["line of the distribution"] = charts.scene("line", replace(employment, chosen=(), judgements={}))
    for kind in ("line", "ranking", "shares"):
        view = heating if kind == "shares" else with_target
        drawn[f"{kind} with long names"] = charts.scene(kind, named(view, LONG))
    return drawn


@pytest.mark.parametrize("wide", WIDTHS)
@pytest.mark.parametrize("framed", [False, True])
def test_no_text_covers_another_or_leaves_the_picture(scenes: dict[str, Scene], wide: int, framed: bool) -> None:
    for name, scene in scenes.items():
        drawn = drawing(scene, wide, framed=framed)
        for text in drawn.texts:
            left, top, right, bottom = text.box
            inside = left >= -0.5 and right <= drawn.width + 0.5 and top >= -0.5 and bottom <= drawn.height + 0.5
            assert inside, (name, wide, text)
        for one, other in combinations(drawn.texts, 2):
            (a, b, c, d), (e, f, g, h) = one.box, other.box
            assert c <= e or g <= a or d <= f or h <= b, (name, wide, one.content, other.content)


def test_pictures_say_what_they_are(scenes: dict[str, Scene]) -> None:
    for scene in scenes.values():
        root = parsed(charts.svg(scene, 360))
        space = "{http://www.w3.org/2000/svg}"
        assert root.get("role") == "img"
        assert root.findtext(f"{space}title") == scene.title
        assert root.findtext(f"{space}desc") == charts.alt(scene)


def test_names_cannot_break_out_of_the_picture(employment: View) -> None:
    svg = charts.svg(charts.scene("line", named(employment, "<script>A & B</script>")), 720, framed=True)
    parsed(svg)
    assert "<script" not in svg


def test_the_same_scene_gives_the_same_bytes(scenes: dict[str, Scene]) -> None:
    for scene in scenes.values():
        assert charts.svg(scene, 720) == charts.svg(scene, 720)


def test_the_announced_size_is_the_size(scenes: dict[str, Scene]) -> None:
    for scene in scenes.values():
        root = parsed(charts.svg(scene, 360))
        assert (int(root.get("width", "0")), int(root.get("height", "0"))) == charts.size(scene, 360)


def test_a_framed_picture_carries_finding_and_source(scenes: dict[str, Scene]) -> None:
    scene = scenes["ranking"]
    framed = " ".join(text.content for text in drawing(scene, 360, framed=True).texts)
    assert framed.startswith(scene.title)
    assert framed.endswith(scene.source)
    assert scene.source not in " ".join(text.content for text in drawing(scene, 360).texts)


def test_only_the_open_theme_carries_a_dark_rule(scenes: dict[str, Scene]) -> None:
    light, dark = palettes()
    adaptive = charts.svg(scenes["line"], 720)
    assert "@media (prefers-color-scheme:dark)" in adaptive
    assert light["mark"] in adaptive
    assert dark["mark"] in adaptive
    for theme, colour in (("hell", light["mark"]), ("druck", light["mark"]), ("dunkel", dark["mark"])):
        fixed = charts.svg(scenes["line"], 720, theme)
        assert "<style" not in fixed
        assert colour in fixed


def test_no_picture_refers_to_another_host(scenes: dict[str, Scene]) -> None:
    for scene in scenes.values():
        foreign = re.findall(r"https?://[^\"']+|url\(|@import|xlink", charts.svg(scene, 720, framed=True))
        assert foreign == ["http://www.w3.org/2000/svg"]


def test_a_data_uri_is_an_image() -> None:
    assert charts.data_uri("<svg/>") == "data:image/svg+xml;base64,PHN2Zy8+"


def test_a_text_uri_says_the_drawing_itself(scenes: dict[str, Scene]) -> None:
    for drawn in (*(charts.svg(scene, 360) for scene in scenes.values()), "<a b='#' c=\"%22\">100 %</a>"):
        head, _, told = charts.text_uri(drawn).partition(",")
        assert head == "data:image/svg+xml"
        assert unquote(told) == drawn
        assert not set(told) & set('<>"#')


def test_a_narrow_strip_draws_its_ticks_in_one_go(scenes: dict[str, Scene]) -> None:
    scene = scenes["strip"]
    narrow, wide = charts.svg(scene, 198), charts.svg(scene, 360)
    ticks = [line for line in re.findall(r' d="([^"]+)"', narrow) if line.count("M") > 1]
    assert [line.count("M") for line in ticks] == [len(scene.marks) - 1]
    assert narrow.count("<title>") == 2
    assert wide.count("<title>") == 1 + len(scene.marks)


def lightness(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((lightness(one), lightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_neighbours_differ_in_a_grey_copy(scheme: int, heating: View) -> None:
    colours = palettes()[scheme]
    classes = [colours[f"scale-{shade}"] for shade in range(1, 7)]
    assert all(contrast(one, other) > 1.2 for one, other in pairwise(classes))
    for row in charts.scene("shares", heating).rows:
        pieces = [colours[f"scale-{part.shade}"] for part in row.segments if part.shade]
        assert all(contrast(one, other) > 1.5 for one, other in pairwise(pieces))


@pytest.mark.parametrize("scheme", [0, 1])
def test_text_and_marks_have_enough_contrast(scheme: int) -> None:
    colours = palettes()[scheme]
    for token in ("ink", "ink-2", "ink-3", "mark", "mark-2", "mark-3", "mark-4", "mark-5"):
        assert contrast(colours[token], colours["paper"]) >= 4.5, token
    for token in ("bar", "target", "no-value-line"):
        assert contrast(colours[token], colours["paper"]) >= 3, token
    for shade in range(1, 7):
        assert contrast(colours[f"on-scale-{shade}"], colours[f"scale-{shade}"]) >= 4.5, shade


# what people with a missing cone see, on linear colours (Machado, Oliveira and Fernandes 2009, severity 1)
SIGHTS = {
    "all three cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}
NAMED = ("mark", "mark-2", "mark-3", "mark-4", "mark-5")


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """CIELAB of a colour as eyes of that kind see it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0), 1) for row in SIGHTS[sight])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize("sight", SIGHTS)
def test_compared_kreise_differ_from_each_other_and_from_land_and_bund(scheme: int, sight: str) -> None:
    colours = palettes()[scheme]
    shown = {token: seen(colours[token], sight) for token in (*NAMED, "ink-2")}
    for one, other in combinations(shown, 2):
        assert dist(shown[one], shown[other]) >= 20, (one, other)


def test_the_name_of_a_compared_kreis_has_the_colour_of_its_line(employment: View) -> None:
    drawn = drawing(charts.scene("line", employment), 720)
    colours = {text.content: text.fill for text in drawn.texts if text.fill.startswith("mark")}
    assert set(colours.values()) == {"mark", "mark-2", "mark-3"}
    for token in set(colours.values()):
        assert any(shape.stroke == token for shape in drawn.elements if isinstance(shape, Shape)), token


def test_wrapped_lines_fit_and_lose_nothing() -> None:
    for room in (40, 90, 200):
        lines = wrap(LONG, room, 13)
        assert all(width(line, 13) <= room for line in lines)
        assert "".join(lines).replace(" ", "") == LONG.replace(" ", "")


def test_dodged_labels_keep_their_order_and_do_not_touch() -> None:
    wanted, heights = [100.0, 101.0, 99.0, 10.0], [20.0, 20.0, 20.0, 20.0]
    edges = dodge(wanted, heights, 0, 200)
    order = sorted(range(4), key=lambda index: edges[index])
    assert order == [3, 2, 0, 1]
    assert all(edges[b] - edges[a] >= 20 for a, b in pairwise(order))
    assert edges[3] == 0
