"""A value that must not be public is gone from every Datenstand, every file and every byte, and does not come back."""

from __future__ import annotations

import gzip
import hashlib
import io
import sqlite3
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cockpit.base.errors import Gone, NotFound, Refused
from cockpit.model.revision import Revision
from cockpit.store import Conflict, Store, schema
from cockpit.store.originals import unpacked

from .example import AT, KREISE, assert_same, everything, judge, publication, published, rows, shown, withdrawn

LIPPE, FLENSBURG = ("05766", 2020), ("01001", 2020)
SECRET = 1234.56789
PEOPLE = 34_699.0
ORIGINAL = b"ags;jahr;wert\n05766;2020;1234,56789\n"
Opened = tuple[Store, Path]


def blocked(store: Store, indicator: str = "arbeitslose", key: str = "05766", year: int = 2020) -> Revision:
    return store.block(indicator, key, year, reason="Geheimhaltung", by="Freigabe", judge=judge, at=AT)


def secret(status: str = "") -> tuple:
    return ("arbeitslose", *LIPPE, SECRET, status)


@pytest.fixture
def filled(store: Store) -> Store:
    """The secret stands in several Datenstände, as a value and in three computed indicators."""
    published(store, *(("bevoelkerung", key, year, PEOPLE) for key in KREISE for year in (2019, 2020)))
    others = [("arbeitslose", key, year, 100.0 + place) for place, key in enumerate(KREISE) for year in (2018, 2019)]
    published(store, *others, secret(), ("arbeitslose", *FLENSBURG, 99.0), file=ORIGINAL)
    published(store, ("arbeitslose", *FLENSBURG, 98.0), file=b"nur Flensburg")
    published(store, secret("revised"))
    published(store, ("bevoelkerung", *FLENSBURG, 90_000.0))
    return store


def test_the_value_is_blank_in_every_datenstand_and_shown_as_secret(filled: Store) -> None:
    revision = blocked(filled)
    assert (revision.kind, revision.created_by) == ("block", "Freigabe")
    for stand in (*range(3, revision.id + 1), None):
        assert shown(filled, "arbeitslose", stand)[LIPPE] == "suppressed"
        assert shown(filled, "arbeitslosendichte", stand)[LIPPE] == "suppressed"
        assert shown(filled, "arbeitslose-drei-jahre", stand)[LIPPE] == "suppressed"
        assert shown(filled, "dichte-zu-drei-jahren", stand)[LIPPE] == "suppressed"
        assert filled.map("arbeitslose", 2020, stand).set_index("key")["rank"].dropna().to_dict() == {"01001": 1}
        assert filled.aggregates("arbeitslose", stand).set_index("year").loc[2020, "n"] == 1
    assert shown(filled, "arbeitslose", 2) == {}
    assert filled.verify() == ()


def test_everything_else_stays_as_it_was(filled: Store) -> None:
    def of_others(stand: int) -> tuple[pd.DataFrame, ...]:
        codes = filled.catalogue().indicators
        return tuple(filled.series(code, ["01001", "09162"], stand).drop(columns="rank") for code in codes)

    before = {stand: of_others(stand) for stand in range(1, filled.revision().id + 1)}
    blocked(filled)
    for stand, then in before.items():
        assert_same(then, of_others(stand))


def test_the_verdict_no_longer_counts_the_blocked_value(filled: Store) -> None:
    assert filled.verdicts("arbeitslose")["05766"].trend.n == 3
    blocked(filled)
    trend = filled.verdicts("arbeitslose")["05766"].trend
    assert (trend.n, trend.slope) == (2, 0.0)
    assert (
        "05766" not in filled.verdicts("arbeitslosendichte")
        or filled.verdicts("arbeitslosendichte")["05766"].trend.n == 1
    )


def test_the_original_file_with_the_value_is_withheld_and_others_stay(filled: Store) -> None:
    digests = [hashlib.sha256(data).hexdigest() for data in (ORIGINAL, b"nur Flensburg")]
    blocked(filled)
    with pytest.raises(Gone, match=r"am 02\.03\.2026 gesperrt"):
        filled.file(digests[0])
    assert filled.file(digests[1]) == b"nur Flensburg"


def test_a_file_with_refused_rows_may_hold_the_value_and_is_withheld_too(filled: Store) -> None:
    published(filled, ("arbeitslose", "09162", 2021, 5.0), file=b"mit fremden Zeilen", refused=3)
    blocked(filled)
    with pytest.raises(Gone):
        filled.file(hashlib.sha256(b"mit fremden Zeilen").hexdigest())


def test_a_file_that_repeated_the_value_without_changing_it_is_withheld_too(filled: Store) -> None:
    published(filled, secret("revised"), ("arbeitslose", "09162", 2021, 5.0), file=b"noch einmal alles")
    blocked(filled)
    with pytest.raises(Gone):
        filled.file(hashlib.sha256(b"noch einmal alles").hexdigest())


def test_publishing_the_same_file_again_does_not_bring_it_back(filled: Store) -> None:
    blocked(filled)
    before = filled.revision()
    same = publication(rows(secret(), ("arbeitslose", *FLENSBURG, 98.0)), file=ORIGINAL)
    assert filled.preview(same, judge=judge, at=AT).unchanged == 1
    assert filled.publish(same, judge=judge, at=AT) is None
    assert filled.revision() == before
    more = publication(rows(secret(), ("arbeitslose", *FLENSBURG, 97.0)), file=ORIGINAL + b"\n", refused=1)
    revision = filled.publish(more, judge=judge, at=AT)
    assert (revision.changed, revision.refused) == (1, 2)
    assert shown(filled, "arbeitslose")[LIPPE] == "suppressed"
    with pytest.raises(Gone):
        filled.file(hashlib.sha256(ORIGINAL + b"\n").hexdigest())
    assert filled.verify() == ()


def test_taking_back_a_datenstand_brings_no_blocked_value_back(filled: Store) -> None:
    blocking = blocked(filled)
    done = withdrawn(filled, 3)
    assert done.kept[done.kept["key"] == "05766"]["by_revision"].tolist()[-1:] == [blocking.id]
    assert np.isnan(done.kept[done.kept["by_revision"] == blocking.id]["value"]).all()
    assert shown(filled, "arbeitslose")[LIPPE] == "suppressed"
    assert filled.verify() == ()


def test_years_computed_later_from_a_blocked_value_are_secret_as_well(filled: Store) -> None:
    blocked(filled)
    published(filled, *(("arbeitslose", "05766", year, 10.0) for year in (2021, 2022, 2023)))
    sums = shown(filled, "arbeitslose-drei-jahre")
    assert [sums["05766", year] for year in (2021, 2022, 2023)] == ["suppressed", "suppressed", 30.0]
    listed = {(block.indicator, block.year) for block in filled.blocks()}
    assert {("arbeitslose-drei-jahre", 2021), ("arbeitslose-drei-jahre", 2022)} <= listed
    assert ("arbeitslose-drei-jahre", 2023) not in listed
    assert filled.verify() == ()


def test_the_list_of_blocks_names_who_when_why_and_what_was_computed_from_it(filled: Store) -> None:
    assert filled.blocks() == ()
    revision = blocked(filled)
    first, *derived = filled.blocks()
    assert (first.indicator, first.key, first.year, first.revision) == ("arbeitslose", *LIPPE, revision.id)
    assert (first.reason, first.by, first.at) == ("Geheimhaltung", "Freigabe", AT)
    assert [(one.indicator, one.year) for one in derived] == [
        ("arbeitslose-drei-jahre", 2020), ("arbeitslosendichte", 2020), ("dichte-zu-drei-jahren", 2020),
    ]  # fmt: skip
    told = filled.differences(revision.id)
    assert told["indicator"].tolist() == sorted(one.indicator for one in filled.blocks())
    assert told["before"].isna().all()
    assert set(told["after_status"]) == {"suppressed"}


def test_a_blocked_denominator_blanks_every_rate_that_uses_it(filled: Store) -> None:
    published(filled, ("arbeitslose", "05766", 2021, 10.0))
    assert shown(filled, "arbeitslosendichte")["05766", 2021] == 10.0 * 1000 / PEOPLE
    blocked(filled, "bevoelkerung")
    rates = shown(filled, "arbeitslosendichte")
    assert (rates[LIPPE], rates["05766", 2021], rates["05766", 2019]) == (
        "suppressed",
        "suppressed",
        102.0 * 1000 / PEOPLE,
    )
    assert filled.verify() == ()


def test_a_value_only_an_older_datenstand_has_can_be_blocked_too(store: Store) -> None:
    wrong = published(store, secret())
    withdrawn(store, wrong)
    blocked(store)
    assert shown(store, "arbeitslose", wrong) == {LIPPE: "suppressed"}
    assert shown(store, "arbeitslose") == {}
    assert store.publish(publication(rows(secret())), judge=judge, at=AT) is None
    assert store.verify() == ()


def test_what_cannot_be_blocked_is_refused_with_a_reason(filled: Store) -> None:
    with pytest.raises(Refused, match="wird berechnet") as caught:
        blocked(filled, "arbeitslosendichte")
    assert "arbeitslose und bevoelkerung" in caught.value.remedy
    with pytest.raises(Refused, match="kein Wert"):
        blocked(filled, year=1999)
    with pytest.raises(NotFound):
        blocked(filled, "gibtsnicht")
    with pytest.raises(NotFound):
        blocked(filled, key="99999")
    first = blocked(filled)
    with pytest.raises(Refused, match=f"bereits gesperrt, mit Datenstand {first.id}"):
        blocked(filled)
    assert filled.revision() == first


def test_a_block_is_the_last_touch_even_of_older_datenstaende(filled: Store) -> None:
    """Caches and addresses of an older Datenstand must notice."""
    before = filled.last_touch(["bevoelkerung"], 4).id
    revision = blocked(filled)
    for code in ("arbeitslose", "arbeitslosendichte", "dichte-zu-drei-jahren"):
        assert filled.last_touch([code], 4).id == revision.id == filled.last_touch([code]).id
    assert filled.last_touch(["bevoelkerung"], 4).id == before


def test_a_number_without_denominator_leaves_no_gap_in_the_proof(store: Store) -> None:
    """Where there was no rate for want of a denominator, the secret itself becomes the reason."""
    published(store, *(("arbeitslose", key, 2020, 7.5) for key in KREISE), ("bevoelkerung", *FLENSBURG, 10_000.0))
    assert LIPPE not in shown(store, "arbeitslosendichte")
    blocked(store)
    assert shown(store, "arbeitslosendichte")[LIPPE] == "suppressed"
    assert store.verify() == ()


def test_no_byte_of_the_value_is_left_in_the_database(sqlite: Opened) -> None:
    store, path = sqlite
    derived = [SECRET * 1000 / PEOPLE, SECRET + 102.0 + 102.0, (SECRET * 1000 / PEOPLE) / (SECRET + 204.0)]
    published(store, *(("bevoelkerung", key, year, PEOPLE) for key in KREISE for year in (2019, 2020)))
    others = [("arbeitslose", key, year, 100.0 + place) for place, key in enumerate(KREISE) for year in (2018, 2019)]
    for round_ in range(30):  # pages fill, split and are rebalanced; old copies would stay in their gaps
        more = [("arbeitslose", key, 1950 + round_, 1.5 + round_) for key in ("DG", *KREISE)]
        changing = ("arbeitslose", *LIPPE, SECRET, "provisional" if round_ % 2 else "revised")
        published(store, *others, *more, changing, file=ORIGINAL + b"%d" % round_)
    store.preview(publication(rows(secret("final"))), judge=judge, at=AT)
    with sqlite3.connect(path) as connection:
        draft_with(connection, "offen", "checked", ORIGINAL)
    connection.close()
    assert all(found(path, number) for number in (SECRET, *derived))
    blocked(store)
    for number in (SECRET, *derived):
        assert not found(path, number), number
    assert b"1234" not in b"".join(stored_blobs(path))
    assert not Path(f"{path}-wal").exists() or Path(f"{path}-wal").stat().st_size == 0
    assert store.verify() == ()


def found(path: Path, number: float) -> bool:
    """Whether the bytes of the number stand anywhere in the file or its log, in either order of bytes."""
    held = path.read_bytes() + (Path(f"{path}-wal").read_bytes() if Path(f"{path}-wal").exists() else b"")
    return struct.pack(">d", number) in held or struct.pack("<d", number) in held


def stored_blobs(path: Path) -> Sequence[bytes]:
    with sqlite3.connect(path) as connection:
        files = [unpacked(packed) for (packed,) in connection.execute("SELECT packed FROM file")]
        parts = [packed for (packed,) in connection.execute("SELECT packed FROM draft_part")]
        words = [word.encode() for (word,) in connection.execute("SELECT report || effect FROM draft")]
    connection.close()
    return [*files, *parts, *words]


def draft_with(
    connection: sqlite3.Connection,
    name: str,
    state: str,
    data: bytes,
    report: str = '{"json": {"indicators": ["arbeitslose"]}}',
) -> None:
    """A row as the upload page keeps it; the store's tables are what is tested here, not the page."""
    connection.execute(
        "INSERT OR IGNORE INTO account VALUES (1, 'p', 'P', '', 'datenpflege', '', '', '', '', 0, '2026', 'x', NULL)"
    )
    words = ("2026", "2026", "2027", state, "werte.csv", hashlib.sha256(data).hexdigest(), len(data), 1)
    rest = ("{}", report, '{"after": 1234.56789}', "", "", 0, 0, "", "", None)
    marks = ", ".join("?" * 20)
    connection.execute(f"INSERT INTO draft VALUES ({marks})", (name, 1, *words, *rest))
    connection.execute("INSERT INTO draft_part VALUES (?, 'file', ?)", (name, data))


def test_uploads_that_may_hold_the_value_are_discarded_and_others_are_not(sqlite: Opened) -> None:
    store, path = sqlite
    published(store, secret(), file=ORIGINAL)
    other = '{"json": {"indicators": ["erneuerbare-strom"]}}'
    with sqlite3.connect(path) as connection:
        draft_with(connection, "gleiche Datei", "checked", ORIGINAL, other)
        draft_with(connection, "gleicher Indikator", "approval", b"a")
        draft_with(connection, "noch ungeprüft", "working", b"b", "{}")
        draft_with(connection, "anderes Thema", "checked", b"c", other)
        draft_with(connection, "andere Spalte", "checked", b"05766;5;1.234,56789", other)
        draft_with(connection, "schon veröffentlicht", "published", b"d")
    connection.close()
    blocked(store)
    with sqlite3.connect(path) as connection:
        states = dict(connection.execute("SELECT draft_id, state FROM draft"))
        parts = [name for (name,) in connection.execute("SELECT draft_id FROM draft_part")]
        fault = connection.execute("SELECT fault FROM draft WHERE draft_id = 'noch ungeprüft'").fetchone()[0]
    connection.close()
    assert states == {
        "gleiche Datei": "discarded", "gleicher Indikator": "discarded", "noch ungeprüft": "discarded",
        "anderes Thema": "checked", "andere Spalte": "discarded", "schon veröffentlicht": "published",
    }  # fmt: skip
    assert parts == ["anderes Thema"]
    assert "noch einmal hochladen" in fault


def test_a_blocked_value_put_back_by_hand_is_found(sqlite: Opened) -> None:
    store, path = sqlite
    published(store, secret())
    blocked(store)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE value SET value = 1.0, status = ''")
    connection.close()
    assert any("gesperrter Wert" in fault for fault in store.verify())


def test_start_data_bring_neither_a_blocked_nor_a_withdrawn_nor_a_corrected_value_over_people(store: Store) -> None:
    """A newer version of the program ships the same file with one more year."""
    old = [secret(), ("arbeitslose", *FLENSBURG, 20.0), ("arbeitslose", "09162", 2020, 30.0)]
    first = published(store, *old, kind="start")
    blocked(store)
    published(store, ("arbeitslose", *FLENSBURG, 21.0))
    published(store, ("arbeitslose", "05334", 2020, 40.0), ("arbeitslose", "16063", 2020, 50.0), kind="start")
    withdrawn(store, first)
    assert shown(store, "arbeitslose")[FLENSBURG] == 21.0
    newer = [*old, ("arbeitslose", "09162", 2021, 31.0), ("arbeitslose", "16063", 2020, 51.0)]
    revision = store.publish(publication(rows(*newer), kind="start"), judge=judge, at=AT)
    assert shown(store, "arbeitslose") == {
        LIPPE: "suppressed", FLENSBURG: 21.0, ("05334", 2020): 40.0, ("16063", 2020): 51.0, ("09162", 2021): 31.0,
    }  # fmt: skip
    assert (revision.new, revision.changed, revision.unchanged, revision.refused) == (1, 1, 2, 1)
    assert store.verify() == ()


def test_a_correction_of_the_start_data_themselves_is_taken_where_the_old_value_was_withdrawn(store: Store) -> None:
    withdrawn(store, published(store, ("arbeitslose", *LIPPE, 10.0), kind="start"))
    published(store, ("arbeitslose", *LIPPE, 12.0), kind="start")
    assert shown(store, "arbeitslose") == {LIPPE: 12.0}


def test_a_block_is_no_conflict(filled: Store) -> None:
    base = filled.revision().id
    blocked(filled)
    try:
        published(filled, secret(), ("arbeitslose", *FLENSBURG, 1.0), base=base)
    except Conflict as conflict:  # pragma: no cover - told with its cells
        pytest.fail(str(conflict.cells))


def test_everything_is_still_readable_after_a_block(filled: Store) -> None:
    blocked(filled)
    for stand in range(1, filled.revision().id + 1):
        everything(filled, stand)


def test_files_of_a_store_from_before_the_notes_on_files_are_withheld_when_in_doubt(store: Store) -> None:
    """The migration knows of older files only which indicators they changed."""
    for cell, data in ((secret(), ORIGINAL), (("bevoelkerung", *LIPPE, 5.0), b"Einwohner")):
        published(store, cell, file=data, file_sha256=hashlib.sha256(data).hexdigest())
    with store.database.writing() as writer:
        schema.unmake(writer.connection, "0002")
    assert store.migrate() is True
    blocked(store)
    with pytest.raises(Gone):
        store.file(hashlib.sha256(ORIGINAL).hexdigest())
    assert store.file(hashlib.sha256(b"Einwohner").hexdigest()) == b"Einwohner"
    assert store.verify() == ()


def workbook(*texts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, content in enumerate(texts):
            archive.writestr(f"xl/{place}.xml", f"<?xml version='1.0'?><s>{content}</s>")
    return held.getvalue()


TOLD = [
    b"ags;jahr;einwohner;andere\n05766;2020;5;1234,56789\n",
    b"5766,2020,1234.56789\n",
    "Lippe\t1.234,56789".encode("utf-16"),
    b"Kreis;Zahl\nLIPPE;1'234.5679",
    b"05766000;123456,789 Promille",
    b"Lippe;1.234,57",
    workbook("<t>Lip</t><t>pe</t>", "<v>1234.56789</v>"),
    workbook("<v>5766</v>", f"<v>{SECRET:.17g}</v>"),
    gzip.compress(b"05766;1234,56789", mtime=0),
    b"Lippe;arbeitslose;2020;1300",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
    workbook("Lippe", "nichts")[:-30],
]
SILENT = [
    b"01001;2020;1234,56789\n",
    b"05766;2020;98765\n",
    b"105766;2020;1234,56789\n",
    b"Lippstadt;1.234,56789",
    workbook("<v>5766</v>", "<v>1299.5</v>"),
]


@pytest.mark.parametrize("data", TOLD)
def test_a_file_that_has_the_value_in_a_column_never_taken_is_withheld(filled: Store, data: bytes) -> None:
    published(filled, ("bevoelkerung", "09162", 2020, 5.0), file=data)
    blocked(filled)
    with pytest.raises(Gone):
        filled.file(hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("data", SILENT)
def test_a_file_that_tells_nothing_of_the_value_is_kept(filled: Store, data: bytes) -> None:
    published(filled, ("bevoelkerung", "09162", 2020, 5.0), file=data)
    blocked(filled)
    assert filled.file(hashlib.sha256(data).hexdigest()) == data


def test_a_file_whose_row_of_the_cell_was_left_out_is_withheld(filled: Store) -> None:
    data = b"ags;wert\n09162;5\n05766;1300\n"
    published(filled, ("arbeitslose", "09162", 2020, 5.0), file=data)
    blocked(filled)
    with pytest.raises(Gone):
        filled.file(hashlib.sha256(data).hexdigest())


def test_start_data_without_the_value_are_kept_whatever_else_they_hold(filled: Store) -> None:
    data = b"05766;1234,56789"
    published(filled, ("bevoelkerung", "09162", 2015, 5.0), file=data, kind="start")
    blocked(filled)
    assert filled.file(hashlib.sha256(data).hexdigest()) == data


def test_a_file_handed_in_later_that_speaks_of_the_blocked_value_is_not_kept(filled: Store) -> None:
    blocked(filled)
    told, silent = b"ags;jahr;Einwohner;Arbeitslose\n05766;2020;5;1300\n", b"ags;jahr;Einwohner\n05766;2020;6\n"
    for data, number in ((told, 5.0), (silent, 6.0)):
        published(filled, ("bevoelkerung", "05766", 2020, number), file=data)
    with pytest.raises(Gone):
        filled.file(hashlib.sha256(told).hexdigest())
    assert filled.file(hashlib.sha256(silent).hexdigest()) == silent
