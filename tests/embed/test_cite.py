"""Citations in five forms, read back by readers that know nothing of how they were written."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cockpit.model.indicator import Source
from cockpit.outputs.cite import Work, bibtex, chart_work, citations, kreis_work, licence, ris
from cockpit.query import Snapshot, region, selection, view

ADDRESS = "https://cockpit.example/indikator/beschaeftigtenquote?kreise=lippe&stand=39"
READ = date(2026, 11, 22)
HOSTILE = 'Kreis {Lippe} 50 % & "mehr" \\input{x} #1 $a_b$ ~^\nER  - '


@pytest.fixture(scope="module")
def work(live: Snapshot) -> Work:
    shown = view(live, selection(live, {"kreise": "lippe~herford"}, indicator="beschaeftigtenquote"))
    return chart_work(shown, ADDRESS, READ)


def fields(entry: str) -> dict[str, str]:
    """A BibTeX entry read sign by sign: braces are counted as BibTeX counts them, with or without a backslash."""
    kind = re.match(r"@(\w+)\{([^,\s]+),", entry)
    assert kind, entry
    found, at = {"": kind[2]}, kind.end()
    while name := re.compile(r"\s*(\w+)\s*=\s*\{").match(entry, at):
        depth, at = 1, name.end()
        start = at
        while depth:
            depth += {"{": 1, "}": -1}.get(entry[at], 0)
            at += 1
        found[name[1]] = entry[start : at - 1]
        at += entry[at] == ","
    assert entry[at:].strip() == "}"
    return found


def test_all_forms_name_datenstand_and_frozen_address(work: Work) -> None:
    found = {one.name: one.content for one in citations(work)}
    assert list(found) == ["short", "long", "licence", "bibtex", "ris"]
    for name, content in found.items():
        assert f"Datenstand {work.revision.id} vom 22.11.2026" in content
        assert ADDRESS in content or name == "licence"


def test_the_short_form_is_one_line_for_a_footnote(work: Work) -> None:
    assert citations(work)[0].content == (
        "Kommunales Cockpit: Beschäftigungsquote, Kreis Lippe und Kreis Herford, 1997–2021 "
        f"(Datenstand {work.revision.id} vom 22.11.2026), {ADDRESS}"
    )


def test_the_long_form_says_whose_data_and_when_read(work: Work) -> None:
    said = citations(work)[1].content
    assert said.startswith(work.publishers[0])
    assert "abgerufen am 22.11.2026" in said
    assert work.sources[0].attribution in said


def test_the_licence_line_has_source_licence_and_the_remark_that_it_was_prepared(live: Snapshot, work: Work) -> None:
    for source in live.catalogue.sources.values():
        said = licence(replace(work, sources=(source,)))
        assert source.attribution in said
        assert source.licence in said
        assert source.licence_url in said
        assert "Aufbereitet im Kommunalen Cockpit" in said


def test_bibtex_is_read_back(work: Work) -> None:
    read = fields(bibtex(work))
    assert read[""] == f"cockpit-beschaeftigtenquote-lippe-{work.revision.id}"
    assert read["title"] == "{Beschäftigungsquote, Kreis Lippe und Kreis Herford, 1997–2021}"
    assert (read["year"], read["urldate"], read["url"]) == ("2026", "2026-11-22", ADDRESS)


def records(text: str) -> list[tuple[str, str]]:
    lines = text.split("\r\n")
    assert lines.pop() == ""
    read = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in lines]
    assert all(read), lines
    return [(one[1], one[2]) for one in read if one]


def test_ris_is_read_back(work: Work) -> None:
    read = records(ris(work))
    assert (read[0], read[-1]) == (("TY", "DATA"), ("ER", ""))
    held = dict(read)
    assert held["UR"] == ADDRESS
    assert held["DA"] == held["Y2"] == "2026/11/22"
    assert held["TI"] == work.title


def test_hostile_titles_break_out_of_nothing(work: Work) -> None:
    bad = replace(work, title=HOSTILE, publishers=(HOSTILE, "zweite"), address=ADDRESS + "}\\n{")
    read = fields(bibtex(bad))
    assert "\\input" not in read["title"]
    assert read["url"] == ADDRESS + "%7D%5Cn%7B"
    assert [tag for tag, _ in records(ris(bad))].count("ER") == 1


@given(some.text(min_size=1, max_size=60))
def test_any_title_can_be_cited(work: Work, title: str) -> None:
    strange = replace(work, title=title)
    assert len(fields(bibtex(strange))) == 9
    assert [tag for tag, _ in records(ris(strange))].count("TI") == 1


def test_a_kreis_page_names_every_publisher_once(live: Snapshot) -> None:
    lippe = region(live, "lippe")
    sources: tuple[Source, ...] = tuple(live.catalogue.sources.values())
    found = kreis_work(live, lippe, sources, "https://cockpit.example/kreis/lippe?stand=39", READ)
    assert len(set(found.publishers)) == len(found.publishers)
    assert fields(bibtex(found))["author"].count(" and ") == len(found.publishers) - 1
