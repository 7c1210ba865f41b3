"""What the start page says: facts counted a second, plain way, news in plain words, targets on course as per Kreis."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cockpit.model.action import Action
from cockpit.model.catalogue import breaks_of, matches
from cockpit.model.target import Target
from cockpit.progress import assess
from cockpit.query import Snapshot, facts, news, profile, snapshot
from cockpit.query.on_course import Course, courses
from cockpit.store import Store
from cockpit.web.pages import start
from tests.conftest import ROOT, TODAY
from tests.progress.plain import mann_kendall, series_of
from tests.walks.plain import Plain
from tests.web.pages.reading import request_for, tile_links, words_of

LIPPE, HERFORD = "05766", "05758"
OLDEST = TODAY.year - 5


@pytest.fixture(scope="module")
def plain() -> Plain:
    return Plain(ROOT / "data")


def directions(plain: Plain, live: Snapshot, name: str) -> Counter[int]:
    """For every current Kreis: 1 better, -1 worse, 0 no clear trend; those without a verdict are left out."""
    indicator = live.catalogue.indicators[name]
    breaks = breaks_of(live.catalogue, name)
    counted: Counter[int] = Counter()
    for kreis in live.kreise:
        cells = {year: cell for (key, year), cell in plain.tables[name].items() if key == kreis.key}
        series = series_of(cells, [one.year for one in breaks if matches(one.keys, kreis.key)]) if cells else None
        if series is None or series.t < OLDEST or len(series.last_ten_years()) < 5:
            continue
        p, sign = mann_kendall(series.last_ten_years())
        counted[sign * indicator.direction if p <= 0.1 else 0] += 1
    return counted


def numbers(sentence: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", sentence)]


def test_the_facts_on_trends_are_what_a_plain_count_of_the_files_gives(plain: Plain, live: Snapshot) -> None:
    better, worse = facts(live)[:2]
    counted = directions(plain, live, better.address.split("/")[2].split("?")[0])
    assert numbers(better.text)[:2] == [counted[1], counted.total()]
    counted = directions(plain, live, worse.address.split("/")[2].split("?")[0])
    assert numbers(worse.text)[:3] == [counted[-1], counted.total(), counted[1]]


def test_the_fact_on_growth_is_what_a_plain_count_of_the_files_gives(plain: Plain, live: Snapshot) -> None:
    growing = facts(live)[2]
    grown, of, first, last = numbers(growing.text)
    table = plain.tables[growing.address.split("/")[2].split("?")[0]]
    sound = {place: cell[0] for place, cell in table.items() if cell[0] is not None and cell[1] != "limited"}
    keys = {kreis.key for kreis in live.kreise}
    both = [(sound[key, first], sound[key, last]) for key in keys if (key, first) in sound and (key, last) in sound]
    assert of == sum(before > 0 for before, _ in both)
    assert grown == sum(after > 1.2 * before > 0 for before, after in both)


def test_the_three_facts_are_dated_and_speak_of_different_things(live: Snapshot) -> None:
    said = facts(live)
    assert len(said) == 3
    assert len({fact.address for fact in said}) == 3
    assert all(re.search(r"(19|20)\d\d.+(19|20)\d\d", fact.text) for fact in said)


@pytest.fixture
def store(shipped_file: Path, tmp_path: Path) -> Iterator[Store]:
    file = tmp_path / "c.sqlite"
    shutil.copy(shipped_file, file)
    opened = Store.open(f"sqlite:///{file}")
    yield opened
    opened.close()


BUS = Action("takt", LIPPE, "Halbstundentakt", "beschlossen", "Amt 66", indicators=("pkw-je-1000-einwohner",))


def told(store: Store) -> tuple[str, str, str]:
    first = news(snapshot(store, None, TODAY), 1)[0]
    return first.title, first.note, first.address


def at(day: int) -> datetime:
    return datetime(2030, 1, day, 12, tzinfo=UTC)


def test_a_new_a_changed_and_a_removed_measure_are_named_in_plain_words(store: Store) -> None:
    store.save_actions([BUS], by="pflege", at=at(1))
    place = "/kreis/lippe/massnahmen"
    assert told(store) == ("Neue Maßnahme: Halbstundentakt", "Kreis Lippe", f"{place}#takt")
    store.save_actions([replace(BUS, title="Viertelstundentakt")], by="pflege", at=at(2))
    assert told(store) == ("Maßnahme geändert: Viertelstundentakt", "Kreis Lippe", f"{place}#takt")
    store.remove_action("takt", reason="doppelt", by="pflege", at=at(3))
    assert told(store) == ("Maßnahme entfernt: Viertelstundentakt", "Kreis Lippe", place)
    other = replace(BUS, id="rad", title="Radweg", region=HERFORD)
    store.save_actions([replace(BUS, id="bahn", title="Bahn"), other], by="pflege", at=at(4))
    assert told(store)[:2] == ("Neue Maßnahme: Bahn und 1 weitere", "2 Kreise")


def decide(store: Store, *targets: Target, day: int = 5) -> Snapshot:
    held = store.catalogue()
    store.sync(replace(held, targets=(*held.targets, *targets)), at=at(day), by="pflege", judge=assess)
    return snapshot(store, None, TODAY)


def target(name: str, region: str, indicator: str, value: float) -> Target:
    return Target(name, indicator, region, 2030, "Kreistag", value=value, decided=True, own=True)


def test_a_decided_target_is_named_with_its_year_and_kreis(store: Store) -> None:
    decide(store, target("ziel-1", LIPPE, "beschaeftigtenquote", 70.0))
    title = store.catalogue().indicators["beschaeftigtenquote"].title
    address = "/indikator/beschaeftigtenquote?kreise=lippe"
    assert told(store) == (f"Beschlossenes Ziel bis 2030: {title}", "Kreis Lippe", address)


def test_targets_on_course_are_counted_as_on_the_page_of_each_kreis(store: Store, live: Snapshot) -> None:
    assert courses(live) == {}
    snap = decide(
        store,
        target("a", LIPPE, "beschaeftigtenquote", 60.0),
        target("b", LIPPE, "schulabgaenger-ohne-abschluss", 1.0),
        target("c", HERFORD, "schulabgaenger-ohne-abschluss", 0.1),
        target("d", HERFORD, "pv-leistung-je-1000-einwohner", 9000.0),
    )
    counted = courses(snap)
    assert set(counted) == {LIPPE, HERFORD}
    for key, course in counted.items():
        page = profile(snap, snap.catalogue.regions[key]).headline.targets
        assert course == Course(page.total(), page["met"] + page["on_track"], page["no_verdict"])
    assert counted[LIPPE].good == 1


def test_the_map_of_targets_is_offered_only_where_a_kreis_decided_one(store: Store, live: Snapshot) -> None:
    name = "Anteil beschlossener Ziele auf Kurs"
    assert name not in words_of(start.page(request_for(live, "/")).tree)
    assert "Noch ist für keinen Kreis" in words_of(start.page(request_for(live, "/", {"karte": "ziele"})).tree)
    snap = decide(store, target("a", LIPPE, "beschaeftigtenquote", 60.0))
    assert name in words_of(start.page(request_for(snap, "/")).tree)
    tree = start.page(request_for(snap, "/", {"karte": "ziele"})).tree
    tiles = tile_links(tree)
    coloured = [link for link in tiles if "scale-0" not in link.className]
    assert len(tiles) == 400
    assert [link.title for link in coloured] == ["Kreis Lippe: 1 von 1 beschlossenen Ziel auf Kurs oder erreicht"]
    assert "399 ohne beschlossenes Ziel" in words_of(tree)
