"""What a report consists of: a few kinds of blocks that every painter (PDF, DOCX, HTML) knows how to set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cockpit.model.indicator import Sdg
from cockpit.model.revision import Revision

FULL_WIDTH = 700
"""CSS pixels: 700 wide on 170 mm of paper sets the words of a chart at about 9.5 points."""
Role = Literal["plain", "lead", "finding", "note", "source"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of one role; ``mark`` is the key of a status whose sign stands in front."""

    text: str
    role: Role = "plain"
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Bulleted points: what is printed bold, and what is said about it."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: text, the key of a status whose sign stands in front, small words below."""

    text: str
    small: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Head of a column, its share of the width, and whether it holds figures (set to the right)."""

    title: str
    share: float = 1.0
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own, as one Sustainable Development Goal; no title for a table without groups."""

    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    goal: Sdg | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with caption; the first cell of a row names it."""

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """All rows of all groups."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: SVG text on white paper, the alternative text, the caption, its size in CSS pixels.

    ``name`` is the id of the indicator, ``number`` counts the pictures and stands in the caption.
    """

    name: str
    number: int
    svg: str
    alt: str
    caption: str
    width: int
    height: int

    @property
    def share(self) -> float:
        """How much of the width of the text it fills: all pictures have words of one size."""
        return min(self.width / FULL_WIDTH, 1.0)


Block = Paragraph | Listing | Grid | Picture


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of level 1 or 2 and what stands below it; no page break parts the first ``together`` blocks from it."""

    title: str
    blocks: tuple[Block, ...]
    level: Literal[1, 2] = 1
    goal: Sdg | None = None
    together: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A document made once from Profile and Views; every painter shows exactly this.

    ``address`` is the frozen address of the same on screen, complete if the host is known; ``qr`` only then.
    ``facts`` are the lines below the title, ``stand`` names Datenstand and day, ``today`` is the day ages count from.
    """

    title: str
    subtitle: str
    facts: tuple[str, ...]
    stand: str
    address: str
    qr: str
    revision: Revision
    today: date
    subject: str
    keywords: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    author: str
    language: str = "de-DE"

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All charts in order."""
        return tuple(block for chapter in self.chapters for block in chapter.blocks if isinstance(block, Picture))
