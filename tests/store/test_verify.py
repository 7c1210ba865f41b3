"""Damage done behind the program's back is found."""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path

import pytest

from cockpit.store import Store

from .example import AT, KREISE, judge, publication, rows

Opened = tuple[Store, Path]


@pytest.fixture
def filled(sqlite: Opened) -> Opened:
    store, _ = sqlite
    cells = [
        ("arbeitslose", key, year, 1234.5 + place) for year in (2018, 2019, 2020) for place, key in enumerate(KREISE)
    ]
    store.publish(publication(rows(*cells), file=b"ags;wert\n", note="n"), judge=judge, at=AT)
    people = [("bevoelkerung", key, year, 50_000.0) for year in (2019, 2020) for key in KREISE]
    store.publish(publication(rows(*people)), judge=judge, at=AT)
    assert store.verify() == ()
    return sqlite


def damage(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        assert connection.execute(statement).rowcount > 0
    connection.close()


@pytest.mark.parametrize(
    ("statement", "place", "problem"),
    [
        ("UPDATE value SET value = value + 1e-9 WHERE slice_id = 1 AND region_id = 6", "arbeitslose 2018", "Prüfsumme"),
        ("UPDATE value SET value = NULL WHERE slice_id = 2 AND region_id = 6", "arbeitslose 2019", "Prüfsumme"),
        ("UPDATE value SET status = 'final' WHERE slice_id = 1 AND region_id = 6", "arbeitslose 2018", "Prüfsumme"),
        ("UPDATE value SET status = 'fin\x01l' WHERE slice_id = 1 AND region_id = 6", "arbeitslose 2018", "Prüfsumme"),
        ("UPDATE value SET rank = 5 - rank WHERE slice_id = 1 AND region_id = 6", "arbeitslose 2018", "Prüfsumme"),
        ("UPDATE value SET region_id = 9999 WHERE slice_id = 1 AND region_id = 6", "arbeitslose 2018", "Prüfsumme"),
        ("DELETE FROM value WHERE slice_id = 3 AND region_id = 6", "arbeitslose 2020", "4 Zeilen statt 5"),
        ("UPDATE aggregate SET median = median + 1 WHERE slice_id = 3", "arbeitslose 2020", "Verteilung"),
        ("UPDATE slice SET denominator_period = 2018 WHERE denominator_period = 2020", "dichte 2020", "Formel"),
        ("INSERT INTO value VALUES (9999, 1, 1.0, '', NULL)", "", "zu keiner Reihe"),
        ("UPDATE file SET packed = x'00'", "", "passt nicht zur Prüfsumme"),
        ("UPDATE verdict SET packed = substr(packed, 1, 9)", "arbeitslose", "Bewertung"),
    ],
)
def test_a_change_made_by_hand_is_found(filled: Opened, statement: str, place: str, problem: str) -> None:
    store, path = filled
    damage(path, statement)
    assert any(place in fault and problem in fault for fault in store.verify())


def test_a_formula_that_does_not_give_the_stored_values_is_found(filled: Opened) -> None:
    """All checksums hold; only computing the formula again tells."""
    store, path = filled
    damage(
        path, "UPDATE definition SET document = replace(document, '1000.0', '999.0') WHERE code = 'arbeitslosendichte'"
    )
    faults = store.verify()
    assert len(faults) == 2
    assert all("arbeitslosendichte" in fault and "Nachrechnung" in fault for fault in faults)


def test_every_flipped_byte_of_a_value_in_the_file_is_found(filled: Opened) -> None:
    store, path = filled
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    store.close()
    sound = path.read_bytes()
    stored = struct.pack(">d", 1234.5)
    places = [place for place in range(len(sound)) if sound.startswith(stored, place)]
    assert len(places) >= 3
    for place in places[:3]:
        for byte in range(8):
            broken = bytearray(sound)
            broken[place + byte] ^= 0x10
            path.write_bytes(broken)
            assert store.verify() != (), f"byte {byte}"
            store.close()
    path.write_bytes(sound)
    assert store.verify() == ()


def test_a_torn_file_is_reported_and_not_raised(filled: Opened) -> None:
    store, path = filled
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    store.close()
    broken = bytearray(path.read_bytes())
    broken[4096 * 3 : 4096 * 9] = b"\xa5" * (4096 * 6)
    path.write_bytes(broken)
    assert any("Prüfung der Datei" in fault for fault in store.verify())
