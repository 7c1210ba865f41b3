"""One file is enough: a new indicator, page, kind of chart, output format, file form, progress method."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

import cockpit.etl.forms
import cockpit.outputs
import cockpit.progress.methods
import cockpit.web.pages
from cockpit.base.errors import CockpitError
from cockpit.charts import kinds, scene
from cockpit.etl import inspect
from cockpit.etl.recognise import known_forms
from cockpit.outputs import formats
from cockpit.progress.methods import methods
from cockpit.query import Snapshot, selection, view
from cockpit.web import page
from tests.conftest import ROOT
from tests.walks.conftest import serving

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
FORMULA = "=cmd()"
KINDS = import_module("cockpit.charts.kinds")
INDICATOR = """title = '''{title}'''
short_title = '''{title}'''
question = '''{words}'''
unit = '''{unit}'''
decimals = 2
direction = "higher"
kind = "indicator"
sdg = [7]
source = "{source}"
rhythm = 1
actors = ["kreis"]
definition = '''{words}'''
caveat = '''{words}'''
keywords = ['''{keyword}''']
charts = ["line", "tilemap", "ranking"]
"""
SOURCE = """title = '''{words}'''
publisher = '''{words}'''
table = '''{words}'''
licence = '''{words}'''
licence_url = ""
attribution = '''{words}'''
url = "https://www.regionalstatistik.de"
"""
VALUES = "ags;jahr;wert;status\n05766;2020;1.25;\n05766;2021;-3.75;\n05758;2021;7.125;\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data with two more indicators: an ordinary one and a hostile one."""
    folder = tmp_path_factory.mktemp("dropped") / "data"
    shutil.copytree(ROOT / "data", folder)
    words = f"{FORMULA} {SCRIPT} {IMAGE}"
    hostile = {"title": f"{FORMULA} {SCRIPT}", "words": words, "unit": f"={IMAGE}", "keyword": SCRIPT}
    plain = {"title": "Bienenvölker", "words": "Wie viele Bienenvölker gibt es?", "unit": "Völker", "keyword": "Imker"}
    for name, source, said in (("bienenvoelker", "inkar-bip", plain), ("feindlich", "feindlich", hostile)):
        toml = INDICATOR.format(source=source, **said)
        (folder / f"catalogue/indicators/umwelt/{name}.toml").write_text(toml, encoding="utf-8")
        (folder / f"start/{name}.csv").write_text(VALUES, encoding="utf-8")
    (folder / "catalogue/sources/feindlich.toml").write_text(SOURCE.format(words=words), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def grown(data: Path, shipped_file: Path) -> Iterator[FlaskClient]:
    """A server after ``cockpit init`` has run over that folder."""
    file = Path(shutil.copy(shipped_file, data.parent / "cockpit.sqlite"))
    given = {"COCKPIT_DATA": str(data), "COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": "2026-11-22"}
    command = [sys.executable, "-m", "cockpit.cli", "init"]
    done = subprocess.run(command, env={**os.environ, **given}, check=True, cwd=ROOT, capture_output=True, text=True)
    assert "2" in done.stdout, done.stdout
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COCKPIT_DATA", str(data))
        with serving(file) as client:
            yield client


def test_a_new_indicator_has_its_page_search_entry_data_and_picture(grown: FlaskClient) -> None:
    answer = grown.get("/indikator/bienenvoelker?kreise=lippe")
    assert answer.status_code == 200
    assert "<h1>Bienenvölker</h1>" in answer.text
    for words in ("bienenv", "Imker", "Bienenvoelker"):
        assert "/indikator/bienenvoelker" in [hit["adresse"] for hit in grown.get(f"/suche.json?q={words}").json]
    rows = list(csv.DictReader(io.StringIO(grown.get("/indikator/bienenvoelker.csv").text)))
    assert [(row["ags"], row["jahr"], row["wert"]) for row in rows] == [
        ("05758", "2021", "7.125"), ("05766", "2020", "1.25"), ("05766", "2021", "-3.75")]  # fmt: skip
    listed = grown.get("/indikator/bienenvoelker.json?kreise=lippe").json
    assert [(row["jahr"], row["wert"]) for row in listed] == [(2020, 1.25), (2021, -3.75)]
    assert "−3,75" in grown.get("/indikator/bienenvoelker.svg?kreise=lippe").text
    assert "Bienenvölker" in grown.get("/indikatoren").text


def test_the_kreis_page_shows_the_new_indicator(grown: FlaskClient) -> None:
    assert "Bienenvölker" in grown.get("/kreis/lippe").text
    entries = {entry["id"]: entry for entry in grown.get("/kreis/lippe.json").json["indikatoren"]}
    assert (entries["bienenvoelker"]["jahr"], entries["bienenvoelker"]["wert"]) == (2021, -3.75)


@pytest.mark.parametrize(
    "path",
    [
        "/indikator/feindlich",
        "/indikator/feindlich?kreise=lippe",
        "/indikator/feindlich?kreise=lippe&ansicht=karte",
        "/indikator/feindlich?kreise=lippe&ansicht=rangliste",
        "/indikator/feindlich?kreise=lippe&ansicht=tabelle",
        "/indikator/feindlich?kreise=lippe&ansicht=daten",
        "/indikator/feindlich?kreise=lippe&interaktiv=1",
        "/kreis/lippe",
        "/indikatoren",
        "/suche?q=script",
        "/",
    ],
)
def test_markup_in_a_declaration_stays_text_on_every_page(grown: FlaskClient, path: str) -> None:
    answer = grown.get(path)
    assert answer.status_code == 200
    assert SCRIPT not in answer.text
    assert "<img src=x" not in answer.text
    if path.startswith(("/indikator/", "/kreis")):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text


@pytest.mark.parametrize("look", ["verlauf", "karte", "rangliste"])
def test_markup_in_a_declaration_stays_text_in_pictures(grown: FlaskClient, look: str) -> None:
    picture = grown.get(f"/indikator/feindlich.svg?kreise=lippe&ansicht={look}")
    assert picture.status_code == 200
    root = ElementTree.fromstring(picture.data)  # noqa: S314 - our own picture
    kinds_of_nodes = {node.tag.rpartition("}")[2] for node in root.iter()}
    assert not kinds_of_nodes & {"script", "img", "image", "foreignObject", "a"}
    assert not any(name.startswith("on") for node in root.iter() for name in node.attrib)
    assert "<script>alert(1)" in "".join(root.itertext()).replace(" ", "")


def test_no_text_cell_of_a_csv_is_a_formula_and_numbers_stay_numbers(grown: FlaskClient) -> None:
    for path in ("/indikator/feindlich.csv", "/kreis/lippe.csv"):
        for row in csv.DictReader(io.StringIO(grown.get(path).text)):
            for name, cell in row.items():
                number = name in {"wert", "tempo_quote"} and cell
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (path, name, cell)
            if row["wert"]:
                float(row["wert"])
    cells = [row["wert"] for row in csv.DictReader(io.StringIO(grown.get("/indikator/feindlich.csv").text))]
    assert cells == ["7.125", "1.25", "-3.75"]
    rows = csv.DictReader(io.StringIO(grown.get("/kreis/lippe.csv").text))
    kreis = next(row for row in rows if row["id"] == "feindlich")
    assert kreis["titel"] == f"'{FORMULA} {SCRIPT}"
    assert kreis["einheit"] == f"'={IMAGE}"


def test_json_gives_the_text_as_it_is_but_never_as_a_page(grown: FlaskClient) -> None:
    answer = grown.get("/indikator/feindlich.json")
    assert answer.json[0]["einheit"] == f"={IMAGE}"
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_proposals_carry_no_markup_the_browser_would_read(grown: FlaskClient) -> None:
    answer = grown.get("/suche.json?q=feindlich")
    assert answer.mimetype == "application/json"


Drop = Callable[[ModuleType, str, str], None]


@pytest.fixture
def drop(tmp_path: Path) -> Iterator[Drop]:
    """``drop(package, name, code)`` puts a file beside those of a package for the length of one test."""
    caches = (kinds, formats, methods, known_forms, page.pages, page.address_map, page.menu)
    undo: list[Callable[[], object]] = []

    def put(package: ModuleType, name: str, code: str) -> None:
        folder = tmp_path / package.__name__
        folder.mkdir()
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
        package.__path__.append(str(folder))
        undo.append(lambda: package.__path__.remove(str(folder)))
        undo.append(lambda: sys.modules.pop(f"{package.__name__}.{name}", None))
        undo.append(lambda: package.__dict__.pop(name, None))
        _forget()

    def _forget() -> None:
        for cache in caches:
            cache.cache_clear()

    yield put
    for deed in undo:
        deed()
    _forget()


def test_a_new_page_is_one_file(drop: Drop, shipped_file: Path, tmp_path: Path) -> None:
    drop(
        cockpit.web.pages,
        "bienen",
        "from dash import html\nfrom cockpit.web.page import Page\nPATH = '/bienen/<wo>'\nMENU = ('Bienen', 99)\n"
        "def page(request):\n    return Page('Bienen', html.H1('Bienen in ' + request.params['wo']))\n",
    )
    with serving(Path(shutil.copy(shipped_file, tmp_path / "x.sqlite"))) as client:
        answer = client.get("/bienen/lippe")
        assert answer.status_code == 200
        assert "<h1>Bienen in lippe</h1>" in answer.text
        assert ">Bienen</a>" in client.get("/kreise").text


def test_a_new_output_format_is_one_file(drop: Drop, shipped_file: Path, tmp_path: Path) -> None:
    drop(
        cockpit.outputs,
        "txt",
        "from cockpit.outputs.format import Format\n"
        "FORMAT = Format('txt', 'text/plain', lambda snap, chosen: snap.indicator(chosen.indicator).title.encode())\n",
    )
    with serving(Path(shutil.copy(shipped_file, tmp_path / "x.sqlite"))) as client:
        assert client.get("/indikator/arbeitslosenquote.txt").text == "Arbeitslosenquote"
        assert client.get("/kreis/lippe.txt").status_code == 404
        assert client.get("/indikator/gibtsnicht.txt").mimetype == "application/json"


def test_a_new_kind_of_chart_is_one_file(drop: Drop, live: Snapshot) -> None:
    drop(
        KINDS,
        "punkt",
        "from dataclasses import replace\nfrom cockpit.charts.kinds import line\n"
        "def scene(view):\n    return replace(line.scene(view), kind='punkt')\n",
    )
    assert "punkt" in kinds()
    seen = view(live, selection(live, {"kreise": "lippe"}, indicator="beschaeftigtenquote"))
    assert scene("punkt", seen).kind == "punkt"


def test_a_new_file_form_is_one_file(drop: Drop) -> None:
    drop(
        cockpit.etl.forms,
        "rosa",
        "from cockpit.base.errors import Refused\n"
        "def likeness(material):\n    return 10 if material.content.startswith('ROSA') else 0\n"
        "def table(material):\n    raise Refused('Rosa erkannt.')\n",
    )
    assert "rosa" in known_forms()
    assert "Rosa erkannt." in inspect(b"ROSA;1\nx;2\n", "x.csv").refusal


def test_a_new_progress_method_is_one_file_and_may_be_asked_for(drop: Drop, live: Snapshot) -> None:
    with pytest.raises(CockpitError):
        selection(live, {"methode": "eilig"})
    drop(
        cockpit.progress.methods,
        "eilig",
        "from cockpit.progress.method import Cuts\nfrom cockpit.progress.methods.sdsn import measure\n"
        "CUTS = Cuts(on_track=2.0, nearly=0.4)\n",
    )
    assert "eilig" in [method.name for method in methods()]
    assert selection(live, {"methode": "eilig"}).method == "eilig"


@pytest.mark.parametrize(
    ("package", "found"),
    [
        (KINDS, lambda: set(kinds())),
        (cockpit.etl.forms, lambda: set(known_forms())),
        (cockpit.progress.methods, lambda: {method.name for method in methods()}),
        (cockpit.web.pages, lambda: set(page.pages())),
        (cockpit.outputs, lambda: set(formats()) | {"format", "table_rows", "cite", "html"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_found_is_what_lies_in_the_folder(package: ModuleType, found: Callable[[], set[str]]) -> None:
    files = {file.stem for file in Path(package.__path__[0]).glob("*.py") if not file.stem.startswith("_")}
    assert found() == files
