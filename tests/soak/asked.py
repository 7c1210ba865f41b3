"""How much of a long run is asked for, by which lot, and where it may put its files."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tqdm import tqdm

from tests.conftest import ROOT, TODAY, _fold_log


@dataclass(frozen=True)
class Asked:
    """``share`` 1.0 is the full length; ``made`` is a store of ``cockpit init`` when there is one already."""

    share: float
    seed: int
    place: Path
    made: Path | None = None

    def count(self, full: int, least: int = 1) -> int:
        """So many of ``full``; none only where none are wanted."""
        return min(full, max(least, round(full * self.share)))

    def seconds(self, full: float, least: float = 1.0) -> float:
        """So long of ``full`` seconds."""
        return max(least, full * self.share)

    def lot(self, name: str) -> random.Random:
        """Draws that the seed of the run repeats."""
        return random.Random(f"{self.seed} {name}")  # noqa: S311 - no secret

    def bar(self, total: float, name: str, unit: str = "") -> tqdm:
        """Progress on the terminal; a line every minute where there is none."""
        shown = sys.stderr.isatty()
        return tqdm(
            total=total, desc=name, unit=f" {unit}", mininterval=0.5 if shown else 60, leave=shown, file=sys.stderr
        )

    def folder(self, name: str) -> Path:
        """An empty folder."""
        found = self.place / name
        shutil.rmtree(found, ignore_errors=True)
        found.mkdir(parents=True)
        return found

    def store_file(self, folder: Path) -> Path:
        """A store of its own with the start data."""
        return Path(shutil.copy(self.shipped, folder / "cockpit.sqlite"))

    def environment(self, file: Path) -> dict[str, str]:
        """The environment of a process over that store."""
        return {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": TODAY.isoformat()}

    @cached_property
    def shipped(self) -> Path:
        """A SQLite file made by ``cockpit init``, once in a run."""
        if self.made:
            return self.made
        file = self.folder("shipped") / "cockpit.sqlite"
        command = [sys.executable, "-m", "cockpit.cli", "init"]
        subprocess.run(command, env=self.environment(file), check=True, cwd=ROOT, stderr=subprocess.DEVNULL)
        _fold_log(file)
        return file
