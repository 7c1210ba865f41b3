"""The true map beside the tiles: offered where a Datenstand holds boundaries, and nowhere else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from cockpit.base.errors import NotFound
from cockpit.model.geometry import Geometry
from cockpit.query import Snapshot, selection
from cockpit.store import Store
from cockpit.store import geometry as boundaries
from cockpit.web.markup import to_html
from cockpit.web.page import Page, match
from tests.boundaries import SOURCE, hexagons
from tests.store.example import AT
from tests.walks.conftest import serving
from tests.web.pages.reading import found, nodes, request_for, words_of

CHART = "/indikator/beschaeftigtenquote"
CREDIT = f"Grenzen: {SOURCE}, vereinfacht"
Ask = Callable[..., Page]


@pytest.fixture(scope="module")
def geometry(live: Snapshot) -> Geometry:
    """All Kreise but one, as if its key were not in the file."""
    return hexagons(live.catalogue.regions.values(), without=["16077"])


@pytest.fixture(scope="module")
def mapped(live: Snapshot, geometry: Geometry) -> Snapshot:
    """The shipped data with boundaries."""
    return replace(live, catalogue=replace(live.catalogue, geometry=geometry))


@pytest.fixture(scope="module")
def ask_mapped(mapped: Snapshot) -> Ask:
    def page(path: str, **args: str) -> Page:
        return match(path)[0].page(request_for(mapped, path, args))

    return page


@pytest.fixture(scope="module")
def before(shipped_store: Store) -> int:
    """The last Datenstand without boundaries."""
    return shipped_store.revision().id


@pytest.fixture(scope="module")
def client(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory, geometry: Geometry) -> Iterator[FlaskClient]:
    """A server whose newest Datenstand brought the boundaries."""
    copy = Path(shutil.copy(shipped_file, tmp_path_factory.mktemp("karte") / "cockpit.sqlite"))
    store = Store.open(f"sqlite:///{copy}")
    boundaries.save(store.database, geometry, AT, "befehl")
    store.close()
    with serving(copy) as opened:
        yield opened


def shapes(page: Page) -> list[object]:
    """The Kreise on the true map."""
    return [node for node in nodes(page.tree) if node._type == "Outline" and getattr(node, "href", None)]


def choice(page: Page) -> dict[str, object]:
    """The links between tiles and map, by their label."""
    (nav,) = [node for node in found(page.tree, "Nav") if "map-form" in (node.className or "")]
    return {words_of(link): link for link in found(nav, "A")}


def test_without_boundaries_nothing_is_offered_and_the_map_is_not_found(ask: Ask, live: Snapshot) -> None:
    page = ask(CHART, ansicht="karte")
    assert [node for node in found(page.tree, "Nav") if "map-form" in (getattr(node, "className", "") or "")] == []
    with pytest.raises(NotFound, match="keine Kreisgrenzen") as caught:
        selection(live, {"form": "karte"})
    assert "form=kacheln" in caught.value.remedy
    assert selection(live, {"form": "kacheln"}).form == "kacheln"


@pytest.mark.parametrize(("path", "args"), [("/", {}), (CHART, {"ansicht": "karte", "kreise": "lippe"})])
def test_with_boundaries_tiles_come_first_and_the_map_is_one_link_away(
    ask_mapped: Ask, path: str, args: dict[str, str]
) -> None:
    links = choice(ask_mapped(path, **args))
    assert list(links) == ["Kacheln", "Karte"]
    assert getattr(links["Kacheln"], "aria-current", None) == "true"
    assert "form=karte" in links["Karte"].href  # type: ignore[attr-defined]
    assert shapes(ask_mapped(path, **args)) == []


def test_every_kreis_of_the_map_is_a_link_named_with_its_value(ask_mapped: Ask) -> None:
    drawn = shapes(ask_mapped(CHART, ansicht="karte", form="karte", kreise="lippe~herford"))
    assert len(drawn) == 399
    lippe = next(one for one in drawn if getattr(one, "aria-label").startswith("Kreis Lippe:"))
    assert getattr(lippe, "aria-label") == "Kreis Lippe: 64,6\N{NO-BREAK SPACE}%"
    assert getattr(lippe, "aria-current") == "true"
    assert [one for one in drawn if one.tabIndex == 0] == [lippe]  # type: ignore[attr-defined]
    other = next(one for one in drawn if getattr(one, "aria-label").startswith("Bielefeld"))
    assert "kreise=bielefeld~herford" in other.href  # type: ignore[attr-defined]
    assert "form=karte" in other.href  # type: ignore[attr-defined]


def test_on_the_start_page_a_kreis_leads_to_its_page_and_the_indicator_stays(ask_mapped: Ask) -> None:
    page = ask_mapped("/", form="karte", indikator="siedlungs-verkehrsflaeche-anteil")
    assert "/kreis/lippe" in {one.href for one in shapes(page)}  # type: ignore[attr-defined]
    assert choice(page)["Kacheln"].href == "/?indikator=siedlungs-verkehrsflaeche-anteil"  # type: ignore[attr-defined]
    assert "jede Fläche ist ein Kreis" in words_of(page.tree)
    others = [link.href for link in found(page.tree, "A") if "indikator=" in link.href and "form" not in link.href]
    assert others == [choice(page)["Kacheln"].href]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("path", "args"), [("/", {}), (CHART, {"ansicht": "karte"})], ids=["start", "indicator"])
def test_whose_boundaries_they_are_and_who_is_missing_stands_below(
    ask_mapped: Ask, path: str, args: dict[str, str]
) -> None:
    said = words_of(ask_mapped(path, form="karte", **args).tree)
    assert CREDIT in said
    assert "Ohne Grenze auf dieser Karte: Landkreis Altenburger Land" in said
    assert "in der Liste stehen alle" in said
    assert "Quelle:" in said


def test_the_list_beside_the_map_has_every_kreis(ask_mapped: Ask) -> None:
    page = ask_mapped(CHART, ansicht="karte", form="karte")
    assert "Altenburger Land" in words_of(found(page.tree, "Table")[0])


def test_as_html_it_is_a_drawing_with_named_links(ask_mapped: Ask) -> None:
    written = to_html(ask_mapped(CHART, ansicht="karte", form="karte", kreise="lippe").tree)
    assert '<svg viewBox="-12 -12 ' in written
    assert written.count("<title>") == 399
    assert 'aria-current="true"' in written


def test_other_looks_and_pages_take_the_form_along_and_show_what_they_always_show(ask_mapped: Ask) -> None:
    assert shapes(ask_mapped(CHART, ansicht="rangliste", form="karte")) == []
    assert "Lippe" in words_of(ask_mapped("/kreise", form="karte", q="lipp").tree)


def test_the_year_form_keeps_the_map(ask_mapped: Ask) -> None:
    page = ask_mapped(CHART, ansicht="karte", form="karte")
    assert any(getattr(node, "name", "") == "form" and node.value == "karte" for node in nodes(page.tree))


def test_pictures_embeds_and_files_are_of_the_true_map(client: FlaskClient) -> None:
    args = "?ansicht=karte&form=karte&kreise=lippe"
    for suffix in (".svg", ".png", ".pdf", ".docx"):
        assert client.get(CHART + suffix + args).status_code == 200, suffix
    svg = client.get(f"{CHART}.svg{args}&rahmen=ohne").text
    written = " ".join(ElementTree.fromstring(svg).itertext())  # noqa: S314 - our own picture
    assert CREDIT in written
    assert "<g transform=" in svg
    told = client.get(f"/einbetten{CHART}{args}").text
    assert "Landkarte der Kreise" in told
    assert SOURCE.split(",")[0] in told
    assert client.get(f"/weitergeben{CHART}{args}").status_code == 200
    oembed = client.get(f"/oembed?url=http://localhost{CHART}%3Fansicht%3Dkarte%26form%3Dkarte").get_json()
    assert "form=karte" in oembed["html"]


def test_a_datenstand_from_before_shows_tiles_and_says_that_it_has_no_map(client: FlaskClient, before: int) -> None:
    old = client.get(f"{CHART}?ansicht=karte&stand={before}")
    assert old.status_code == 200
    assert "map-form" not in old.text
    for path in (CHART, f"{CHART}.svg", f"/einbetten{CHART}"):
        answer = client.get(f"{path}?ansicht=karte&form=karte&stand={before}")
        assert answer.status_code == 404
        assert "keine Kreisgrenzen" in answer.text


def test_an_answer_kept_by_a_browser_is_not_good_any_more_once_boundaries_change(
    client: FlaskClient, shipped_file: Path, tmp_path: Path, geometry: Geometry
) -> None:
    address = f"{CHART}.svg?ansicht=karte&form=karte"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    copy = Path(shutil.copy(shipped_file, tmp_path / "cockpit.sqlite"))
    store = Store.open(f"sqlite:///{copy}")
    boundaries.save(store.database, geometry, AT, "befehl")
    boundaries.save(store.database, replace(geometry, source="© Anderes Amt"), AT, "befehl")
    store.close()
    with serving(copy) as later:
        assert later.get(address, headers={"If-None-Match": tag}).status_code == 200
        tiles = f"{CHART}.svg?ansicht=karte"
        assert "Anderes Amt" in later.get(address).text
        assert "Anderes Amt" not in later.get(tiles).text


def test_the_history_names_the_datenstand(client: FlaskClient, before: int) -> None:
    said = client.get("/daten").text
    assert "Kreisgrenzen" in said
    assert "Grenzen der Kreise" in said
    stand = client.get(f"/daten/stand/{before + 1}").text
    assert "Kreisgrenzen" in stand
    assert "zuruecknehmen" not in stand


def test_no_form_but_tiles_and_map_is_known(client: FlaskClient) -> None:
    answer = client.get(f"{CHART}?form=globus")
    assert answer.status_code == 400
    assert "kacheln, karte" in answer.text
