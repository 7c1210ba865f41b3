"""The whole of INKAR in one file, one value per row: Indikator, Raumbezug, Kennziffer, Zeitbezug, Wert.

Layout as downloaded from the BBSR: ``Bereich;ID;Kuerzel;Indikator;Raumbezug;Kennziffer;Name;Zeitbezug;Wert``
(decimal comma); editions before 2025 lack ``Kuerzel``.
"""

from __future__ import annotations

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.flat import flat_head, flat_rows, required_head
from cockpit.etl.material import Material
from cockpit.etl.numbers import mark_of, texts_of
from cockpit.etl.signs import is_word
from cockpit.etl.table import Column, Table

NAMES = {"indikator", "raumbezug", "kennziffer", "zeitbezug", "wert"}


def likeness(material: Material) -> int:
    """Sure when all its names stand in the header; surer than the template, whose words it contains."""
    return 9 if {name.lower() for name in flat_head(material)} >= NAMES else 0


def table(material: Material) -> Table:
    """Only rows of Kreise, Länder and Bund: the keys of other areas look the same and mean something else."""
    names = required_head(material, NAMES)
    lower = [name.lower() for name in names]
    body, lines = flat_rows(material, names)
    level = lower.index("raumbezug")
    kept = body[level].map({one: is_word(one, "levels") for one in body[level].unique()}).to_numpy(dtype=bool)
    if not kept.any():
        raise Refused(text("etl.refused.no_kreise"), remedy=text("etl.refused.no_kreise_remedy"))
    value = lower.index("wert")
    return Table(
        form="inkar_bulk",
        body=body[kept].reset_index(drop=True),
        lines=lines[kept],
        key=lower.index("kennziffer"),
        key_header=names[lower.index("kennziffer")],
        values=(Column(value, (names[value],)),),
        period=lower.index("zeitbezug"),
        period_header=names[lower.index("zeitbezug")],
        indicator=lower.index("indikator"),
        hint=mark_of(texts_of(body[value].array)),
        head=tuple(names),
        notes=() if kept.all() else (text("etl.other_levels", n=int((~kept).sum())),),
    )
