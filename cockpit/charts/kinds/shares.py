"""Parts of a whole: one stacked bar per Kreis, the rest included, each piece labelled."""

from __future__ import annotations

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.scene import Note, Row, Scene, Segment
from cockpit.model.status import Status
from cockpit.model.view import View, Whole

# neighbours in a bar must differ in lightness, so that a grey copy can be read
SHADES = (6, 3, 5, 2, 4, 1)


def scene(view: View) -> Scene:
    """The chosen Kreis and the compared ones as rows."""
    wholes = [whole for whole in view.wholes if any(part.point.value is not None for part in whole.parts)]
    if not view.wholes:
        raise Refused(text("charts.no_parts"), view.indicator.title, text("charts.no_parts_remedy"))
    if not wholes:
        raise Refused(text("charts.no_values"), view.indicator.title)
    title, subtitle = words.finding_as("shares", view), words.subtitle(view, "shares")
    rows = tuple(_row(whole, view) for whole in wholes)
    return Scene(
        kind="shares",
        layout="rows",
        title=title,
        subtitle=subtitle,
        source=words.source_line(view.source, view.revision),
        alt=text("charts.alt.shares", title=title, subtitle=subtitle, values=_told(rows)),
        unit=words.short_unit(view.indicator),
        rows=rows,
        notes=_missing(wholes),
    )


def _row(whole: Whole, view: View) -> Row:
    labels = [part.label for part in whole.parts]
    chosen = view.kreis.region.key if view.kreis else whole.region.key
    return Row(
        role="chosen" if whole.region.key == chosen else "compared-1",
        name=whole.region.display_name,
        segments=tuple(
            Segment(
                "rest" if part.label == view.indicator.rest else "part",
                part.label,
                part.point.value,
                words.value(part.point.value, view.indicator),
                0 if part.label == view.indicator.rest else SHADES[labels.index(part.label) % len(SHADES)],
            )
            for part in whole.parts
            if part.point.value is not None
        ),
    )


def _missing(wholes: list[Whole]) -> tuple[Note, ...]:
    return tuple(
        Note(
            "",
            f"{whole.region.display_name}: "
            + text("charts.shares.missing", label=part.label, status=_why(part.point.status)),
        )
        for whole in wholes
        for part in whole.parts
        if part.point.value is None
    )


def _why(status: str) -> str:
    return words.status_word(status or Status.MISSING)


def _told(rows: tuple[Row, ...]) -> str:
    return " ".join(
        f"{row.name}: " + ", ".join(f"{part.label} {part.text}" for part in row.segments) + "." for row in rows
    )
