"""Files of every form there is, and what luck does to them."""

from __future__ import annotations

import io
import random
import zipfile
from functools import cache

import openpyxl
from odf import opendocument, table, text

from cockpit.model.draft import Choices
from tests.etl.conftest import EXCERPTS
from tests.etl.flat import ffcsv, ffcsv_old, inkar_bulk

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
