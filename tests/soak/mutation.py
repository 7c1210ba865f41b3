"""How much of etl, progress, store and login the tests reach, and how many of the faults put there they notice."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.soak.asked import Asked
from tests.soak.figures import Figure
from tests.soak.mutants import Fault, faults, with_fault

PER_AREA = 500
COVERED, NOTICED = 95.0, 85.0
LONGEST = 600
"""Seconds after which a fault counts as noticed: nobody waits for a suite that does not end."""
LEFT_BEHIND = (".git", ".venv", ".venv-bench", "instance", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis")
CONFIGURATION = """
[run]
branch = true
parallel = true
relative_files = true
source = {source}
data_file = {data}
dynamic_context = test_function
patch = subprocess
"""


@dataclass(frozen=True)
class Area:
    """A part of the program, relative to the project, and the tests that answer for it."""

    name: str
    program: str
    tests: tuple[str, ...]


AREAS = (
    Area("etl", "cockpit/etl", ("tests/etl",)),
    Area("progress", "cockpit/progress", ("tests/progress",)),
    Area("store", "cockpit/store", ("tests/store",)),
    Area("login", "cockpit/people", ("tests/people",)),
)


@dataclass(frozen=True)
class Reached:
    """Per cent of all lines and branches, and by module and line the tests that run it."""

    per_cent: float
    tests: Mapping[str, Mapping[int, Sequence[str]]]


@dataclass(frozen=True)
class Lot:
    """A fault that was drawn, in which module, and the tests that run its line."""

    module: str
    fault: Fault
    tests: tuple[str, ...]


def run(asked: Asked) -> list[Figure]:
    """Each area in turn; as many copies of the project as cores, each with one fault at a time."""
    copies: queue.Queue[Path] = queue.Queue()
    for number in range(os.cpu_count() or 1):
        copies.put(_copy(asked.folder(f"mutation-{number}")))
    return [figure for area in AREAS for figure in _area(asked, area, copies)]


def _area(asked: Asked, area: Area, copies: queue.Queue[Path]) -> Iterator[Figure]:
    place = copies.get()
    reached = _reached(area, place, asked.folder("coverage"))
    copies.put(place)
    yield Figure(
        f"{area.name}: lines and branches reached", f"all of {', '.join(area.tests)}", reached.per_cent, COVERED, "%",
        least=True,
    )  # fmt: skip
    drawn, every = _drawn(asked, area, reached)

    def noticed(lot: Lot) -> bool:
        own = copies.get()
        try:
            return _noticed(own, lot)
        finally:
            copies.put(own)

    found = []
    with ThreadPoolExecutor(copies.qsize()) as pool, asked.bar(len(drawn), f"mutation {area.name}", "faults") as bar:
        for lot, is_noticed in zip(drawn, pool.map(noticed, drawn), strict=True):
            found.append(is_noticed)
            bar.update()
            if not is_noticed:
                where = f"{lot.module}:{lot.fault.line}"
                print(f"{where}: {lot.fault.what}: not noticed by {len(lot.tests)} tests", file=sys.stderr)
    yield Figure(
        f"{area.name}: faults noticed", f"{len(drawn)} of {every:,} faults", 100 * sum(found) / len(found), NOTICED,
        "%", least=True,
    )  # fmt: skip


def _drawn(asked: Asked, area: Area, reached: Reached) -> tuple[list[Lot], int]:
    """Some faults by lot, and how many there are."""
    modules = sorted(str(file.relative_to(ROOT)) for file in _modules(area))
    every = [(module, fault) for module in modules for fault in faults((ROOT / module).read_text(encoding="utf-8"))]
    chosen = asked.lot(f"mutation {area.name}").sample(every, min(len(every), asked.count(PER_AREA, 2)))
    return [Lot(module, fault, _running(reached, module, fault.line)) for module, fault in chosen], len(every)


def _running(reached: Reached, module: str, line: int) -> tuple[str, ...]:
    """The tests that run a line; one in the middle of a statement goes by the line on which that begins."""
    lines = reached.tests.get(module, {})
    begins = max((known for known in lines if known <= line), default=None)
    return tuple(lines[begins]) if begins is not None else ()


def _modules(area: Area) -> Iterator[Path]:
    place = ROOT / area.program
    return iter([place]) if place.is_file() else place.rglob("*.py")


def _noticed(place: Path, lot: Lot) -> bool:
    """Whether a test that runs the line fails, or none ends; what no test runs is noticed by none."""
    if not lot.tests:
        return False
    file = place / lot.module
    sound = file.read_text(encoding="utf-8")
    file.write_text(with_fault(sound, lot.fault), encoding="utf-8")
    try:
        return _tests(place, ["-m", "pytest", "-x", *lot.tests], LONGEST) != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        file.write_text(sound, encoding="utf-8")


def _reached(area: Area, place: Path, folder: Path) -> Reached:
    """By running all tests of the area once, the processes they start included; they must hold as they are."""
    data, said = folder / "data", folder / "coverage.ini"
    source = place / (str(Path(area.program).parent) if (place / area.program).is_file() else area.program)
    said.write_text(CONFIGURATION.format(source=source, data=data), encoding="utf-8")
    words = ["-m", "coverage", "run", f"--rcfile={said}", "-m", "pytest", "-n", "auto", *area.tests]
    failed = _tests(place, words, LONGEST * 6)
    if failed:
        raise SystemExit(f"the tests of {area.name} do not hold without any fault ({failed})")
    for words in (["combine", "--quiet"], ["json", "--quiet", "--show-contexts", "-o", str(folder / "told.json")]):
        command = [sys.executable, "-m", "coverage", words[0], f"--rcfile={said}", *words[1:]]
        subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL)
    told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    wanted = {str(file.relative_to(ROOT)) for file in _modules(area)}
    files = {name: one for name, one in told["files"].items() if name in wanted}
    sums = [one["summary"] for one in files.values()]
    done = sum(one["covered_lines"] + one["covered_branches"] for one in sums)
    all_of_them = sum(one["num_statements"] + one["num_branches"] for one in sums)
    tests = {name: _named(one["contexts"], place, area) for name, one in files.items()}
    return Reached(100 * done / all_of_them, tests)


def _named(contexts: Mapping[str, Sequence[str]], place: Path, area: Area) -> dict[int, list[str]]:
    """Line → tests as pytest names them: ``tests.etl.test_x.test_y`` is a function of a file.

    What runs when the module is loaded is run by all of them.
    """
    found: dict[int, list[str]] = {}
    for line, names in contexts.items():
        tests = [name.split("|")[0].rpartition(".") for name in names if ".test_" in name]
        asked = [f"{module.replace('.', '/')}.py::{test}" for module, _, test in tests]
        known = sorted({one for one in asked if (place / one.partition("::")[0]).is_file()})
        found[int(line)] = known or (list(area.tests) if "" in names else [])
    return found


def _tests(place: Path, words: Sequence[str], seconds: float) -> int:
    """What Python says at its end, with the program and the tests of that copy."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *words, "-q", "-p", "no:cacheprovider"]
    with subprocess.Popen(
        command, cwd=place, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            return process.wait(seconds)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # what a test left running would go on with the fault


def _copy(folder: Path) -> Path:
    """The project beside the real files, where there are any; ``cockpit`` of the copy is what its tests import."""
    place = folder / ROOT.name
    shutil.copytree(ROOT, place, ignore=lambda _, names: [one for one in names if one in (*LEFT_BEHIND, "__pycache__")])
    shared = ROOT.parent / "shared"
    if shared.is_dir():
        (folder / "shared").symlink_to(shared)
    return place
