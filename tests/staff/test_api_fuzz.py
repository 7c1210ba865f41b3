"""Five hundred damaged files by the API: each is taken or refused in words, none trips the server or takes long.

The same check stands behind the upload page, where two thousand go through (tests/drafts/test_fuzz.py).
"""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable

import openpyxl

from tests.etl.conftest import EXCERPTS
from tests.staff.conftest import Program

MUTATIONS = 500
LONGEST_SECONDS = 10
SEED = 20_261_122
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


def test_five_hundred_damaged_files_are_taken_or_refused_in_words(program: Callable[..., Program]) -> None:
    caller, chance, files = program(), random.Random(SEED), originals()  # noqa: S311 - no secret
    seen: Counter[int] = Counter()
    for _ in range(MUTATIONS):
        data, name, fields = mutated(chance.choice(files), chance), chance.choice(NAMES), chance.choice(FIELDS)
        before = time.monotonic()
        answer = caller.upload(data, name, **fields)
        assert time.monotonic() - before < LONGEST_SECONDS
        seen[answer.status_code] += 1
        told = answer.get_json()
        assert answer.status_code in (201, 400, 422), (name, fields, data[:500])
        if answer.status_code == 422:
            assert told["detail"], (name, fields, data[:500])
            assert "Fehler aufgetreten" not in told["detail"], (told["detail"], name, fields, data[:500])
    assert min(seen[201], seen[422]) > MUTATIONS / 20, seen
