"""Whatever is done to a file, the answer is a report – no exception, never slow – and what is taken is in range."""

from __future__ import annotations

import io
import random
import time
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from odf import opendocument, table, text

from cockpit.etl import Report, Request, inspect, marked, prepare
from cockpit.model.draft import Choices
from cockpit.store import Store
from tests.etl.conftest import AT, EXCERPTS
from tests.etl.flat import ffcsv, ffcsv_old, inkar_bulk

ROUNDS, EACH = 20, 100
SLOW = 10.0
PIECES = [
    b";", b",", b"\n", b"\r", b'"', b"\x00", b"-", b".", b"1.234", b"99999", b"\xff", b"__________", b"2018", b"DG",
    b"(", b"\t", b"e400", b"=HYPERLINK(1)", b"05766", b"5766", b"Kreis", b"ags", b"wert", b"jahr", b"1e309", b"%",
    b"\xef\xbb\xbf", b"\xff\xfe", b";;;;;;;;", b"\xc2\xa0", b"9" * 400, b"Osnabr\xc3\xbcck", b"-0", b"00000",
]  # fmt: skip
TIDY = b"ags;indikator;jahr;wert;status\n" + b"".join(
    b"%s;%s;20%02d;%d,%d;\n" % (key, indicator, year, year * 3, year)
    for key in (b"05766", b"5762", b"02", b"DG", b"16056", b"16063", b"05766004", b"057660004004")
    for indicator in (b"arbeitslosenquote", b"arbeitslose", b"Bev\xc3\xb6lkerung", b"arbeitslosenqoute")
    for year in (19, 20, 22)
)
NAMES = "Kreis;2019;2020\nLippe;5,8;6,4\nHöxtr;4,4;5,2\nOsnabrück;3;4\nKreis Herford;5;5,1\n".encode()
ROWS = [["ags", "jahr", "wert"], ["05766", 2020, 6.4], [1001, 2020, "=1+1"], ["05762", 2020, "1.234"]]


@cache
def files() -> dict[str, bytes]:
    """Every form there is, as text, archive and workbook."""
    found = {path.name: path.read_bytes() for path in sorted(EXCERPTS.glob("*.csv"))}
    found |= {
        "tidy.csv": TIDY,
        "namen.csv": NAMES,
        "ffcsv.csv": ffcsv(),
        "alt.csv": ffcsv_old(),
        "inkar.csv": inkar_bulk(),
    }
    found |= {"werte.zip": _zip(TIDY), "werte.xlsx": _xlsx(), "werte.ods": _ods()}
    return found


def _zip(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("werte.csv", data)
    return file.getvalue()


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)  # type: ignore[union-attr]
    book.active.merge_cells("A5:B5")  # type: ignore[union-attr]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _ods() -> bytes:
    book = opendocument.OpenDocumentSpreadsheet()
    page = table.Table(name="Daten")
    for cells in ROWS:
        row = table.TableRow()
        for cell in cells:
            found = table.TableCell(valuetype="string")
            found.addElement(text.P(text=str(cell)))
            row.addElement(found)
        page.addElement(row)
    book.spreadsheet.addElement(page)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def mutated(data: bytes, luck: random.Random) -> bytes:
    """The bytes with pieces cut out, put in, repeated or flipped."""
    for _ in range(luck.randint(0, 6)):
        start = luck.randrange(len(data) + 1)
        cut = luck.choice([0, 0, 1, 3, 40, 400])
        piece = luck.choice([luck.choice(PIECES), luck.randbytes(luck.randint(0, 12)), data[start : start + 60] * 2])
        data = data[:start] + piece + data[start + cut :]
    return data


def inside(data: bytes, luck: random.Random) -> bytes:
    """The archive with one of its parts mutated and everything packed anew."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy:
        parts = {name: archive.read(name) for name in archive.namelist()}
        hit = luck.choice(sorted(parts))
        for name, part in parts.items():
            copy.writestr(name, mutated(part, luck) if name == hit else part)
    return file.getvalue()


def chosen(luck: random.Random) -> Choices | None:
    """Nothing, or anything a form may send."""
    if luck.random() < 0.6:
        return None
    numbers = [None, None, 1, 2, 3, 9, 40]
    return Choices(
        form=luck.choice([None, None, "tidy", "wide", "ffcsv", "ffcsv_old", "inkar_bulk", "genesis", "x"]),
        sheet=luck.choice([None, None, "Daten"]),
        encoding=luck.choice([None, None, "utf-8", "cp1252", "utf-16", "hex"]),
        delimiter=luck.choice([None, None, ";", ",", "\t"]),
        decimal=luck.choice([None, ",", "."]),
        header_row=luck.choice(numbers),
        key=luck.choice(numbers),
        period=luck.choice(numbers),
        indicator_column=luck.choice(numbers),
        status=luck.choice(numbers),
        columns=luck.choice([(), (("3", "arbeitslosenquote"), ("4", "bevoelkerung")), (("Quote", "arbeitslose"),)]),
        names=luck.choice([(), (("Osnabrück", "03404"),)]),
        ignored=luck.choice([(), (2, 3)]),
    )


@pytest.fixture(scope="module")
def empty(synced: Path) -> Store:
    return Store.open(f"sqlite:///{synced}")


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_hundred_mutated_files_are_answered_with_a_report(empty: Store, seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - repeatable on purpose
    limits = {key: (one.minimum, one.maximum) for key, one in empty.catalogue().indicators.items()}
    for _ in range(EACH):
        name = luck.choice(sorted(files()))
        damage = inside if files()[name].startswith(b"PK") and luck.random() < 0.7 else mutated
        request = Request(
            damage(files()[name], luck),
            name,
            indicator=luck.choice([None, "arbeitslosenquote", "arbeitslose", "bevoelkerung"]),
            column=luck.choice([None, None, "3", "insgesamt"]),
            year=luck.choice([None, None, 2018, 2020]),
            repairs=frozenset(luck.sample(["add_dissolved", "accept_factor_ten", "accept_names", "decimal_comma"], 2)),
            choices=chosen(luck),
        )
        start = time.process_time()
        report, publication = prepare(empty, request, at=AT, care=luck.choice([None, lambda key: key < "06"]))
        assert time.process_time() - start < SLOW, (seed, name)
        _is_sound(report, limits)
        assert (publication is None) == bool(report.refusal or report.nothing_new)


def _is_sound(report: Report, limits: dict[str, tuple[float | None, float | None]]) -> None:
    assert isinstance(report.as_json(), dict)
    assert report.refusal or report.new + report.changed + report.unchanged > 0
    for one in report.findings:
        assert one.line is None or one.line >= 1
        assert one.code
        assert one.group
    assert all(one.reason for one in report.guesses)
    if report.cells is not None:
        for indicator, value in report.cells[["indicator", "value"]].dropna().itertuples(index=False, name=None):
            low, high = limits[indicator]
            assert low is None or value >= low
            assert high is None or value <= high


@pytest.mark.parametrize("seed", range(3))
def test_findings_of_mutated_files_can_be_taken_away(empty: Store, seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - repeatable on purpose
    for _ in range(15):
        name = luck.choice(sorted(files()))
        data = mutated(files()[name], luck)
        report = inspect(data, name, empty.catalogue())
        for kind in ("csv", "xlsx"):
            assert marked(data, name, report, kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_old_workbook_is_answered_with_a_report(empty: Store, realdata: Path, seed: int) -> None:
    data = mutated((realdata / "08_inkar.xls").read_bytes(), random.Random(seed))  # noqa: S311 - repeatable
    assert isinstance(prepare(empty, Request(data, "inkar.xls", "arbeitslosenquote"), at=AT)[0], Report)
