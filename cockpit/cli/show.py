"""What commands print: one JSON object and nothing else, or a few German lines."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace

from cockpit.base.formats import day, enumeration, number, span
from cockpit.base.texts import has_text, text
from cockpit.etl import Finding, Report
from cockpit.store import Store

MOST_FINDINGS = 20
MARKS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar", ".": "point"}


def report(found: Report, *, as_json: bool, dry_run: bool) -> None:
    """The outcome of an import; findings and refusals go to stderr."""
    if as_json:
        _json(found.as_json())
    _findings(found)
    if found.refusal:
        print(text("cli.refused", what=found.refusal), file=sys.stderr)
    elif not as_json:
        print(_outcome(found, dry_run))


def inspection(found: Report, *, as_json: bool) -> None:
    """What was recognised: form, years and the columns to choose from; in JSON the columns are a note."""
    if as_json:
        offered = text("cli.offered", names=", ".join(f"„{column}“" for column in found.columns))
        note = Finding("note", None, None, None, offered)
        _json(replace(found, findings=(note, *found.findings)).as_json() if found.columns else found.as_json())
    elif not found.refusal:
        for line in _recognised(found):
            print(line)
    _findings(found)
    if found.refusal:
        print(text("cli.refused", what=found.refusal), file=sys.stderr)


def _recognised(found: Report) -> list[str]:
    marks = {mark: text(f"cli.mark.{name}") for mark, name in MARKS.items()}
    rows = {
        "form": text(f"cli.forms.{found.form}") if has_text(f"cli.forms.{found.form}") else found.form,
        "encoding": found.encoding,
        "delimiter": marks.get(found.delimiter, found.delimiter),
        "decimal": marks.get(found.decimal, found.decimal),
        "rows": number(found.rows_read),
        "periods": _years(found.periods) or text("cli.no_years"),
        "columns": "".join(f"\n  {column}" for column in found.columns),
    }
    return [f"{text(f'cli.inspect.{name}')}: {said}".replace(": \n", ":\n") for name, said in rows.items() if said]


def _years(years: tuple[int, ...]) -> str:
    """Years as a span where none is left out, else one by one."""
    if years and years[-1] - years[0] == len(years) - 1:
        return span(years[0], years[-1])
    return enumeration(map(str, years))


def status(store: Store, *, as_json: bool) -> None:
    """Newest Datenstand and coverage per indicator."""
    revision = store.revision()
    names = ["indicator", "first_year", "last_year", "n_years", "n_kreise", "revision"]
    rows = [dict(zip(names, row, strict=True)) for row in store.coverage()[names].itertuples(index=False, name=None)]
    if as_json:
        held = [{name: value if name == "indicator" else int(value) for name, value in row.items()} for row in rows]
        _json({"stand": revision.id, "vom": revision.created_at.isoformat(), "indikatoren": held})
        return
    print(text("cli.stand", id=revision.id, day=day(revision.created_at), n=len(rows)))
    for row in rows:
        years = span(int(row["first_year"]), int(row["last_year"]))
        print(f"  {row['indicator']:<45} {years:<10} {int(row['n_kreise']):>4} Kreise")


def _outcome(found: Report, dry_run: bool) -> str:
    if found.nothing_new:
        return text("cli.nothing_new")
    counts = {name: number(getattr(found, name)) for name in ("new", "changed", "unchanged", "refused")}
    said = text("cli.counts", **counts)
    return text("cli.dry", said=said) if dry_run else text("cli.published", said=said, stand=found.revision)


def _findings(found: Report) -> None:
    told = [item for item in found.findings if item.problem not in found.refusal]
    for item in told[:MOST_FINDINGS]:
        print(finding_line(item), file=sys.stderr)
    hidden = Counter(item.severity for item in told[MOST_FINDINGS:])
    for severity, count in hidden.items():
        print(text("cli.more", n=count, severity=text(f"cli.severity.{severity}")), file=sys.stderr)


def finding_line(item: Finding) -> str:
    """A finding with its place on one line."""
    where = [text("cli.line", line=item.line)] if item.line else []
    where += [text("cli.column", column=item.column)] if item.column else []
    where += [f"„{item.cell}“"] if item.cell else []
    place = f" ({', '.join(where)})" if where else ""
    return f"{text(f'cli.severity.{item.severity}')}{place}: {item.problem} {item.repair}".rstrip()


def _json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False))
