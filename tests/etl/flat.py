"""Flat files in the layouts of GENESIS and INKAR, filled with figures read from the excerpts of real tables."""

from __future__ import annotations

import csv
from functools import cache

from tests.etl.conftest import EXCERPTS

SEXES = (("", "Insgesamt", 2), ("GESM", "männlich", 3), ("GESW", "weiblich", 4))
KEYS = ("05766", "05762", "01001", "09162")
NEW = (
    "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;"
    "1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;2_variable_attribute_code;"
    "2_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label"
)
OLD = (
    "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;1_Auspraegung_Code;"
    "1_Auspraegung_Label;2_Merkmal_Code;2_Merkmal_Label;2_Auspraegung_Code;2_Auspraegung_Label;"
    "BEVSTD__Bevoelkerungsstand__Anzahl"
)
BULK = "Bereich;ID;Kuerzel;Indikator;Raumbezug;Kennziffer;Name;Zeitbezug;Wert"


@cache
def population() -> tuple[list[str], ...]:
    """Key, name, total, men and women on 31.12.2018 of every region in the excerpt."""
    content = (EXCERPTS / "genesis_bevoelkerung_2018.csv").read_bytes().decode("cp1252")
    rows = csv.reader(content.splitlines(), delimiter=";")
    return tuple([row[0], row[1].strip(), *row[2:5]] for row in rows if len(row) > 4 and row[2].isdigit())


def ffcsv() -> bytes:
    """The new layout; the share of each sex stands under the same measure in per cent."""
    lines = [NEW]
    for key, name, *figures in population():
        for code, label, place in SEXES:
            head = f"12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;2018-12-31;KREISE;Kreise;{key};{name}"
            tail = "BEVSTD;Bevölkerungsstand"
            lines.append(f"{head};GES;Geschlecht;{code};{label};{figures[place - 2]};Anzahl;{tail}")
            share = 100 * int(figures[place - 2]) / int(figures[0])
            lines.append(
                f"{head};GES;Geschlecht;{code};{label};{share:.1f};%;{tail}".replace(
                    f"{share:.1f}", f"{share:.1f}".replace(".", ",")
                )
            )
    return ("\ufeff" + "\n".join([lines[0], *reversed(lines[1:])]) + "\n").encode()


def ffcsv_old() -> bytes:
    """The layout until 2025."""
    lines = [OLD]
    for key, name, *figures in population():
        for code, label, place in SEXES:
            head = f"12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;31.12.2018;KREISE;Kreise;{key};{name}"
            lines.append(f"{head};GES;Geschlecht;{code};{label};{figures[place - 2]}")
    return ("\n".join(lines) + "\n").encode("cp1252")


def inkar_bulk() -> bytes:
    """Unemployment and population of two Kreise, and areas of other kinds whose keys look like Länder and Kreise."""
    rows = [
        "AM;1;q_alo;Arbeitslosenquote;Kreise;05766;Lippe;2017;6,6",
        "AM;1;q_alo;Arbeitslosenquote;Kreise;05762;Höxter;2017;4,7",
        "AM;1;q_alo;Arbeitslosenquote;Raumordnungsregionen;0501;Bielefeld;2017;6,0",
        "AM;1;q_alo;Arbeitslosenquote;Mittelbereiche;05001;Detmold;2017;6,0",
        "BEV;2;xbev;Glück der Bevölkerung;Kreise;05766;Lippe;2017;348933",
    ]
    return ("\n".join([BULK, *rows]) + "\n").encode()
