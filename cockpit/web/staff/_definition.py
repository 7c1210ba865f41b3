"""The form of an own indicator and the document a TOML file would hold, in both directions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from cockpit.model.indicator import Indicator, Source

WORDS = ("title", "short_title", "question", "unit", "definition", "direction", "kind", "source", "level")
PERHAPS = ("unit_long", "caveat", "rest")
WHOLE = ("decimals", "rhythm")
FLAGS = ("additive", "level_judged", "core")
SOURCE_WORDS = ("title", "publisher", "licence", "attribution")
SOURCE_PERHAPS = ("table", "licence_url", "url", "next_update", "note")
NEW_SOURCE = "neu"
DIRECTIONS = {1: "higher", -1: "lower", 0: "none"}

Given = Mapping[str, Any]


def document(form: MultiDict[str, str]) -> dict[str, Any]:
    """What the file of the indicator would hold; what was left empty is left out, what is no number stays text."""
    found: dict[str, Any] = {name: value for name in (*WORDS, *PERHAPS) if (value := _word(form, name))}
    found |= {name: _whole(value) for name in WHOLE if (value := _word(form, name))}
    found |= {name: form.get(name) == "ja" for name in FLAGS}
    found |= {"sdg": [_whole(value) for value in form.getlist("sdg")], "actors": form.getlist("actors")}
    found |= {"charts": form.getlist("charts"), "keywords": _listed(form, "keywords")}
    bounds = {name: _number(value) for name in ("min", "max") if (value := _word(form, f"range.{name}"))}
    found |= {"range": bounds} if bounds else {}
    if _word(form, "formula.numerator") or _word(form, "formula.denominator"):
        found["formula"] = _formula(form)
    found |= {"parts": [_part(line) for line in _lines(form, "parts")]} if _lines(form, "parts") else {}
    found |= {"breaks": [_break(line) for line in _lines(form, "breaks")]} if _lines(form, "breaks") else {}
    if found.get("source") == NEW_SOURCE:
        del found["source"]
    return found


def source_document(form: MultiDict[str, str]) -> dict[str, Any] | None:
    """What the file of a new source would hold; None when an existing one was chosen."""
    if form.get("source") != NEW_SOURCE:
        return None
    names = (*SOURCE_WORDS, *SOURCE_PERHAPS)
    found: dict[str, Any] = {name: value for name in names if (value := _word(form, f"source.{name}"))}
    if retrieved := _word(form, "source.retrieved_on"):
        found["retrieved_on"] = _day(retrieved)
    return found


def _formula(form: MultiDict[str, str]) -> dict[str, Any]:
    readers: dict[str, Callable[[str], Any]] = {"factor": _number, "denominator_max_age": _whole, "window": _whole}
    found = {name: read(value) for name, read in readers.items() if (value := _word(form, f"formula.{name}"))}
    sides = {name: _listed(form, f"formula.{name}") for name in ("numerator", "denominator")}
    return sides | found


def _part(line: str) -> dict[str, str]:
    name, _, label = line.partition("=")
    return {"indicator": name.strip(), "label": label.strip()}


def _break(line: str) -> dict[str, Any]:
    year, keys, reason = (part.strip() for part in (*line.split(";", 2), "", "")[:3])
    return {"year": _whole(year), "keys": [key for key in re.split(r"[,\s]+", keys) if key] or ["*"], "reason": reason}


def _word(form: MultiDict[str, str], name: str) -> str:
    return form.get(name, "").strip()


def _listed(form: MultiDict[str, str], name: str) -> list[str]:
    return [part.strip() for part in form.get(name, "").split(",") if part.strip()]


def _lines(form: MultiDict[str, str], name: str) -> list[str]:
    return [line.strip() for line in form.get(name, "").splitlines() if line.strip()]


def _whole(value: str) -> int | str:
    return int(value) if re.fullmatch(r"-?[0-9]{1,9}", value.strip()) else value


def _number(value: str) -> float | str:
    """German notation: thousands point, decimal comma."""
    bare = value.strip().replace("\N{MINUS SIGN}", "-")
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", bare):
        bare = bare.replace(".", "")
    return float(bare.replace(",", ".")) if re.fullmatch(r"-?[0-9]{1,15}([.,][0-9]{1,12})?", bare) else value


def _day(value: str) -> date | str:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def written(item: Indicator, source: Source | None) -> MultiDict[str, str]:
    """The form filled with an indicator; ``source`` is the one it brought along, None when it uses a shipped one."""
    found: MultiDict[str, str] = MultiDict()
    for name in ("title", "short_title", "question", "unit", "definition", "kind", "level", *PERHAPS):
        found[name] = str(getattr(item, name))
    found.update({name: str(getattr(item, name)) for name in WHOLE})
    found.update({name: "ja" for name in FLAGS if getattr(item, name)})
    found["direction"] = DIRECTIONS[item.direction]
    found["topic"], found["source"], found["id"] = item.topic, NEW_SOURCE if source else item.source, item.id
    for name in ("sdg", "actors", "charts"):
        found.setlist(name, [str(one) for one in getattr(item, name)])
    found["keywords"] = ", ".join(item.keywords)
    found["range.min"], found["range.max"] = _spoken(item.minimum), _spoken(item.maximum)
    found["parts"] = "\n".join(f"{part.indicator} = {part.label}" for part in item.parts)
    found["breaks"] = "\n".join(f"{one.year}; {', '.join(one.keys)}; {one.reason}" for one in item.breaks)
    found.update(_formula_written(item))
    found.update(_source_written(source) if source else {})
    found["fuer"] = "kreise" if item.kreise else "alle"
    found.setlist("kreise", list(item.kreise))
    return found


def _formula_written(item: Indicator) -> dict[str, str]:
    if item.formula is None:
        return {}
    return {
        "formula.numerator": ", ".join(item.formula.numerator),
        "formula.denominator": ", ".join(item.formula.denominator),
        "formula.factor": _spoken(item.formula.factor),
        "formula.denominator_max_age": str(item.formula.denominator_max_age),
        "formula.window": str(item.formula.window),
    }


def _source_written(source: Source) -> dict[str, str]:
    found = {f"source.{name}": str(getattr(source, name)) for name in (*SOURCE_WORDS, *SOURCE_PERHAPS)}
    return found | {"source.retrieved_on": source.retrieved_on.isoformat() if source.retrieved_on else ""}


def _spoken(amount: float | None) -> str:
    if amount is None:
        return ""
    return f"{amount:.12f}".rstrip("0").rstrip(".").replace(".", ",")
