"""The peers in an environment of their own: which are there, in which version, and how their work is measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from tests.bench.measured import Cost

HOME = Path(__file__).parents[2] / ".venv-bench"
LAUNCH = Path(__file__).with_name("launch.py")
SCRIPTS = Path(__file__).with_name("peer_scripts")
LONGEST = 3600
ASKED = (
    "import json, importlib.metadata as m; print(json.dumps({d.name.lower(): d.version for d in m.distributions()}))"
)


class CannotMeasure(Exception):
    """A way could not be measured; the message says why."""


@cache
def versions() -> dict[str, str]:
    """Version by name, in small letters, of everything in the environment of the peers; empty when there is none."""
    python = HOME / "bin" / "python"
    if not python.exists():
        return {}
    done = subprocess.run([python, "-c", ASKED], capture_output=True, text=True, check=False)
    found = json.loads(done.stdout) if done.returncode == 0 else {}
    return {name.replace("_", "-"): version for name, version in found.items()}


def version(name: str) -> str:
    """The version of a peer; CannotMeasure when it is not there."""
    found = versions().get(name)
    if found is None:
        raise CannotMeasure(f"{name} fehlt (deploy/bench-machine.sh)")
    return found


def command(name: str) -> str:
    """The program of a peer."""
    return str(HOME / "bin" / name)


def script(name: str, *arguments: object) -> list[str]:
    """A script of ours that runs in the environment of the peers."""
    return [command("python"), str(SCRIPTS / f"{name}.py"), *map(str, arguments)]


def spent_by(command_line: Sequence[str], environment: dict[str, str] | None = None) -> Cost:
    """CPU of the process and all its children, wall time, and the peak memory of its largest process."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "cost.json"
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(LAUNCH), str(answer), *command_line], check=False, timeout=LONGEST,
            env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise CannotMeasure(f"{Path(command_line[0]).name}: {said[-1] if said else done.returncode}")
        return Cost(*json.loads(answer.read_text()))


def rows_alone(cpu: float, basic: float) -> float:
    """What the rows cost beyond the start of the program; NaN where they are lost in its noise."""
    return cpu - basic if cpu - basic > 0.1 * cpu else float("nan")


def exact_cpu_of(parent: int) -> float:
    """CPU seconds so far of the living threads of a process and everything below it, to the nanosecond."""
    total, waiting = 0, [parent]
    while waiting:
        number = waiting.pop()
        for task in Path(f"/proc/{number}/task").iterdir():
            with suppress(OSError):
                total += int((task / "schedstat").read_text().split()[0])
                waiting += [int(one) for one in (task / "children").read_text().split()]
    return total / 1e9


def cpu_of(parent: int) -> float:
    """CPU seconds so far of a process and everything below it, ended children included."""
    total, waiting = 0.0, [parent]
    while waiting:
        number = waiting.pop()
        with suppress(OSError):
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            total += sum(int(one) for one in fields[11:15]) / os.sysconf("SC_CLK_TCK")
            for tasks in Path(f"/proc/{number}/task").glob("*/children"):
                waiting += [int(one) for one in tasks.read_text().split()]
    return total
