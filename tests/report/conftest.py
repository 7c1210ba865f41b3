"""Readers that know nothing of the writers: DOCX as XML, PDF by pypdf, both without any space."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import pytest
from lxml import etree
from pypdf import PdfReader

from cockpit.model.region import Region
from cockpit.query import Snapshot, region

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNS = "●■×○"

Rows = list[list[str]]


@pytest.fixture(scope="session")
def lippe(live: Snapshot) -> Region:
    return region(live, "lippe")


@pytest.fixture(scope="session")
def part() -> Callable[..., etree._Element]:
    """One XML part of a DOCX, by default the text."""

    def read(content: bytes, name: str = "word/document.xml") -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return etree.fromstring(archive.read(name))

    return read


@pytest.fixture(scope="session")
def word_tables(part: Callable[..., etree._Element]) -> Callable[[bytes], list[Rows]]:
    """All tables: rows of cells, the paragraphs of a cell parted by a line break, signs left out."""

    def read(content: bytes) -> list[Rows]:
        return [
            [[_cell(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
            for table in part(content).iter(f"{W}tbl")
        ]

    return read


def _cell(cell: etree._Element) -> str:
    lines = ("".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in cell.iter(f"{W}p"))
    return "\n".join(line.lstrip(SIGNS + "\N{NO-BREAK SPACE}") for line in lines)


@pytest.fixture(scope="session")
def squeezed() -> Callable[[str], str]:
    """Text without spaces, so that neither line breaks nor columns matter."""
    return lambda content: re.sub(r"\s+", "", content)


@pytest.fixture(scope="session")
def pdf_text(squeezed: Callable[[str], str]) -> Callable[[bytes], str]:
    """Everything written in a PDF, in reading order, squeezed."""

    def read(content: bytes) -> str:
        return squeezed(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))

    return read


@pytest.fixture(scope="session")
def unpacked() -> Callable[[bytes], Mapping[str, bytes]]:
    """The files of a ZIP."""

    def read(content: bytes) -> Mapping[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return read
