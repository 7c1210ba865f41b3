"""Who kept the needed pace: which yardstick was used is said, the figures are the stored ones, nothing is proven."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cockpit.base.errors import BadRequest, NotFound
from cockpit.model.action import Action
from cockpit.model.target import Target
from cockpit.progress import assess
from cockpit.query import Snapshot
from cockpit.query import snapshot as resolved
from cockpit.store import Store
from cockpit.web.page import Page, match
from tests.conftest import TODAY
from tests.web.pages.reading import found, request_for, words_of

NAME = "beschaeftigtenquote"
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOAL = Target("lippe-2030", NAME, "05766", 2030, "Kreistag", value=71.0, decided=True, decision="VII/9")
DONE = Action("05554-netz", "05554", "Ausbildung <b>im</b> Verbund", "in-umsetzung", "Amt 1", indicators=(NAME,))
OTHER = Action("05554-rad", "05554", "Radweg", "geplant", "Amt 2", start=date(2020, 1, 1))


@pytest.fixture(scope="module")
def decided(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The shipped data with a target of Kreis Lippe and two Maßnahmen of Kreis Borken, both made up."""
    file = Path(shutil.copy(shipped_file, tmp_path_factory.mktemp("kept") / "c.sqlite"))
    store = Store.open(f"sqlite:///{file}")
    known = store.catalogue()
    store.sync(replace(known, targets=(*known.targets, GOAL)), at=AT, by="Test", judge=assess)
    store.save_actions([DONE, OTHER], by="Test", at=AT)
    yield resolved(store, None, TODAY)
    store.close()


def open_page(snap: Snapshot, path: str, **args: str) -> Page:
    module, _ = match(path)
    return module.page(request_for(snap, path, args))


def rows_of(page: Page) -> dict[str, list[str]]:
    (table,) = found(page.tree, "Table", "keepers")
    rows = found(table.children[2], "Tr")
    return {words_of(found(row, "Th")[0]): [words_of(cell) for cell in found(row, "Td")] for row in rows}


def test_a_decided_target_is_the_yardstick_and_its_pace_is_said(decided):
    page = open_page(decided, f"/indikator/{NAME}/geschafft", kreise="lippe")
    said = words_of(page.tree)
    newest = decided.store.series(NAME, ["05766"]).dropna(subset="value").iloc[-1]
    needed = (71.0 - newest["value"]) / (2030 - newest["year"])
    assert "Maßstab ist das beschlossene Ziel: 71,0 % bis 2030." in said.replace("\xa0", " ")
    assert f"+{needed:.2f} Prozentpunkte je Jahr".replace(".", ",") in said.replace("\xa0", " ")
    for cells in rows_of(page).values():
        assert (
            float(cells[3].split()[0].replace("\xa0", " ").split()[0].lstrip("+").replace(",", ".")) >= needed - 0.005
        )
        assert int(cells[2]) >= 3
    assert set(rows_of(page)) <= {decided.catalogue.regions[key].display_name for key in decided.peers["05766"]}


def test_start_and_newest_value_are_those_stored(decided):
    cells = rows_of(open_page(decided, f"/indikator/{NAME}/geschafft", kreise="lippe"))["Kreis Borken"]
    stored = decided.store.series(NAME, ["05554"]).dropna(subset="value").set_index("year")["value"]
    first, last = (int(cell.split("(")[1].rstrip(")")) for cell in cells[:2])
    assert cells[0].startswith(f"{stored[first]:.1f}".replace(".", ","))
    assert cells[1].startswith(f"{stored[last]:.1f}".replace(".", ","))
    assert last == stored.index.max()
    assert int(cells[2]) == last - first


def test_beside_it_stand_the_measures_that_name_the_indicator_and_no_other(decided):
    page = open_page(decided, f"/indikator/{NAME}/geschafft", kreise="lippe")
    rows = rows_of(page)
    assert rows["Kreis Borken"][4] == "Ausbildung <b>im</b> Verbund in Umsetzung"
    assert "/kreis/borken/massnahmen?kreise=lippe#05554-netz" in {link.href for link in found(page.tree, "A")}
    assert {cells[4] for name, cells in rows.items() if name != "Kreis Borken"} == {"keine eingetragen"}
    assert "Zeitlicher Zusammenhang, kein Wirkungsnachweis." in words_of(page.tree)


def test_without_a_target_the_direction_is_the_yardstick_and_that_is_said(ask, snapshot):
    page = ask(f"/indikator/{NAME}/geschafft", kreise="herford")
    said = words_of(page.tree)
    assert "weder ein beschlossenes Ziel noch einen Orientierungswert" in said
    assert "Maßstab ist hier die Richtung, kein Ziel" in said
    judged = snapshot.store.verdicts(NAME)
    better = [key for key in snapshot.peers["05758"] if judged[key].trend.key == "improving"]
    assert list(rows_of(page)) == [snapshot.catalogue.regions[key].display_name for key in better]
    assert "keiner dieser Kreise hier eine Maßnahme eingetragen" in said


def test_an_orientation_value_is_never_called_a_decided_target(ask):
    said = words_of(ask("/indikator/industrie-energieverbrauch-je-einwohner/geschafft", kreise="herford").tree)
    assert "Maßstab ist der Orientierungswert 2030" in said
    assert "Ein beschlossenes Ziel gibt es für Kreis Herford nicht" in said
    assert "in Prozent ihres Anfangswerts" in said


@pytest.mark.parametrize(
    ("indicator", "args", "words"),
    [
        ("pv-leistung-je-1000-einwohner", {"kreise": "lippe"}, "Bei keinem der 30 vergleichbaren Kreise reichen"),
        ("pkw-je-1000-einwohner", {"kreise": "lippe"}, "nicht festgelegt, was besser ist"),
        ("wasserabgabe-je-einwohner-tag", {"kreise": "lippe"}, "Bei keinem der 30 vergleichbaren Kreise reichen"),
        (NAME, {"kreise": "berlin"}, "nur bedingt"),
        (NAME, {}, "Zuerst einen Kreis wählen"),
    ],
)
def test_where_nothing_can_be_said_the_page_says_why(ask, indicator, args, words):
    assert words in words_of(ask(f"/indikator/{indicator}/geschafft", **args).tree)


def test_the_way_in_is_below_the_verdict_of_the_indicator(ask):
    links = {link.href for link in found(ask(f"/indikator/{NAME}", kreise="lippe").tree, "A")}
    assert f"/indikator/{NAME}/geschafft?kreise=lippe" in links
    context = {link.href for link in found(ask("/indikator/pkw-je-1000-einwohner", kreise="lippe").tree, "A")}
    assert not [link for link in context if "geschafft" in link]


@pytest.mark.parametrize(
    ("path", "args", "error"),
    [
        ("/indikator/gibt-es-nicht/geschafft", {}, NotFound),
        (f"/indikator/{NAME}/geschafft", {"kreise": "land-bayern"}, NotFound),
        (f"/indikator/{NAME}/geschafft", {"kreise": "nirgends"}, NotFound),
        (f"/indikator/{NAME}/geschafft", {"kreise": "01001~01002~01003~01004~01051~01053"}, BadRequest),
    ],
)
def test_wrong_names_are_refused(ask, path, args, error):
    with pytest.raises(error):
        ask(path, **args)
