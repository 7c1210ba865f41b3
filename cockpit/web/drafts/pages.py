"""What each step of an upload shows, as values for its template."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from math import ceil
from typing import Any

from pandas import DataFrame

from cockpit import drafts
from cockpit.base.clock import today
from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue
from cockpit.model.draft import Draft
from cockpit.store import work_in_progress as wip
from cockpit.web import state
from cockpit.web.drafts import effect, findings, mapping_form, values

TITLES = {
    "arbeit": text("staff.step.work"),
    "zuordnung": text("staff.step.mapping"),
    "pruefung": text("staff.step.check"),
    "wirkung": text("staff.step.effect"),
}
TEMPLATES = {"arbeit": "draft_work", "zuordnung": "mapping", "pruefung": "check", "wirkung": "effect"}
ORDER = ("datei", "zuordnung", "pruefung", "wirkung")
Args = Mapping[str, str]


def step_of(draft: Draft, asked: str) -> str:
    """The step to show: the one asked for as far as the draft has come, else where something has to be done."""
    if draft.state == "working":
        return "arbeit"
    if draft.state == "published":
        return "wirkung"
    usual = "zuordnung" if draft.state == "mapping" else "wirkung" if draft.state == "approval" else "pruefung"
    return asked if asked in reached(draft) and asked != "datei" else usual


def title(draft: Draft, step: str) -> str:
    """What the browser's tab calls a step."""
    return text("staff.step.published") if draft.state == "published" else TITLES[step]


def reached(draft: Draft) -> tuple[str, ...]:
    """The steps that can be opened."""
    if draft.state in ("working", "published"):
        return ("datei",)
    return ORDER[:2] if draft.state == "mapping" else ORDER[:3] if not _effect(draft) else ORDER


def work(_draft: Draft, _args: Args) -> dict[str, object]:
    """Nothing but the draft while somebody is at it."""
    return {}


def mapping(draft: Draft, args: Args) -> dict[str, object]:
    """Fields to settle, fields that were recognised, several columns at once, names without key."""
    catalogue = state.store().catalogue()
    first, rest = mapping_form.fields(draft, catalogue)
    columns = [str(one) for one in _report(draft).get("columns") or ()]
    proposals: dict[str, list[tuple[str, str]]] = {}
    for written, key, score in _report(draft).get("names") or ():
        label = text("staff.mapping.alike", place=values.place(catalogue, key), score=number(score))
        proposals.setdefault(written, []).append((key, label))
    offered = mapping_form.indicators(catalogue)
    names = [
        (written, dict(draft.choices.names).get(written, ""), proposals.get(written, []))
        for written in mapping_form.written_names(draft)
    ]
    return {
        "first": first,
        "rest": rest,
        "sent": args,
        "columns": columns if len(columns) > 1 else [],
        "taken": dict(draft.choices.columns),
        "indicators": offered,
        "titles": {one.value: one.label for one in offered},
        "names": names,
        "recognised": mapping_form.recognised(draft),
        "mapping": _report(draft).get("mapping") or "",
        "recalled": _report(draft).get("recalled", False),
        "refusal": _unasked(draft),
        "questions": [str(one["problem"]) for one in _report(draft).get("findings") or ()],
        "kreise": [one for one in catalogue.regions.values() if one.level == "kreis" and one.exists_on(today())],
    }


def _unasked(draft: Draft) -> str:
    """Why the file was refused, unless only something has to be chosen."""
    return "" if draft.state == "mapping" else str(_report(draft).get("refusal") or "")


def check(draft: Draft, args: Args) -> dict[str, object]:
    """Counters, findings in groups, conflicts, changed values, and the lines around the one asked for."""
    store = state.store()
    catalogue = store.catalogue()
    frame = _changed(draft)
    page = min(_number(args.get("seite", "")) or 1, max(ceil(len(frame) / values.PAGE), 1))
    counts: Mapping[str, int] = (_report(draft).get("json") or {}).get("values", {})
    foreign = findings.foreign(draft)
    line, held = _number(args.get("zeile", "")), wip.part_names(store.database, draft.id)
    lines = json.loads(wip.part(store.database, draft.id, drafts.LINES) or b"{}") if line else {}
    return {
        "sections": findings.sections(draft),
        "counts": counts,
        "foreign": foreign,
        "wrong": max(counts.get("refused", 0) - foreign, 0),
        "notes": sum(1 for one in _report(draft).get("findings") or () if one["severity"] != "error"),
        "changed": values.changed(frame, draft, catalogue, page) if len(frame) else (),
        "changed_total": len(frame),
        "several": len(counts) > 0 and frame["indicator"].nunique() > 1 if len(frame) else False,
        "page": page,
        "pages": ceil(len(frame) / values.PAGE),
        "line": line,
        "near": findings.place(lines, line) if line else [],
        "cell": findings.cell_at(draft, line) if line else None,
        "conflicts": _conflicts(draft, catalogue),
        "recognised": mapping_form.recognised(draft),
        "mapping": _report(draft).get("mapping") or "",
        "recalled": _report(draft).get("recalled", False),
        "refusal": str(_report(draft).get("refusal") or ""),
        "ticked": [(name, text(f"staff.ticked.{name}")) for name in draft.choices.repairs],
        "publishable": publishable(draft),
        "downloads": [suffix for suffix in ("csv", "xlsx") if f"marked.{suffix}" in held],
    }


def _changed(draft: Draft) -> DataFrame:
    held = wip.part(state.store().database, draft.id, drafts.CHANGED)
    return drafts.unpacked(held) if held else DataFrame()


def _conflicts(draft: Draft, catalogue: Catalogue) -> list[dict[str, object]]:
    """Cells others published meanwhile: place, year, value at the check, value now, own value, and by whom."""
    found = []
    for one in _effect(draft).get("conflicts") or ():
        shown = {name: values.amount(catalogue, one["indicator"], one[name], "") for name in ("base", "live", "fresh")}
        told = {"place": values.place(catalogue, one["key"]), "title": values.measured(catalogue, one["indicator"])}
        found.append({**shown, **told, **{name: one.get(name) for name in ("year", "revision", "by", "at")}})
    return found


def outcome(draft: Draft, _args: Args) -> dict[str, object]:
    """Counts, flips, the picture, and after publishing the ways on."""
    catalogue = state.store().catalogue()
    drawn: Mapping[str, str] = _effect(draft).get("course") or {}
    region = catalogue.regions.get(drawn.get("key", ""))
    return {
        "counts": _effect(draft),
        "publishable": publishable(draft),
        "turned": effect.turned(draft, catalogue),
        "flips_total": _effect(draft).get("flips_total", 0),
        "course": effect.course(draft, catalogue),
        "region": region,
        "indicators": effect.indicators(draft, catalogue),
        "sources": effect.sources(draft, catalogue),
        "origin_wanted": effect.own_figures(draft, catalogue),
        "recognised": mapping_form.recognised(draft),
    }


def publishable(draft: Draft) -> int:
    """How many values publishing would add or change."""
    return sum(int(_effect(draft).get(name, 0)) for name in ("new", "changed"))


def _report(draft: Draft) -> Mapping[str, Any]:
    return draft.report


def _effect(draft: Draft) -> Mapping[str, Any]:
    return draft.effect


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 9 else 0


BY_STEP: Mapping[str, Callable[[Draft, Args], dict[str, object]]] = {
    "arbeit": work,
    "zuordnung": mapping,
    "pruefung": check,
    "wirkung": outcome,
}
