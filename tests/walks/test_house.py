"""The house as drawn: sizes, names, opening sentences, German in its place, nothing undocumented."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.models import CommandInfo

from cockpit.base.settings import Settings
from cockpit.cli.commands import app, catalogue_app
from tests.conftest import ROOT

PACKAGE = ROOT / "cockpit"
FILES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SHORT = {file: file.relative_to(ROOT).as_posix() for file in (*FILES, *TESTS)}
GERMAN = re.compile(
    r"[äöüßÄÖÜ]|\b(der|die|das|ein|eine|keine|nicht|und|oder|wird|werden|für|mit|von|bitte|gibt|sind|ist|liegt)\b"
)
SENTENCE = re.compile(r"[A-Za-zäöüÄÖÜß]{2,}[,:]? [A-Za-zäöüß]{2,}")
MADE_HERE = {".git", ".venv", ".venv-bench", "instance", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache",
             ".hypothesis", ".import_linter_cache"}  # fmt: skip
TOP = {"cockpit", "data", "assets", "tests", "deploy", ".ci", "app.py", "pyproject.toml", "Makefile", "README.md",
       "CHANGELOG.md", "LICENSE", "constraints.txt", "constraints-dev.txt", ".gitignore", ".dockerignore"}  # fmt: skip
READ = {".py", ".toml", ".md", ".csv", ".css", ".js", ".txt", ".sh", ".svg", ".html"}


@pytest.mark.parametrize("file", FILES, ids=SHORT.get)
def test_modules_are_short_and_say_what_they_are_for(file: Path) -> None:
    content = file.read_text(encoding="utf-8")
    tree = ast.parse(content)
    assert content.count("\n") <= 250
    doc = ast.get_docstring(tree)
    if not content.strip():
        return
    assert doc, "no opening sentence"
    opening = doc.split("\n\n")[0]
    assert opening.rstrip().endswith("."), opening
    assert len(re.findall(r"[.!?](?:\s+[A-Z])", opening)) == 0, opening


@pytest.mark.parametrize("file", FILES, ids=SHORT.get)
def test_functions_are_short(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno + 1 <= 40, node.name


@pytest.mark.parametrize("file", [file for file in FILES if "migrations" not in file.parts], ids=SHORT.get)
def test_german_stands_in_the_phrases_not_in_python(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            sentence = SENTENCE.search(node.value) and GERMAN.search(node.value)
            assert not sentence, (node.lineno, node.value)


def test_no_module_or_class_hides_behind_an_empty_name() -> None:
    empty = re.compile(r"(util|helper|manager|misc|common)s?", re.IGNORECASE)
    assert [SHORT[file] for file in FILES if empty.fullmatch(file.stem)] == []
    names = [
        node.name
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, (ast.ClassDef, ast.FunctionDef))
    ]
    assert [name for name in names if re.search(r"(Util|Helper|Manager)s?\b|_utils?$|_helpers?$", name)] == []


def test_the_readme_documents_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [f"cockpit {_name(one)}" for one in app.registered_commands]
    names += [f"cockpit catalogue {_name(one)}" for one in catalogue_app.registered_commands]
    assert len(names) >= 8
    assert [name for name in names if name not in readme] == []


def _name(command: CommandInfo) -> str:
    return command.name or command.callback.__name__.split("_")[-1]


def test_the_readme_documents_every_variable_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    fields = Settings.model_fields.items()
    known = {str(field.validation_alias or f"COCKPIT_{name.upper()}") for name, field in fields}
    for_people = known - {"COCKPIT_TODAY", "COCKPIT_ASSETS"}  # for tests and packagers; refused or pointless otherwise
    assert [name for name in sorted(for_people) if f"`{name}`" not in readme] == []
    assert set(re.findall(r"COCKPIT_[A-Z_]+", readme)) <= known


def test_the_readme_documents_every_make_target_it_names() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {"start", "test", "check", "bench"} <= named <= targets


def test_nothing_shipped_knows_the_machine_it_was_made_on() -> None:
    files = [file for file in ROOT.rglob("*") if file.is_file() and not MADE_HERE & set(file.relative_to(ROOT).parts)]
    assert len(files) > 300
    for file in files:
        if file.suffix in READ and file.exists():
            assert f"/{'work'}/" not in file.read_text(encoding="utf-8", errors="replace"), file


def test_nothing_else_lies_at_the_top() -> None:
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode or not listed.stdout:
        pytest.skip("no git, or no repository of its own: what belongs to the project is not known")
    assert {file.partition("/")[0] for file in listed.stdout.rstrip("\0").split("\0")} == TOP


def test_lower_layers_do_not_know_upper_ones() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
