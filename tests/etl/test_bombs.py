"""Files made to fill the memory are refused before anything unpacks them: fast, in little memory, in one sentence."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cockpit.base.errors import Refused
from cockpit.etl import inspect
from cockpit.etl.bombs import require_harmless
from tests.conftest import ROOT

OPEN = "http://schemas.openxmlformats.org/"
MAIN = f"{OPEN}spreadsheetml/2006/main"
RELS = f"{OPEN}officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(rows: bytes, shared: bytes = b"", before: bytes = b"", sheet: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The smallest XLSX with these rows, written by hand as no program would."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{OPEN}package/2006/content-types"/>',
        "_rels/.rels": _relation("xl/workbook.xml", "officeDocument"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="A" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relation(sheet.removeprefix("xl/"), "worksheet"),
    }
    return packed(
        {name: part.encode() for name, part in parts.items()}
        | {
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">'.encode() + shared + b"</sst>",
            sheet: before + f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + rows + b"</sheetData></worksheet>",
        }
    )


def _relation(target: str, kind: str) -> str:
    one = f'<Relationship Id="r1" Type="{RELS}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{OPEN}package/2006/relationships">{one}</Relationships>'


def ods(rows: bytes) -> bytes:
    """The smallest OpenDocument sheet with these rows."""
    names = "".join(f' xmlns:{one}="{ODF}:{one}:1.0"' for one in ("office", "table", "text"))
    head = f'<office:document-content{names}><office:body><office:spreadsheet><table:table table:name="A">'
    tail = "</table:table></office:spreadsheet></office:body></office:document-content>"
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0"/>'.encode(),
            "content.xml": head.encode() + rows + tail.encode(),
        }
    )


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def lying() -> bytes:
    """An archive whose directory says 100 bytes where there are 60 million."""
    data = bytearray(packed({"werte.csv": b"0" * 60_000_000}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    return bytes(data)


LAUGHS = b"<!DOCTYPE lolz [" + b"".join(
    b'<!ENTITY lol%d "%s">' % (n, (b"&lol%d;" % (n - 1) if n else b"lol") * 10) for n in range(10)
)
CELL = b'<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="%d"/>'
BOMBS: dict[str, Callable[[], bytes]] = {
    "far corners": lambda: xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'),
    "far corners in an odd place": lambda: xlsx(
        b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD999999"><v>1</v></c></row>', sheet="xl/blatt.dat"
    ),
    "cells without reference": lambda: xlsx(b"<row>" + b"<c><v>1</v></c>" * 9_000 + b"</row>" + b"<row/>" * 9_000),
    "one long text everywhere": lambda: xlsx(
        b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 50_000)),
        b"<si><t>" + b"x" * 32_000 + b"</t></si>",
    ),
    "billion laughs": lambda: xlsx(b'<row r="1"><c r="A1" t="inlineStr"><is><t>&lol9;</t></is></c></row>', b"", LAUGHS),
    "repeated rows": lambda: ods(
        b'<table:table-row table:number-rows-repeated="1048576">' + CELL % 16384 + b"</table:table-row>"
    ),
    "repeated a little, often": lambda: ods(
        (b'<table:table-row table:number-rows-repeated="999">' + CELL % 999 + b"</table:table-row>") * 3_000
    ),
    "packed zeros": lambda: packed({"xl/workbook.xml": b"0" * 60_000_000}),
    "packed zeros in one file": lambda: packed({"werte.csv": b"0" * 60_000_000}),
    "many entries": lambda: packed({f"{n}.csv": b"" for n in range(2_500)}),
    "a directory that lies": lying,
    "binary workbook": lambda: packed({"xl/workbook.bin": b"\x00"}),
    "a long line": lambda: b"ags;jahr;wert\n" + b"9" * 50_000_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_a_remedy(name: str) -> None:
    report = inspect(BOMBS[name](), "datei.xlsx")
    assert report.refusal
    assert report.findings[-1].repair


def test_a_gigabyte_in_one_line_is_refused_in_seconds_and_little_memory(tmp_path: Path) -> None:
    script = f"""
import resource, sys, time
sys.path.insert(0, {str(ROOT)!r})
from cockpit.etl.material import read
from cockpit.etl.decoding import require_short_lines
from cockpit.base.errors import Refused
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
import mmap
with open({str(tmp_path / "lang.csv")!r}, "rb") as file:
    data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = time.process_time()
    for refuse in (lambda: require_short_lines(data), lambda: read(data, "lang.csv")):
        try:
            refuse()
            print("taken")
        except Refused:
            pass
    print(time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    with (tmp_path / "lang.csv").open("wb") as file:
        file.truncate(1 << 30)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 2
    assert megabytes < 300


def test_every_bomb_is_refused_in_seconds_and_little_memory(tmp_path: Path) -> None:
    for n, make in enumerate(BOMBS.values()):
        (tmp_path / f"{n:02}").write_bytes(make())
    script = f"""
import resource, sys, time
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from cockpit.etl import inspect
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
slowest = 0.0
for place in sorted(Path({str(tmp_path)!r}).iterdir()):
    data = place.read_bytes()
    start = time.process_time()
    assert inspect(data, "x").refusal
    slowest = max(slowest, time.process_time() - start)
print(slowest, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 2
    assert megabytes < 300


def test_empty_rows_to_the_end_of_a_sheet_are_no_bomb() -> None:
    head = b'<table:table-row><table:table-cell office:value-type="string"><text:p>ags</text:p></table:table-cell>'
    rest = b'<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
    empty = b'<table:table-row table:number-rows-repeated="1048575">'
    cells = b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    require_harmless(ods(head + rest + empty + cells))


def test_a_sheet_that_is_merely_tall_or_merely_wide_is_no_bomb() -> None:
    require_harmless(
        xlsx(b"".join(b'<row r="%d"><c r="C%d"><v>1</v></c></row>' % (n, n) for n in range(1, 300_000, 7)))
    )
    require_harmless(xlsx(b'<row r="400"><c r="XFD400"><v>1</v></c></row>'))


def test_a_damaged_entry_is_a_refusal() -> None:
    data = bytearray(xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row>'))
    data[60:80] = b"\xff" * 20
    with pytest.raises(Refused):
        require_harmless(bytes(data))
