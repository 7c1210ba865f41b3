"""A table of figures with the promises they have to keep: printed for people, written as JSON for comparing days."""

from __future__ import annotations

import json
import math
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path("instance/bench")
WIDE = 44


@dataclass(frozen=True)
class Line:
    """One way and its figures by column; ``note`` says what else it does or does not do."""

    name: str
    figures: dict[str, float] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Promise:
    """A ratio that has to reach ``least`` or stay within ``most``; None where nothing could be measured.

    ``why`` is what is known about the reason, told when the promise is missed.
    """

    sentence: str
    found: float | None
    least: float | None = None
    most: float | None = None
    why: str = ""

    @property
    def held(self) -> bool | None:
        """Whether it holds; None when not measured."""
        if self.found is None or math.isnan(self.found):
            return None
        return (self.least is None or self.found >= self.least) and (self.most is None or self.found <= self.most)

    @property
    def told(self) -> str:
        """The sentence with its figure and, when missed, by how much."""
        if self.held is None:
            return f"{self.sentence}: nicht messbar"
        assert self.found is not None
        said = f"{self.sentence}: {figure(self.found)}"
        if self.held:
            return f"{said} ✓"
        bound = self.least if self.least is not None else self.most
        assert bound is not None
        missed = f"{said} ✗ verfehlt um {figure(abs(self.found - bound))} ({abs(self.found / bound - 1) * 100:.0f} %)"
        return f"{missed}: {self.why}" if self.why else missed


@dataclass(frozen=True)
class Sheet:
    """What one comparison found."""

    title: str
    lines: Sequence[Line]
    promises: Sequence[Promise] = ()
    notes: Sequence[str] = ()


def unmeasured(name: str, why: str) -> Line:
    """A way that could not be measured, kept in the table so that nobody misses it silently."""
    return Line(name, note=f"nicht messbar: {why}")


def show(sheet: Sheet) -> None:
    """Print the table, then each promise."""
    columns = list(dict.fromkeys(column for line in sheet.lines for column in line.figures))
    widths = {column: max(len(column), 9) for column in columns}
    print(f"\n{sheet.title}  (Last {load()})")
    print(" " * WIDE + "".join(f"  {column:>{widths[column]}}" for column in columns))
    for line in sheet.lines:
        cells = "".join(
            f"  {figure(line.figures[column]) if column in line.figures else '–':>{widths[column]}}"
            for column in (columns if line.figures else ())
        )
        print(f"{line.name:{WIDE}}{cells}  {line.note}".rstrip())
    for said in (*sheet.notes, *(promise.told for promise in sheet.promises)):
        print(f"  {said}", flush=True)


def figure(value: float) -> str:
    """About three digits that count, with a decimal comma."""
    if math.isnan(value) or value == 0:
        return "–" if math.isnan(value) else "0"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 else 3
    return f"{value:,.{digits}f}".replace(",", " ").replace(".", ",")


def whole(count: int) -> str:
    """A number of rows, with a space between thousands."""
    return f"{count:,}".replace(",", " ")


def load() -> str:
    """The load average of the last minute and how many processors there are."""
    return f"{figure(os.getloadavg()[0])} auf {os.cpu_count()} Kernen"


def keep(part: str, found: Sequence[Sheet] | str) -> None:
    """Add what a part found to the file of the day, after earlier runs of that day; plain print is kept as text."""
    now = datetime.now(UTC)
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{now.date()}.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    machine = {"cores": os.cpu_count(), "load": os.getloadavg(), "python": platform.python_version()}
    sheets = found if isinstance(found, str) else [_record(sheet) for sheet in found]
    run = {"at": now.isoformat(timespec="seconds"), "machine": machine, "asked": sys.argv[1:], "found": sheets}
    known.setdefault(part, []).append(run)
    file.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")


def _record(sheet: Sheet) -> dict[str, object]:
    promises = [asdict(promise) | {"held": promise.held} for promise in sheet.promises]
    return _plain(asdict(sheet) | {"promises": promises})  # type: ignore[return-value]


def _plain(found: object) -> object:
    """JSON knows no NaN."""
    if isinstance(found, dict):
        return {name: _plain(value) for name, value in found.items()}
    if isinstance(found, (list, tuple)):
        return [_plain(value) for value in found]
    return None if isinstance(found, float) and math.isnan(found) else found
