"""Files as programs send them, damaged, with names and fields nobody wants."""

from __future__ import annotations

import io
import random
import zipfile

import openpyxl

from tests.etl.conftest import EXCERPTS

PIECES = (
    b";", b",", b"\n", b"\r", b'"', b"\x00", b"-", b".", b"1.234", b"99999", b"\xff", b"__________", b"2018", b"DG",
    b"(", b"\t", b"e400", b"'", b"=1+1", b"<b>", b"\xef\xbb\xbf", b"PK\x03\x04", b"NaN", b"inf", b"05766", b"2999",
)  # fmt: skip
NAMES = (
    "werte.csv",
    "werte.xlsx",
    "../..",
    "a" * 300 + ".csv",
    "\N{RIGHT-TO-LEFT OVERRIDE}vsc.exe",
    "ä;ö.csv",
    "werte.zip",
)
FIELDS = (
    {},
    {"indicator": "arbeitslosenquote"},
    {"indicator": "arbeitslosenquote", "column": "3", "year": "2018"},
    {"indicator": "anteil-65plus", "column": "insgesamt"},
    {"indicator": "anteil-65plus", "column": "999999999999", "year": "2018"},
)


def originals() -> list[bytes]:
    """Pieces of real files, a tidy file, the same as workbook and as ZIP."""
    files = [path.read_bytes()[:6_000] for path in sorted(EXCERPTS.glob("*.csv"))]
    tidy = b"ags;indikator;jahr;wert\n" + b"".join(
        b"%s;arbeitslosenquote;%d;%d,%d\n" % (key, year, year % 9, year % 7)
        for key in (b"05766", b"5762", b"02", b"DG", b"16056")
        for year in (2019, 2020, 2022)
    )
    book, packed = io.BytesIO(), io.BytesIO()
    workbook = openpyxl.Workbook()
    for line in tidy.decode().splitlines():
        workbook.active.append(line.split(";"))  # type: ignore[union-attr]
    workbook.save(book)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("werte.csv", tidy)
    return [*files, tidy, tidy, tidy, tidy, book.getvalue(), packed.getvalue(), packed.getvalue()]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with pieces cut out, put in, turned round or doubled."""
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5))):
        start = chance.randrange(len(data) + 1)
        cut = chance.choice((0, 0, 1, 3, 40, 400))
        if chance.random() < 0.1:
            data = data[:start] + data[start : start + 200] * 2 + data[start:]
        else:
            data = data[:start] + chance.choice(PIECES) + data[start + cut :]
    return data
