"""German lives in one place: every phrase that is asked for exists, and every phrase is asked for."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import get_args

from pydantic_core.core_schema import ErrorType

from cockpit.base import texts

PACKAGE = Path(texts.__file__).parents[1]
AREAS = sorted(file.stem for file in texts.FOLDER.glob("*.toml"))
HOLE = "\0"
# Names of faults that pydantic gives; the phrases translate them.
FOREIGN = frozenset(get_args(ErrorType))
# Words a file or the command line brings along; looked up with ``has_text``.
BROUGHT = ("etl.status.", "cli.usage.", "programmes.ministry.")


@cache
def phrases() -> frozenset[str]:
    """All keys of all areas."""
    return frozenset(f"{area}.{key}" for area in AREAS for key in texts._area(area))


@cache
def modules() -> dict[Path, ast.Module]:
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}


def _strings(tree: ast.AST) -> set[str]:
    """Literals, f-strings with holes, of a module, docstrings left out."""
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    skipped |= {id(one) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for one in node.values}
    skipped |= {id(node.left) for node in ast.walk(tree) if isinstance(node, ast.BinOp)}
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.add("".join(str(one.value) if isinstance(one, ast.Constant) else HOLE for one in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            found.add(node.value)
        if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
            found.add(node.left.value + HOLE)
    return found


@cache
def said() -> frozenset[str]:
    return frozenset().union(*(_strings(tree) for tree in modules().values()))


def _as_pattern(literal: str) -> re.Pattern[str]:
    return re.compile(".+".join(re.escape(part) for part in literal.split(HOLE)))


def asked() -> dict[str, str]:
    """Every literal given to ``text`` or ``has_text``, with the file it stands in."""
    found = {}
    for file, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"text", "has_text"} and node.args:
                for literal in _strings(node.args[0]) if not isinstance(node.args[0], ast.Name) else ():
                    if literal.partition(".")[0] in AREAS and "." in literal:
                        found[literal] = str(file.relative_to(PACKAGE))
    return found


def test_every_phrase_that_is_asked_for_exists() -> None:
    assert len(asked()) > 300
    missing = [
        (literal.replace(HOLE, "…"), file)
        for literal, file in asked().items()
        if not any(_as_pattern(literal).fullmatch(key) for key in phrases())
    ]
    assert missing == []


def _is_asked(key: str) -> bool:
    literals = said()
    if key in literals or key.startswith(BROUGHT):
        return True
    patterns = [one for one in literals if HOLE in one and one.partition(".")[0] in AREAS and "." in one]
    for literal in patterns:
        inner = "(.+)".join(re.escape(part) for part in literal.split(HOLE))
        match = re.fullmatch(inner, key)
        if match and all(_is_a_word(part) for part in match.groups()):
            return True
    return False


@cache
def _is_a_word(part: str) -> bool:
    """What fills a hole stands somewhere in the code itself, is made from such pieces, or is a number."""
    if part.isdigit() or part in said() | FOREIGN or all(piece in said() for piece in part.split("_")):
        return True
    if any(one.endswith(f".{part}") for one in said()):
        return True
    if any(part[:cut] in said() and part[cut:] in said() for cut in range(1, len(part))):
        return True
    filled = [one for one in said() if HOLE in one and len(one.replace(HOLE, "")) > 2]
    return any(re.fullmatch(".*".join(re.escape(piece) for piece in one.split(HOLE)), part) for one in filled)


def test_every_phrase_is_asked_for() -> None:
    assert [key for key in sorted(phrases()) if not _is_asked(key)] == []


def test_every_hole_of_a_phrase_is_a_plain_name() -> None:
    for key in phrases():
        area, _, rest = key.partition(".")
        for hole in re.findall(r"{([^{}]*)}", texts._area(area)[rest]):
            assert hole.isidentifier(), key


def test_phrases_are_written_with_umlauts_and_typographic_quotes() -> None:
    spelled = re.compile(r"\b(fuer|ueber|koennen|muessen|waehlen|Massnahme\w*|aelter|naechste\w*|gross)\b")
    for key in phrases():
        area, _, rest = key.partition(".")
        phrase = texts._area(area)[rest]
        assert not spelled.search(phrase), key
        assert '"' not in phrase, key
