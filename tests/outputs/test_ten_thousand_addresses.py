"""Ten thousand addresses drawn by lot, sound and unsound, for every suffix: German answers, never a crash."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from cockpit.outputs import formats
from cockpit.query import Snapshot
from tests.walks.conftest import client  # noqa: F401 - a fixture
from tests.walks.test_hostile_addresses import GERMAN, PAYLOADS

ADDRESSES = 10_000
HEAVY_SOUND = 4
"""How many sound addresses each format that paints or packs gets; the others answer in milliseconds."""
CHEAP = ("svg", "csv", "json")
SOUND = {
    "kreise": ("lippe", "05766", "lippe~bielefeld", "hamburg", "lippe~herford~05958", "wartburgkreis"),
    "zeit": ("2010..2020", "2015..", "..2012", "2019..2019"),
    "jahr": ("2021", "2015", "2020"),
    "ansicht": ("verlauf", "karte", "rangliste"),
    "methode": ("destatis", "robust", "eurostat", "opensdg", "sdsn"),
    "stand": ("1", "5", "39"),
    "zum": ("2026", "2030"),
    "thema": ("hell", "dunkel", "druck"),
    "breite": ("160", "361", "720", "2400"),
    "hoehe": ("160", "315", "1000", "2400"),
    "rahmen": ("mit", "ohne"),
    "sdg": ("7", "17"),
    "sortierung": ("wert", "name"),
}
UNSOUND = {
    "kreise": ("niemandsland", "99999", "lippe~~x", "~".join(["lippe", "hamburg"] * 9), "a~b~c~d~e~f"),
    "zeit": ("2020", "2020..2010", "..", "1800..1900", "x..y"),
    "jahr": ("1899", "2101", "zwanzig", "-1", "2021.0"),
    "ansicht": ("torte", "Karte", "tabelle", "daten"),
    "methode": ("bauch",),
    "stand": ("0", "987654", "-1", "neu"),
    "zum": ("0", "3000"),
    "thema": ("rosa",),
    "breite": ("159", "2401", "1e3", "100%", "0"),
    "hoehe": ("159", "99999", "auto"),
    "rahmen": ("gold",),
    "sdg": ("0", "18", "7~x"),
    "sortierung": ("laune",),
    "farbe": ("rot",),
}


@dataclass(frozen=True)
class Answer:
    address: str
    suffix: str
    sound: bool
    status: int
    mimetype: str
    body: bytes


@pytest.fixture(scope="module")
def answers(client: FlaskClient, live: Snapshot) -> list[Answer]:  # noqa: F811
    """Cheap formats get most of the lot; a picture or file that takes long gets few sound and many unsound ones."""
    pick = random.Random(4)  # noqa: S311 - the same lot every time
    found = []
    places = sorted(live.catalogue.indicators)
    suffixes = sorted(formats())
    heavy = Counter({suffix: HEAVY_SOUND for suffix in suffixes if suffix not in CHEAP})
    while len(found) < ADDRESSES:
        suffix = pick.choice(suffixes)
        sound = pick.random() < 0.12 if suffix in CHEAP else heavy[suffix] > 0
        heavy[suffix] -= sound and suffix not in CHEAP
        path = f"/indikator/{pick.choice(places)}"
        if pick.random() < 0.1:
            path = f"/kreis/{pick.choice(SOUND['kreise'][:2])}"
        address = f"{path}.{suffix}?{_query(pick, sound=sound, whole=suffix in CHEAP)}"
        got = client.get(address)
        found.append(Answer(address, suffix, sound, got.status_code, got.mimetype, got.data))
    return found


def _query(pick: random.Random, *, sound: bool, whole: bool) -> str:
    """One to four arguments, for unsound ones at least one of them broken; always some Kreise, to stay small."""
    pairs = {name: pick.choice(SOUND[name]) for name in pick.sample(sorted(SOUND), pick.randint(0, 3))}
    pairs.setdefault("kreise", pick.choice(SOUND["kreise"]))
    if not whole:
        pairs |= {"breite": "160"}
    if not sound:
        name = pick.choice(sorted(UNSOUND))
        pairs[name] = pick.choice(UNSOUND[name]) if pick.random() < 0.7 else pick.choice(PAYLOADS)
    order = list(pairs.items())
    pick.shuffle(order)
    return "&".join(f"{quote(name)}={quote(value, safe='~.')}" for name, value in order)


def test_nothing_breaks_and_every_format_is_asked(answers: list[Answer]) -> None:
    assert len(answers) == ADDRESSES
    assert [(one.address[:150], one.status) for one in answers if one.status not in {200, 302, 308, 400, 404}] == []
    given = Counter(one.suffix for one in answers if one.status == 200)
    assert set(given) == set(formats()), given
    assert given.total() > ADDRESSES * 0.04


def test_every_refusal_is_german_data_with_what_where_and_remedy(answers: list[Answer]) -> None:
    refused = [one for one in answers if one.status >= 400]
    assert len(refused) > ADDRESSES / 2
    for one in refused:
        assert one.mimetype == "application/json", one.address[:150]
        said = json.loads(one.body)
        assert set(said) == {"fehler", "wo", "abhilfe"}, one.address[:150]
        assert GERMAN.search(said["fehler"]) or " keine " in said["fehler"], (one.address[:150], said["fehler"])


def test_what_was_broken_is_refused_and_what_was_sound_is_answered(answers: list[Answer]) -> None:
    for one in answers:
        if one.sound and one.status == 400:
            said = json.loads(one.body)["fehler"]
            raise AssertionError((one.address, said))
    broken = [one for one in answers if "farbe=" in one.address or "methode=bauch" in one.address]
    assert len(broken) > 100
    elsewhere = {308, 404}  # /kreis/05766 leads to its name first, and not every path has every form
    assert {one.status for one in broken} <= {400, *elsewhere}
    assert sum(one.status == 400 for one in broken) > len(broken) * 0.8


def test_what_is_answered_is_what_the_suffix_promises(answers: list[Answer]) -> None:
    starts = {"png": b"\x89PNG", "svg": b"<svg ", "xlsx": b"PK", "docx": b"PK", "zip": b"PK", "pdf": b"%PDF"}
    for one in answers:
        if one.status == 200:
            assert one.body.startswith(starts.get(one.suffix, b"")), one.address
            assert one.mimetype == formats()[one.suffix].mimetype.partition(";")[0], one.address
