"""The shipped files for running it: what can be checked of them without the machine they are meant for."""

from __future__ import annotations

import fnmatch
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cockpit.base.settings import Settings
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
KNOWN = {str(field.validation_alias or f"COCKPIT_{name.upper()}") for name, field in Settings.model_fields.items()}


def test_every_variable_the_files_set_is_a_setting() -> None:
    for file in DEPLOY.iterdir():
        named = set(re.findall(r"COCKPIT_[A-Z_]+", file.read_text(encoding="utf-8")))
        assert named <= KNOWN, file.name


def test_no_file_names_the_host_of_a_registry() -> None:
    for text in (DOCKERFILE, COMPOSE, (ROOT / "constraints.txt").read_text(encoding="utf-8")):
        assert "://" not in re.sub(r"https?://(127\.0\.0\.1|cockpit\.example)|postgresql://\w+:", "", text)
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) + re.findall(
        r"^    image: (\S+)", COMPOSE, re.MULTILINE
    )
    assert len(images) == 4
    assert [image for image in images if not re.fullmatch(r"[a-z]+:[0-9.]+(-slim)?", image)] == []


def test_the_image_installs_only_pinned_packages_and_does_not_run_as_root() -> None:
    installs = re.findall(r"pip install (.*)", DOCKERFILE)
    assert ["--require-hashes" in line for line in installs] == [True, False]
    assert "--no-deps --no-build-isolation ." in installs[1]
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (\w+)", last, re.MULTILINE) == ["cockpit"]
    assert "--uid 10001" in last


def test_what_the_image_copies_exists_and_is_not_kept_from_it() -> None:
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").split() if line.startswith("!")]
    copied = [
        source for line in re.findall(r"^COPY (?!--from)(.*)", DOCKERFILE, re.MULTILINE) for source in line.split()[:-1]
    ]
    assert len(copied) == 8
    for source in copied:
        assert (ROOT / source).exists(), source
        assert any(fnmatch.fnmatch(source, pattern) for pattern in kept), source


def test_compose_names_what_it_needs() -> None:
    head = COMPOSE.partition("\nservices:")[0]
    assert [name for name in set(re.findall(r"\$\{(\w+)", COMPOSE)) if name not in head] == []
    for file in re.findall(r"- \./([\w.]+):", COMPOSE):
        assert (DEPLOY / file).exists() or file in head, file
    assert "\t" not in COMPOSE


def test_compose_reads_it_as_it_is_meant() -> None:
    program = shutil.which("docker-compose")
    if program is None:
        pytest.skip("docker-compose ist nicht installiert.")
    secrets = {"POSTGRES_PASSWORD": "a", "COCKPIT_SECRET_KEY": "b", "COCKPIT_PUBLIC_URL": "c"}
    command = [program, "-f", str(DEPLOY / "compose.yaml"), "config"]
    done = subprocess.run(command, env=os.environ | secrets, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "network_mode: service:nginx" in done.stdout
    bare = subprocess.run(command, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False)
    assert bare.returncode != 0
    assert "fehlt in .env" in bare.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_every_line_of_the_units(unit: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze ist nicht installiert.")
    for one in UNITS:  # the programs are not where they will be
        said = re.sub(r"/srv/cockpit/\.venv/bin/\w+", "/bin/true", one.read_text(encoding="utf-8"))
        (tmp_path / one.name).write_text(said, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert unit.name not in done.stderr


def test_the_units_call_commands_that_exist() -> None:
    called = {line for unit in UNITS for line in re.findall(r"bin/(cockpit \w+|gunicorn)", unit.read_text("utf-8"))}
    assert called == {"cockpit init", "cockpit backup", "gunicorn"}


def test_gunicorn_refuses_a_weak_secret_in_german() -> None:
    command = [sys.executable, "-m", "gunicorn", "--config", str(DEPLOY / "gunicorn.conf.py")]
    environment = {**os.environ, "COCKPIT_ENV": "production", "COCKPIT_SECRET_KEY": "geheim", "PORT": "1"}
    done = subprocess.run(
        [*command, "cockpit.web.server:create_server()"], env=environment, capture_output=True, text=True,
        check=False, cwd=ROOT, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert "COCKPIT_SECRET_KEY – Der geheime Schlüssel fehlt" in done.stderr
    assert "Traceback" not in done.stderr
