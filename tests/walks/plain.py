"""The truth a second, plain way: the shipped files read with the csv module, formulas worked out by hand."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod
from pathlib import Path
from typing import Any

WORST_FIRST = ("suppressed", "unreliable", "pending", "not_applicable", "missing", "limited", "estimated",
               "provisional", "revised", "final", "")  # fmt: skip
HELD_AFTER_2021 = {"16056": "16063"}
"""Eisenach belongs to the Wartburgkreis since 1 July 2021; two files still count it by itself."""

NOT_TAKEN = {("breitband-50mbit", "03152", 2021), ("breitband-50mbit", "03156", 2021)}
"""Göttingen and Osterode were joined in 2016; the file names them apart, and its remark says they are left out."""

Cell = tuple[float | None, str]
Table = dict[tuple[str, int], Cell]


@dataclass(frozen=True)
class Plain:
    """The folder ``data`` as a council's own spreadsheet would see it."""

    folder: Path

    @cached_property
    def declared(self) -> dict[str, dict[str, Any]]:
        files = self.folder.glob("catalogue/indicators/*/*.toml")
        return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}

    @cached_property
    def tables(self) -> dict[str, Table]:
        found = {file.stem: self._file(file) for file in sorted(self.folder.glob("start/*.csv"))}
        for name, form in self.declared.items():
            if "formula" in form:
                found[name] = self._formula(form["formula"], found)
        return found

    def _file(self, file: Path) -> Table:
        held: Table = {}
        adds = file.with_suffix(".toml").exists() and "add_dissolved" in file.with_suffix(".toml").read_text("utf-8")
        with file.open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream, delimiter=";"):
                key, year = row["ags"], int(row["jahr"])
                if (file.stem, key, year) in NOT_TAKEN:
                    continue
                value = float(row["wert"]) if row["wert"] else None
                key = HELD_AFTER_2021.get(key, key) if adds and year >= 2021 else key
                before = held.get((key, year), (0.0, ""))[0] if adds else 0.0
                held[key, year] = (None if value is None else value + (before or 0.0), row["status"])
        for key, year in held:
            for kind in self._peculiar(file.stem, key, year):
                held[key, year] = (None, "missing") if kind == "missing" else (held[key, year][0], kind)
        return held

    def _peculiar(self, name: str, key: str, year: int) -> Iterator[str]:
        for row in self._peculiarities:
            if row["indicator"] != name or row["kind"] == "break" or not int(row["first"]) <= year <= int(row["last"]):
                continue
            patterns = row["keys"].split()
            if any(key == one or (one.endswith("*") and key.startswith(one[:-1])) for one in patterns):
                yield row["kind"]

    @cached_property
    def _peculiarities(self) -> list[dict[str, str]]:
        with (self.folder / "catalogue/peculiarities.csv").open(encoding="utf-8") as stream:
            return list(csv.DictReader(stream, delimiter=";"))

    def _formula(self, form: dict[str, Any], tables: dict[str, Table]) -> Table:
        above, below = form["numerator"], form.get("denominator", [])
        factor, window = form.get("factor", 1.0), form.get("window", 1)
        years = sorted({year for _, year in tables[above[0]]})
        found: Table = {}
        for year in years:
            base = next(
                (older for older in range(year, year - form.get("denominator_max_age", 0) - 1, -1)
                 if all(any(held == older for _, held in tables[name]) for name in below)), None)  # fmt: skip
            if base is None:
                continue
            for key in {key for key, held in tables[above[0]] if held == year}:
                cell = _divided(tables, above, below, key, (year, base), (factor, window))
                if cell is not None:
                    found[key, year] = cell
        return found


def _divided(
    tables: dict[str, Table],
    above: list[str],
    below: list[str],
    key: str,
    years: tuple[int, int],
    how: tuple[float, int],
) -> Cell | None:
    """Worst status of all inputs; no value where one is not known; nothing where one is absent."""
    (year, base), (factor, window) = years, how
    tops = [[tables[name].get((key, one)) for one in range(year - window + 1, year + 1)] for name in above]
    downs = [[tables[name].get((key, one)) for one in range(base - window + 1, base + 1)] for name in below]
    used = [cell for term in (*tops, *downs) for cell in term]
    if any(cell is None for cell in used):
        return None
    status = min((cell[1] for cell in used if cell), key=WORST_FIRST.index)
    if any(cell[0] is None for cell in used if cell):
        return None, status
    top, down = (prod(sum(cell[0] for cell in term) for term in terms) for terms in (tops, downs))
    return factor * top / down, status
