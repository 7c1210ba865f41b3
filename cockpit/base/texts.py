"""German phrases, kept apart from Python: one TOML file per area under ``base/de``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "de"


@cache
def _area(name: str) -> dict[str, str]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        document = tomllib.load(file)
    return dict(_flat(document, ""))


def _flat(table: dict[str, object], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((prefix + key, str(value)))
    return found


def text(key: str, **values: object) -> str:
    """The German phrase ``area.key`` with ``{names}`` filled in; an unknown key is a programming error."""
    area, _, rest = key.partition(".")
    phrase = _area(area)[rest]
    return phrase.format(**values) if values else phrase


def has_text(key: str) -> bool:
    """Whether a phrase exists under ``area.key``."""
    area, _, rest = key.partition(".")
    return (FOLDER / f"{area}.toml").exists() and rest in _area(area)
