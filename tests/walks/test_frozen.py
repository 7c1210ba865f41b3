"""A Datenstand that was cited stays as it was, to the byte; live addresses move on."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cockpit.etl import Request, run
from cockpit.query import Snapshot, profile, region
from cockpit.store import Store
from cockpit.web.caching import FROZEN
from tests.walks.conftest import serving

CHANGED = """ags;jahr;wert;status
05766;2019;40.0;
05766;2020;35.0;
05766;2021;30.0;
"""
GAS = "ags;jahr;wert;status\n05766;2022;50.0;\n"
PEOPLE = "ags;jahr;wert;status\n05766;2021;300000;\n"
DATA = (
    "/indikator/beschaeftigtenquote.csv",
    "/indikator/beschaeftigtenquote.json?kreise=lippe",
    "/indikator/beschaeftigtenquote.svg?kreise=lippe~herford&zum=2026",
    "/indikator/beschaeftigtenquote.svg?ansicht=karte&zum=2026",
    "/indikator/beschaeftigtenquote.svg?ansicht=rangliste&kreise=lippe&zum=2026",
    "/indikator/heizung-energietraeger.svg?kreise=lippe&zum=2026",
    "/indikator/heizung-energietraeger.csv?kreise=lippe",
    "/indikator/verkehrsunfaelle-je-1000-einwohner.svg?kreise=lippe&zum=2026",
    "/kreis/lippe.json",
    "/kreis/lippe.csv",
    "/kreis/herford.json",
)
UNTOUCHED = ("/indikator/gisd-score.csv", "/indikator/gisd-score.svg?kreise=lippe", "/indikator/gisd-score.json")


def at(path: str, stand: int) -> str:
    return f"{path}{'&' if '?' in path else '?'}stand={stand}"


@dataclass(frozen=True)
class Trial:
    """A store of its own: what was said before the publications, and the server after them."""

    client: FlaskClient
    stand: int
    live_before: dict[str, bytes]
    frozen_before: dict[str, bytes]
    tags: dict[str, str]


@pytest.fixture(scope="module")
def file(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(shipped_file, tmp_path_factory.mktemp("frozen") / "cockpit.sqlite"))


@pytest.fixture(scope="module")
def trial(file: Path, live: Snapshot) -> Iterator[Trial]:
    stand = live.revision.id
    with serving(file) as client:
        live_before = {path: client.get(path).data for path in (*DATA, *UNTOUCHED)}
        frozen_before = {path: client.get(at(path, stand)).data for path in (*DATA, *UNTOUCHED)}
        tags = {path: client.get(path).headers["ETag"] for path in (*DATA, *UNTOUCHED)}
        publish(file, "beschaeftigtenquote", CHANGED)
        publish(file, "zensus22-heizung-gas", GAS)
        publish(file, "bevoelkerung", PEOPLE)
        yield Trial(client, stand, live_before, frozen_before, tags)


def publish(file: Path, indicator: str, table: str) -> None:
    store = Store.open(f"sqlite:///{file}")
    request = Request(table.encode(), "neu.csv", indicator=indicator, by="Prüfung")
    report = run(store, request, at=datetime(2026, 11, 22, 12, tzinfo=UTC))
    store.close()
    assert report.revision is not None, report


@pytest.mark.parametrize("path", [*DATA, *UNTOUCHED])
def test_a_cited_address_gives_the_same_bytes_for_ever(trial: Trial, path: str) -> None:
    answer = trial.client.get(at(path, trial.stand))
    assert answer.status_code == 200
    assert answer.data == trial.frozen_before[path]
    assert answer.headers["Cache-Control"] == FROZEN


@pytest.mark.parametrize("path", DATA)
def test_the_cited_address_shows_what_the_live_one_showed_then(trial: Trial, path: str) -> None:
    assert trial.frozen_before[path] == trial.live_before[path]


@pytest.mark.parametrize("path", [path for path in DATA if "herford.json" not in path])
def test_the_live_address_shows_the_new_values(trial: Trial, path: str) -> None:
    answer = trial.client.get(path)
    assert answer.data != trial.live_before[path]
    assert answer.headers["Cache-Control"].startswith("public, max-age=60, stale-while-revalidate=")
    assert "stale-if-error=" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", [path for path in DATA if "herford.json" not in path])
def test_a_browser_that_holds_the_old_state_gets_the_new_one(trial: Trial, path: str) -> None:
    answer = trial.client.get(path, headers={"If-None-Match": trial.tags[path]})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != trial.tags[path]
    again = trial.client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", UNTOUCHED)
def test_a_publication_elsewhere_leaves_the_browsers_copy_valid(trial: Trial, path: str) -> None:
    answer = trial.client.get(path, headers={"If-None-Match": trial.tags[path]})
    assert answer.status_code == 304
    assert answer.headers["ETag"] == trial.tags[path]


def test_a_copy_that_is_still_valid_differs_in_nothing_but_the_number_of_the_datenstand(trial: Trial) -> None:
    number = re.compile(rb"\b(%d|%d)\b" % (trial.stand, trial.stand + 3))
    for path in UNTOUCHED:
        now, then = trial.client.get(path).data, trial.live_before[path]
        assert number.sub(b"N", now) == number.sub(b"N", then)


def test_verdicts_of_the_old_datenstand_are_those_of_then(trial: Trial, file: Path, live: Snapshot) -> None:
    from cockpit.query import snapshot  # noqa: PLC0415

    store = Store.open(f"sqlite:///{file}")
    old, new = (snapshot(store, stand, live.today) for stand in (trial.stand, None))
    for slug in ("lippe", "herford", "hamburg"):
        then = [(card.indicator.id, card.judgement) for card in profile(live, region(live, slug)).cards]
        assert [(card.indicator.id, card.judgement) for card in profile(old, region(old, slug)).cards] == then
        now = [(card.indicator.id, card.judgement) for card in profile(new, region(new, slug)).cards]
        assert (now != then) == (slug == "lippe")
    store.close()


def test_ages_count_from_the_day_of_the_datenstand(trial: Trial, file: Path) -> None:
    wanted = {path: trial.frozen_before[path] for path in DATA if "zum=" not in path}
    with serving(file, today="2035-06-01") as later:
        assert {path: later.get(at(path, trial.stand)).data for path in wanted} == wanted
        judged = [entry["richtung_urteil"] for entry in later.get("/kreis/lippe.json").json["indikatoren"]]
        assert set(judged) == {"no_verdict"}


def test_every_publication_is_found_in_the_sequence(trial: Trial, file: Path) -> None:
    assert trial.client.get(f"/kreis/lippe.json?stand={trial.stand + 3}").status_code == 200
    assert trial.client.get(f"/kreis/lippe.json?stand={trial.stand + 4}").status_code == 404
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT max(revision_id) FROM revision").fetchone() == (trial.stand + 3,)
