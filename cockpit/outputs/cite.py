"""How a chart or a Kreis is cited: short, long, BibTeX, RIS and the line its licence asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cockpit.base.formats import day, enumeration, span
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Source
from cockpit.model.region import Region
from cockpit.model.revision import Revision
from cockpit.model.view import View
from cockpit.query import Snapshot

BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#%_"},
}
IN_ADDRESS = {"\\": "%5C", "{": "%7B", "}": "%7D"}
"""The field ``url`` is taken as it stands; only what would end it is written otherwise."""
UNSAFE = re.compile(r"[^a-z0-9-]+")
LINES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited: a title, whose data, in which Datenstand, where, read on which day."""

    key: str
    title: str
    publishers: tuple[str, ...]
    sources: tuple[Source, ...]
    revision: Revision
    address: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Citation:
    """One form of citing with its name in phrases; ``suffix`` of the file reference managers take, or ""."""

    name: str
    content: str
    suffix: str = ""


def chart_work(shown: View, address: str, today: date) -> Work:
    """A chart as something to cite; ``address`` is its frozen page."""
    names = enumeration(item.region.display_name for item in shown.chosen)
    among = shown.selection.tab in ("karte", "rangliste")
    years = str(shown.year or "") if among else _years(shown)
    title = ", ".join(part for part in (shown.indicator.title, names, years) if part)
    return Work(
        "-".join(["cockpit", shown.indicator.id, *_slugs(shown), str(shown.revision.id)]),
        title,
        _publishers((shown.source,)),
        (shown.source,),
        shown.revision,
        address,
        today,
    )


def kreis_work(snap: Snapshot, region: Region, sources: tuple[Source, ...], address: str, today: date) -> Work:
    """The page of a Kreis as something to cite."""
    return Work(
        f"cockpit-{region.slug}-{snap.revision.id}",
        text("embed.cite.kreis", name=region.display_name),
        _publishers(sources),
        sources,
        snap.revision,
        address,
        today,
    )


def _publishers(sources: Iterable[Source]) -> tuple[str, ...]:
    """Each publisher once; a source with several parts them by semicolons, an origin is named after a colon."""
    named = (name.rpartition(": ")[2].strip() for item in sources for name in item.publisher.split(";"))
    return tuple(dict.fromkeys(name for name in named if name))


def citations(work: Work) -> tuple[Citation, ...]:
    """All forms, shortest first."""
    return (
        Citation("short", _short(work)),
        Citation("long", _long(work)),
        Citation("licence", licence(work)),
        Citation("bibtex", bibtex(work), "bib"),
        Citation("ris", ris(work), "ris"),
    )


def _years(shown: View) -> str:
    years = [part.year for part in shown.wholes] or [point.year for item in shown.chosen for point in item.points]
    years = years or list(shown.years)
    return span(min(years), max(years)) if years else ""


def _slugs(shown: View) -> list[str]:
    return [item.region.slug or item.region.key for item in shown.chosen[:1]]


def _stand(work: Work) -> str:
    return text("embed.cite.stand", n=work.revision.id, day=day(work.revision.created_at))


def _short(work: Work) -> str:
    return text("embed.cite.short", title=work.title, stand=_stand(work), address=work.address)


def _long(work: Work) -> str:
    return text(
        "embed.cite.long",
        publisher="; ".join(work.publishers),
        year=work.revision.created_at.year,
        title=work.title,
        stand=_stand(work),
        address=work.address,
        day=day(work.read_on),
        source=" | ".join(dict.fromkeys(item.attribution for item in work.sources)),
    )


def licence(work: Work) -> str:
    """Source, licence with its address, and that the figures were prepared: what dl-de/by-2-0 asks for."""
    lines = dict.fromkeys(_licensed(item) for item in work.sources)
    return text("embed.cite.licence", sources=" | ".join(lines), stand=_stand(work))


def _licensed(source: Source) -> str:
    line = words.source_line(source, None)
    missing = source.licence_url and source.licence_url not in line
    return f"{line} ({source.licence_url})" if missing else line


def bibtex(work: Work) -> str:
    """A BibTeX entry in UTF-8; every sign that TeX would act on is escaped."""
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in work.publishers),
        "title": f"{{{_tex(work.title)}}}",
        "year": str(work.revision.created_at.year),
        "howpublished": _tex(text("web.name")),
        "note": _tex(f"{_stand(work)}. {licence(work)}"),
        "url": "".join(IN_ADDRESS.get(sign, sign) for sign in _line(work.address)),
        "urldate": work.read_on.isoformat(),
        "language": "german",
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{UNSAFE.sub('-', work.key.lower())},\n{body}\n}}\n"


def _tex(content: str) -> str:
    return "".join(BIBTEX.get(sign, sign) for sign in _line(content))


def ris(work: Work) -> str:
    """A RIS record: one tag a line, nothing in a value may look like another line."""
    made = work.revision.created_at
    pairs = [("TY", "DATA"), *(("AU", name) for name in work.publishers), ("TI", work.title)]
    pairs += [("PY", str(made.year)), ("DA", f"{made:%Y/%m/%d}"), ("ET", _stand(work)), ("PB", text("web.name"))]
    pairs += [("N1", licence(work)), ("LA", "de"), ("UR", work.address), ("Y2", f"{work.read_on:%Y/%m/%d}"), ("ER", "")]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in pairs)


def _line(content: str) -> str:
    return LINES.sub(" ", content).strip()
