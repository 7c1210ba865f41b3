"""The matrix says which goal each project is assigned to – the same as the list, with counts that add up."""

from __future__ import annotations

import pytest

from cockpit.query import Snapshot
from tests.projects.conftest import Ask
from tests.web.pages.reading import found, words_of


@pytest.fixture
def table(ask: Ask):
    (one,) = found(ask("/hebelprojekte", ansicht="matrix").tree, "Table", "matrix")
    return one


def rows_of(table) -> dict[str, set[int]]:
    """Address of a project → the columns with a mark, counted from 1."""
    told = {}
    for row in (row for body in found(table, "Tbody") for row in found(body, "Tr") if found(row, "A")):
        marks = {place for place, cell in enumerate(found(row, "Td"), start=1) if found(cell, "Span", "mark")}
        told[found(row, "A")[0].href.partition("?")[0]] = marks
    return told


def test_every_mark_is_a_declared_assignment_and_none_is_missing(table, live: Snapshot) -> None:
    programme = live.catalogue.programmes["digitalstrategie"]
    assert rows_of(table) == {f"/hebelprojekt/{one.id}": set(one.sdg) for one in programme.projects}


def test_all_17_goals_head_a_column_with_number_and_title(table, live: Snapshot) -> None:
    first, *heads = found(found(table, "Thead")[0], "Th")
    assert (words_of(first), first.scope) == ("Projekt", "col")
    goals = [live.catalogue.sdgs[number] for number in range(1, 18)]
    for head, goal in zip(heads, goals, strict=True):
        assert head.scope == "col"
        assert words_of(found(head, "Span", "vh")) == f"SDG {goal.number} {goal.title}"
        assert words_of(found(head, "Span", "sdg")) == str(goal.number)


def test_projects_stand_below_their_field_of_action_in_order(table, live: Snapshot) -> None:
    programme = live.catalogue.programmes["digitalstrategie"]
    groups = [found(body, "Th")[0] for body in found(table, "Tbody")]
    assert [(words_of(group), group.scope, group.colSpan) for group in groups] == [
        (name, "rowgroup", 18) for name in programme.fields
    ]
    for name, body in zip(programme.fields, found(table, "Tbody"), strict=True):
        expected = [one.title for one in programme.projects if one.field == name]
        assert [words_of(link) for link in found(body, "A")] == expected


def test_a_mark_is_read_out_and_claims_no_effect(ask: Ask, table) -> None:
    cell = next(one for one in found(table, "Td") if found(one, "Span", "mark"))
    assert words_of(found(cell, "Span", "vh")) == "SDG 9 zugeordnet"
    said = words_of(ask("/hebelprojekte", ansicht="matrix").tree)
    assert "ist ein Vorschlag dieses Cockpits, keine Angabe des Bundes" in said
    assert "eine Wirkung auf die Ziele ist nicht untersucht" in said
    assert "trägt zu" not in said


@pytest.mark.parametrize("args", [{}, {"bezug": "direkt"}, {"sdg": "16"}], ids=lambda args: "_".join(args) or "alle")
def test_the_sums_below_count_the_projects_shown(ask: Ask, args: dict[str, str]) -> None:
    (one,) = found(ask("/hebelprojekte", ansicht="matrix", **args).tree, "Table", "matrix")
    marks = list(rows_of(one).values())
    sums = [int(words_of(cell).rpartition(" ")[2]) for cell in found(found(one, "Tfoot")[0], "Td")]
    assert sums == [sum(goal in marked for marked in marks) for goal in range(1, 18)]
    assert sum(sums) > 0


def test_filters_hold_for_both_forms_and_each_leads_to_the_other(ask: Ask) -> None:
    chosen = {"kreise": "lippe", "bezug": "direkt", "sdg": "9"}
    matrix, rows = ask("/hebelprojekte", ansicht="matrix", **chosen).tree, ask("/hebelprojekte", **chosen).tree
    named = [link.href for link in found(rows, "A") if link.href.startswith("/hebelprojekt/")]
    assert named
    assert [link.href for link in found(matrix, "A") if link.href.startswith("/hebelprojekt/")] == named
    assert all(href.endswith("?kreise=lippe") for href in named)
    ways = {words_of(link): link.href for tree in (matrix, rows) for link in found(tree, "A", "btn")}
    assert ways["Liste der Projekte"] == "/hebelprojekte?kreise=lippe&sdg=9&bezug=direkt"
    assert ways["Matrix Projekte × SDG"] == "/hebelprojekte?kreise=lippe&ansicht=matrix&sdg=9&bezug=direkt"
    narrowed = [link.href for drop in found(matrix, "Details") for link in found(drop, "A")]
    assert all("ansicht=matrix" in href for href in narrowed)


def test_several_goals_at_once_narrow_too_and_are_named(ask: Ask) -> None:
    tree = ask("/hebelprojekte", ansicht="matrix", sdg="7~15").tree
    assert set(rows_of(found(tree, "Table", "matrix")[0])) == {
        "/hebelprojekt/synergie",
        "/hebelprojekt/digitale-landwirtschaft",
    }
    assert "SDG: 7, 15" in words_of(tree)
