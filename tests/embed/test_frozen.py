"""What was cited stays as it was: on disk, after new data, after a withdrawal – and is gone once a value is blocked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cockpit.etl import Request, run
from cockpit.outputs import formats
from cockpit.progress import assess
from cockpit.query import Snapshot
from cockpit.store import Store
from cockpit.web import kept
from cockpit.web.caching import FROZEN
from tests.walks.conftest import serving

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LOOKS = ("", "&ansicht=karte", "&ansicht=rangliste", "&breite=360&thema=dunkel")
DATA = (
    *(f"/indikator/beschaeftigtenquote.{suffix}?kreise=lippe{look}" for suffix in ("svg", "png") for look in LOOKS),
    "/indikator/beschaeftigtenquote.csv?kreise=lippe",
    "/indikator/beschaeftigtenquote.json",
    "/kreis/lippe.csv",
)
NEW = tuple(f"ags;jahr;wert;status\n05766;2021;{30 + step}.5;\n05754;2020;{40 + step}.5;\n" for step in range(5))


@dataclass
class Trial:
    """A store of its own with its server, and what it said before anything was published."""

    client: FlaskClient
    file: Path
    stand: int
    frozen: dict[str, bytes] = field(default_factory=dict)
    live: dict[str, bytes] = field(default_factory=dict)

    def at(self, path: str) -> str:
        return f"{path}{'&' if '?' in path else '?'}stand={self.stand}"

    @property
    def cache(self) -> Path:
        return self.file.parent / "cache"

    def kept(self) -> list[Path]:
        return [file for file in self.cache.rglob("*") if file.is_file()]


def opened(file: Path) -> Store:
    return Store.open(f"sqlite:///{file}")


@pytest.fixture(scope="module")
def trial(shipped_file: Path, live: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    file = Path(shutil.copy(shipped_file, tmp_path_factory.mktemp("cited") / "cockpit.sqlite"))
    with serving(file) as client:
        found = Trial(client, file, live.revision.id)
        found.frozen = {path: client.get(found.at(path)).data for path in DATA}
        found.live = {path: client.get(path).data for path in DATA}
        store = opened(file)
        for number, table in enumerate(NEW):
            asked = Request(table.encode(), f"neu{number}.csv", indicator="beschaeftigtenquote", by="Prüfung")
            assert run(store, asked, at=AT).revision is not None
        taken = store.withdraw(found.stand + 2, reason="Irrtum", by="Prüfung", judge=assess, at=AT)
        assert taken.revision is not None or taken.kept is not None
        store.close()
        yield found


@pytest.mark.parametrize("path", DATA)
@pytest.mark.parametrize("from_disk", [True, False])
def test_a_cited_file_is_the_same_to_the_byte(trial: Trial, path: str, from_disk: bool) -> None:
    if not from_disk:
        shutil.rmtree(trial.cache)
    with serving(trial.file) as restarted:
        answer = restarted.get(trial.at(path))
    assert answer.status_code == 200
    assert answer.data == trial.frozen[path]
    assert answer.headers["Cache-Control"] == FROZEN


@pytest.mark.parametrize("path", DATA)
def test_the_live_address_has_moved_on(trial: Trial, path: str) -> None:
    assert trial.client.get(path).data != trial.live[path]


@pytest.mark.parametrize("place", ["/einbetten/indikator/beschaeftigtenquote", "/indikator/beschaeftigtenquote"])
def test_the_frozen_page_says_that_newer_data_have_come(trial: Trial, place: str) -> None:
    said = "Inzwischen gibt es neuere Daten"
    frozen = trial.client.get(f"{place}?kreise=lippe&stand={trial.stand}")
    assert said in frozen.text
    assert f'href="{place}?kreise=lippe"' in frozen.text
    assert "max-age=60" in frozen.headers["Cache-Control"]
    assert said not in trial.client.get(f"{place}?kreise=lippe").text
    untouched = place.replace("beschaeftigtenquote", "gisd-score")
    assert said not in trial.client.get(f"{untouched}?kreise=lippe&stand={trial.stand}").text


def test_the_frozen_kreis_page_says_so_too(trial: Trial) -> None:
    assert "Inzwischen gibt es neuere Daten" in trial.client.get(f"/kreis/lippe?stand={trial.stand}").text


@pytest.mark.parametrize("place", ["/einbetten/indikator/beschaeftigtenquote", "/indikator/beschaeftigtenquote"])
def test_a_browser_that_held_the_frozen_page_learns_of_newer_data(
    shipped_file: Path, live: Snapshot, tmp_path: Path, place: str
) -> None:
    file = Path(shutil.copy(shipped_file, tmp_path / "cockpit.sqlite"))
    address = f"{place}?kreise=lippe&stand={live.revision.id}"
    with serving(file) as client:
        before = client.get(address)
        held = {"If-None-Match": before.headers["ETag"]}
        assert client.get(address, headers=held).status_code == 304
        store = opened(file)
        run(store, Request(NEW[0].encode(), "neu.csv", indicator="beschaeftigtenquote", by="Prüfung"), at=AT)
        store.close()
        after = client.get(address, headers=held)
        assert after.status_code == 200
        assert "Inzwischen gibt es neuere Daten" in after.text


@pytest.fixture
def own(shipped_file: Path, live: Snapshot, tmp_path: Path) -> Iterator[Trial]:
    file = Path(shutil.copy(shipped_file, tmp_path / "cockpit.sqlite"))
    with serving(file) as client:
        yield Trial(client, file, live.revision.id)


def test_a_blocked_value_alone_makes_a_cited_address_answer_gone(own: Trial) -> None:
    shown = own.at("/indikator/beschaeftigtenquote.png?kreise=lippe")
    beside = own.at("/indikator/gisd-score.png?kreise=lippe")
    embed = own.at("/einbetten/indikator/beschaeftigtenquote?kreise=lippe")
    oembed = {"url": "http://localhost" + own.at("/indikator/beschaeftigtenquote?kreise=lippe")}
    before = own.client.get(beside).data
    tag = own.client.get(shown).headers["ETag"]
    assert own.client.get(embed).status_code == own.client.get("/oembed", query_string=oembed).status_code == 200
    assert len(own.kept()) == 3
    store = opened(own.file)
    store.block("beschaeftigtenquote", "05766", 2021, reason="Geheimhaltung", by="Prüfung", judge=assess, at=AT)
    store.close()
    for held in ({}, {"If-None-Match": tag}):
        gone = own.client.get(shown, headers=held)
        assert gone.status_code == 410
        assert "gesperrt" in gone.get_json()["fehler"]
        assert gone.headers["Cache-Control"] == "no-store"
    assert own.client.get(embed).status_code == 410
    assert "22.11.2026 gesperrt" in own.client.get(embed).text
    assert own.client.get("/oembed", query_string=oembed).status_code == 410
    assert own.client.get(own.at("/kreis/lippe.csv")).status_code == 410
    assert own.client.get(own.at("/weitergeben/kreis/lippe")).status_code == 410
    assert own.client.get("/indikator/beschaeftigtenquote.png?kreise=lippe").status_code == 200
    assert own.client.get(beside).data == before


def test_files_from_before_a_block_do_not_outlive_it(own: Trial) -> None:
    own.client.get(own.at("/indikator/beschaeftigtenquote.png?kreise=lippe"))
    before = set(own.kept())
    store = opened(own.file)
    store.block("beschaeftigtenquote", "05766", 2021, reason="Geheimhaltung", by="Prüfung", judge=assess, at=AT)
    store.close()
    own.client.get(own.at("/indikator/gisd-score.png?kreise=herford"))
    assert before.isdisjoint(own.kept())
    assert len(own.kept()) == 1


def test_the_order_of_an_address_makes_no_second_file(own: Trial) -> None:
    first = own.client.get(f"/indikator/beschaeftigtenquote.png?kreise=lippe&stand={own.stand}").data
    assert own.client.get(f"/indikator/beschaeftigtenquote.png?stand={own.stand}&kreise=lippe").data == first
    assert len(own.kept()) == 1


def test_a_damaged_folder_costs_time_and_nothing_else(own: Trial) -> None:
    own.cache.write_text("kein Ordner")
    assert own.client.get(own.at("/indikator/beschaeftigtenquote.png?kreise=lippe")).status_code == 200


def test_the_folder_stays_bounded_and_the_longest_unread_goes_first(tmp_path: Path) -> None:
    import os  # noqa: PLC0415

    for number in range(8):
        file = tmp_path / f"{number:02}" / "rest"
        file.parent.mkdir()
        file.write_bytes(b"x" * 100)
        os.utime(file, (number, number))
    os.utime(tmp_path / "00" / "rest", (99, 99))
    kept.shrink(tmp_path, 300)
    assert sorted(file.parent.name for file in tmp_path.glob("??/*")) == ["00", "06", "07"]


@pytest.mark.parametrize("suffix", sorted(set(formats()) & {"xlsx", "pdf", "docx", "zip"}))
def test_files_to_keep_have_a_name_that_says_what_is_inside(own: Trial, suffix: str) -> None:
    form = formats()[suffix]
    if form.indicator:
        said = own.client.get(f"/indikator/beschaeftigtenquote.{suffix}?kreise=lippe").headers["Content-Disposition"]
        assert said.endswith(f'filename="beschaeftigtenquote-lippe-datenstand-{own.stand}.{suffix}"')
    if form.kreis:
        said = own.client.get(f"/kreis/lippe.{suffix}").headers["Content-Disposition"]
        assert said.endswith(f'filename="lippe-datenstand-{own.stand}.{suffix}"')


@pytest.mark.parametrize("suffix", sorted(formats()))
def test_every_form_is_open_to_other_pages_and_knows_its_state(own: Trial, suffix: str) -> None:
    for place, form in (
        ("/indikator/beschaeftigtenquote", formats()[suffix].indicator),
        ("/kreis/lippe", formats()[suffix].kreis),
    ):
        if form is None:
            continue
        path = f"{place}.{suffix}" + ("?kreise=lippe" if place.startswith("/ind") else "")
        first = own.client.get(path)
        assert first.headers["Access-Control-Allow-Origin"] == "*"
        assert first.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Set-Cookie" not in first.headers
        again = own.client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        frozen = own.client.get(own.at(path))
        held = own.client.get(own.at(path), headers={"If-None-Match": frozen.headers["ETag"]})
        assert held.status_code == 304
        assert held.headers["Cache-Control"] == frozen.headers["Cache-Control"] == FROZEN
