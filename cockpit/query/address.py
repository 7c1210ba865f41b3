"""The grammar of addresses: query arguments to a Selection and back, with German errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import quote

from cockpit.base.errors import BadRequest, NotFound
from cockpit.base.texts import text
from cockpit.model.indicator import ACTORS
from cockpit.model.selection import FORMS, LAYOUTS, MOST_KREISE, PICTURES, THEMES, TRUE_MAP, Selection
from cockpit.progress.methods import methods
from cockpit.query.snapshot import Snapshot, region

YEARS = range(1900, 2101)
PIXELS = range(160, 2401)
RELATIONS = ("direkt", "mittelbar", "gering", "keiner")
MOST_DIGITS = 9
ONLY = ("luecken", "faellig")
ORDERS = ("wert", "name", "wert-auf", "name-ab")
FRAMES = ("mit", "ohne")
MAPPED = ("ziele",)
VERDICTS = {
    "verbessert": "improving",
    "ohne-trend": "no_trend",
    "verschlechtert": "worsening",
    "keine-aussage": "no_verdict",
}
EVERY_SLIDE = "alle"
FROZEN_PICTURES = (".svg", ".png")
SAFE = "~.,-_"
REMEMBERED = 4_096
CHOSEN = "kreise"
"""What an address says first."""
Places = tuple[str, str]
"""The chosen Kreise and the Land as addresses write them."""


def selection(snap: Snapshot, args: Mapping[str, str], **fixed: object) -> Selection:
    """Parse query arguments; ``fixed`` fields (such as ``indicator``) are set by the path.

    Raises BadRequest for unknown names and values outside the grammar, NotFound for unknown Kreise.
    """
    fields: dict[str, object] = {}
    for name, value in args.items():
        read = READERS.get(name)
        if read is None:
            raise BadRequest(text("query.unknown_argument", name=name), name, text("query.known_arguments"))
        if value.strip():
            fields |= read(snap, value.strip())
    return Selection(**{**fields, **fixed})  # type: ignore[arg-type]


def address(snap: Snapshot, path: str, chosen: Selection, **changes: object) -> str:
    """The address of ``path`` showing ``chosen`` with ``changes``; canonical, defaults left out.

    A picture frozen by a live page carries the year its ages count from, so that it agrees with the page.
    """
    state = chosen.but(**changes) if changes else chosen
    if path.endswith(FROZEN_PICTURES) and state.stand is not None and snap.stand is None and state.as_of is None:
        state = state.but(as_of=snap.today.year)
    known = snap.catalogue.regions
    kreise = "~".join(known[key].slug or key for key in state.kreise)
    query = _written((kreise, known[state.land].slug if state.land else ""), state)
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=REMEMBERED)
def _written(places: Places, state: Selection) -> str:
    """Remembered, because a page writes hundreds of addresses of few selections, and the next page the same ones."""
    pairs = [(name, value) for name, write in WRITERS.items() if (value := write(places, state))]
    return "&".join(f"{name}={quote(value, safe=SAFE)}" for name, value in pairs)


def _kreise(snap: Snapshot, value: str) -> dict[str, object]:
    keys = tuple(dict.fromkeys(region(snap, part).key for part in value.split("~") if part))
    return {"kreise": keys}


def page_kreise(chosen: Selection) -> Selection:
    """Refuse more Kreise than a picture can name."""
    if len(chosen.kreise) > MOST_KREISE:
        raise BadRequest(text("query.too_many_kreise", most=MOST_KREISE), "kreise", text("query.fewer_kreise"))
    return chosen


def _span(_: Snapshot, value: str) -> dict[str, object]:
    first, dots, last = value.partition("..")
    if not dots:
        raise BadRequest(text("query.bad_span", value=value), "zeit", text("query.span_remedy"))
    start, end = (_whole("zeit", part, YEARS) if part else None for part in (first, last))
    if start is not None and end is not None and start > end:
        raise BadRequest(text("query.span_backwards", value=value), "zeit", text("query.span_remedy"))
    return {"first_year": start, "last_year": end}


def _whole(name: str, value: str, allowed: range) -> int:
    is_number = value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS
    if not is_number or int(value) not in allowed:
        wanted = text("query.number_between", low=allowed.start, high=allowed.stop - 1)
        raise BadRequest(text("query.bad_value", name=name, value=value), name, wanted)
    return int(value)


def _stand(snap: Snapshot, value: str) -> dict[str, object]:
    number = _whole("stand", value, range(1, 10**9))
    return {"stand": snap.store.revision(number).id}


Read = Callable[[Snapshot, str], dict[str, object]]


def _number(field: str, name: str, allowed: range) -> Read:
    return lambda _, value: {field: _whole(name, value, allowed)}


def _one_of(field: str, name: str, allowed: tuple[str, ...]) -> Read:
    def read(_: Snapshot, value: str) -> dict[str, object]:
        if value not in allowed:
            wanted = text("query.one_of", names=", ".join(item for item in allowed if item))
            raise BadRequest(text("query.bad_value", name=name, value=value), name, wanted)
        return {field: value}

    return read


def _method(snap: Snapshot, value: str) -> dict[str, object]:
    """Any profile there is a file for, so that a new file needs no list."""
    return _one_of("method", "methode", tuple(known.name for known in methods()))(snap, value)


def _picture(snap: Snapshot, value: str) -> dict[str, object]:
    """The tab of an indicator, or another form of a list."""
    if value in LAYOUTS:
        return {"layout": value}
    return _one_of("tab", "ansicht", (*PICTURES, *LAYOUTS))(snap, value)


def _frame(snap: Snapshot, value: str) -> dict[str, object]:
    chosen = _one_of("framed", "rahmen", FRAMES)(snap, value)
    return {"framed": chosen["framed"] == FRAMES[0]}


def _goals(_: Snapshot, value: str) -> dict[str, object]:
    """One goal is the filter of lists; several are what a report is narrowed to."""
    numbers = tuple(dict.fromkeys(_whole("sdg", part, range(1, 18)) for part in value.split("~")))
    return {"sdg": numbers[0]} if len(numbers) == 1 else {"goals": numbers}


def _indicators(snap: Snapshot, value: str) -> dict[str, object]:
    return {"indicators": tuple(dict.fromkeys(snap.indicator(part).id for part in value.split("~") if part))}


def _verdict(snap: Snapshot, value: str) -> dict[str, object]:
    chosen = _one_of("verdict", "urteil", tuple(VERDICTS))(snap, value)
    return {"verdict": VERDICTS[str(chosen["verdict"])]}


def _slide(_: Snapshot, value: str) -> dict[str, object]:
    return {"slide": 0 if value == EVERY_SLIDE else _whole("folie", value, range(1, 1000))}


def _form(snap: Snapshot, value: str) -> dict[str, object]:
    """Tiles always; the true map only in a Datenstand that holds boundaries."""
    chosen = _one_of("form", "form", FORMS)(snap, value)
    if value == TRUE_MAP and snap.catalogue.geometry is None:
        raise NotFound(text("geometry.none"), "form", text("geometry.none_remedy"))
    return chosen


def _free(field: str) -> Read:
    return lambda _, value: {field: value[:80]}


READERS: dict[str, Read] = {
    "kreise": _kreise,
    "indikator": lambda snap, value: {"indicator": snap.indicator(value).id},
    "zeit": _span,
    "jahr": _number("year", "jahr", YEARS),
    "ansicht": _picture,
    "form": _form,
    "methode": _method,
    "stand": _stand,
    "zum": _number("as_of", "zum", YEARS),
    "thema": _one_of("theme", "thema", THEMES),
    "breite": _number("width", "breite", PIXELS),
    "hoehe": _number("height", "hoehe", PIXELS),
    "rahmen": _frame,
    "sdg": _goals,
    "indikatoren": _indicators,
    "feld": _free("field"),
    "bezug": _one_of("relation", "bezug", RELATIONS),
    "land": lambda snap, value: {"land": region(snap, value).key},
    "sortierung": _one_of("order", "sortierung", ORDERS),
    "handeln": _one_of("actor", "handeln", ACTORS),
    "urteil": _verdict,
    "karte": _one_of("mapped", "karte", MAPPED),
    "q": _free("search"),
    "nur": _one_of("only", "nur", ONLY),
    "seite": _number("page", "seite", range(1, 100_000)),
    "interaktiv": lambda _, value: {"interactive": value == "1"},
    "folie": _slide,
}

Write = Callable[[Places, Selection], str]


def _plain(field: str, default: object = None) -> Write:
    def write(_: Places, state: Selection) -> str:
        value = getattr(state, field)
        return "" if value in (None, "", default) else str(value)

    return write


def _write_span(_: Places, state: Selection) -> str:
    if state.first_year is None and state.last_year is None:
        return ""
    return f"{state.first_year or ''}..{state.last_year or ''}"


WRITERS: dict[str, Write] = {
    CHOSEN: lambda places, _: places[0],
    "ansicht": lambda places, state: _plain("tab", "verlauf")(places, state) or state.layout,
    "form": _plain("form", FORMS[0]),
    "zeit": _write_span,
    "jahr": _plain("year"),
    "methode": _plain("method", "destatis"),
    "sdg": lambda _, state: "~".join(str(number) for number in state.every_goal),
    "indikatoren": lambda _, state: "~".join(state.indicators),
    "feld": _plain("field"),
    "bezug": _plain("relation"),
    "land": lambda places, _: places[1],
    "sortierung": _plain("order"),
    "handeln": _plain("actor"),
    "urteil": lambda _, state: next((name for name, key in VERDICTS.items() if key == state.verdict), ""),
    "karte": _plain("mapped"),
    "q": _plain("search"),
    "nur": _plain("only"),
    "seite": _plain("page", 1),
    "interaktiv": lambda _, state: "1" if state.interactive else "",
    "folie": lambda _, state: EVERY_SLIDE if state.slide == 0 else _plain("slide", 1)(_, state),
    "thema": _plain("theme"),
    "breite": _plain("width"),
    "hoehe": _plain("height"),
    "rahmen": lambda _, state: "" if state.framed else FRAMES[1],
    "stand": _plain("stand"),
    "zum": _plain("as_of"),
}
