"""What a long run reached beside what is promised, as rows of one table and of one JSON file."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

HEADS = ("part", "promise", "what was run", "reached", "result")


@dataclass(frozen=True)
class Figure:
    """One promise and the figure reached; ``least`` says that more is better, ``why`` that nothing was measured.

    ``cause`` is what a miss is owed to, as far as the run has measured it; it is told where there is a miss.
    """

    promise: str
    ran: str
    reached: float = 0.0
    limit: float = 0.0
    unit: str = ""
    least: bool = False
    why: str = ""
    cause: str = ""

    @property
    def held(self) -> bool:
        """Whether the promise is kept; what was not measured is not held."""
        return not self.why and (self.reached >= self.limit if self.least else self.reached <= self.limit)

    @property
    def result(self) -> str:
        """Held, missed and by how much, or why there is nothing to say."""
        if self.why:
            return f"NOT RUN: {self.why}"
        if self.held:
            return "held"
        missed = f"MISSED by {self._with_unit(abs(self.reached - self.limit))}"
        return f"{missed}: {self.cause}" if self.cause else missed

    @property
    def told(self) -> str:
        """The figure with its unit and what was allowed."""
        if self.why:
            return ""
        return f"{self._with_unit(self.reached)} ({'at least' if self.least else 'at most'} {self.limit:,.4g})"

    def _with_unit(self, number: float) -> str:
        return f"{number:,.4g} {self.unit}".rstrip() if number % 1 else f"{number:,.0f} {self.unit}".rstrip()


def table(found: dict[str, Sequence[Figure]]) -> str:
    """All figures as lines with columns of equal width."""
    rows = [HEADS] + [
        (part, one.promise, one.ran, one.told, one.result) for part, figures in found.items() for one in figures
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def write(found: dict[str, Sequence[Figure]], folder: Path, share: float, seed: int) -> Path:
    """The figures as JSON with when, where and how much of the full length; a file of its own for every run."""
    at = datetime.now(UTC)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{at:%Y-%m-%dT%H%M%S}.json"
    rows = [
        {"part": part, **asdict(one), "held": one.held, "result": one.result}
        for part, figures in found.items()
        for one in figures
    ]
    machine = {"cores": os.cpu_count(), "load": os.getloadavg(), "python": platform.python_version()}
    document = {"at": at.isoformat(), "share": share, "seed": seed, "machine": machine, "figures": rows}
    file.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file
