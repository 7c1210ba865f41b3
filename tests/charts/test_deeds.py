"""Actions on the course: numbered marks where they start and end, named below, nothing covered, nothing run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from cockpit import charts
from cockpit.charts.deeds import MOST, sign
from cockpit.charts.svg import drawing
from cockpit.model.action import Action
from cockpit.model.view import View

FIXED = "zeitlicher Zusammenhang, kein Wirkungsnachweis"


def action(number: int, start: int | None, end: int | None, title: str = "") -> Action:
    days = [None if year is None else date(year, 7, 1) for year in (start, end)]
    return Action(
        f"a{number}", "05766", title or f"Maßnahme {number}", "beschlossen", "Amt", start=days[0], end=days[1]
    )


def with_actions(view: View, *actions: Action) -> View:
    return replace(view, actions=actions)


def test_marks_are_numbered_merged_by_year_and_left_out_beyond_the_axis(employment: View) -> None:
    scene = charts.scene(
        "line", with_actions(employment, action(1, 2010, 2015), action(2, 2010, 2099), action(3, None, 2015))
    )
    rules = [(rule.role, rule.x, rule.label) for rule in scene.rules if rule.role.startswith("action")]
    assert rules == [
        ("action-start", 2010, "①② Beginn"),
        ("action-end", 2015, "①③ Ende"),
    ]
    notes = [note.text for note in scene.notes][-4:]
    assert notes[:3] == [
        "① Maßnahme 1 (Beginn 2010, Ende 2015)", "② Maßnahme 2 (Beginn 2010, Ende 2099)", "③ Maßnahme 3 (Ende 2015)",
    ]  # fmt: skip
    assert FIXED in notes[3]
    assert "① Maßnahme 1" in charts.alt(scene)


def test_without_actions_the_chart_says_nothing_about_them(employment: View) -> None:
    scene = charts.scene("line", with_actions(employment, action(1, 1900, 2099)))
    assert str(scene) == str(charts.scene("line", employment))


def test_both_painters_draw_each_mark_at_its_year(employment: View) -> None:
    scene = charts.scene("line", with_actions(employment, action(1, 2010, 2015)))
    layout = charts.figure(scene)["layout"]
    upright = {one["x0"] for one in layout["shapes"] if one["xref"] == "x"}
    marks = [(one["x"], one["text"]) for one in layout["annotations"] if one["xref"] == "x"]
    assert upright >= {2010, 2015}
    assert (2010, "① Beginn") in marks
    assert (2015, "① Ende") in marks
    words = [text.content for text in drawing(scene, 720).texts]
    assert {"① Beginn", "① Ende"} <= set(words)


@pytest.mark.parametrize("wide", [200, 360, 720, 1100])
def test_many_marks_cover_no_other_text_and_stay_in_the_picture(employment: View, wide: int) -> None:
    years = [dot.x for dot in charts.scene("line", employment).lines[-1].dots]
    many = [
        action(n, years[-1] - n % 3, years[-1] - n % 2, "Ein recht langer Titel einer Maßnahme " * 4) for n in range(12)
    ]
    scene = charts.scene("line", with_actions(employment, *many))
    drawn = drawing(scene, wide, framed=True)
    for text in drawn.texts:
        left, top, right, bottom = text.box
        assert left >= -0.5, text
        assert right <= drawn.width + 0.5, text
        assert top >= -0.5, text
        assert bottom <= drawn.height + 0.5, text
    for one, other in combinations(drawn.texts, 2):
        (a, b, c, d), (e, f, g, h) = one.box, other.box
        assert c <= e or g <= a or d <= f or h <= b, (one.content, other.content)
    assert sum(note.role == "action" for note in scene.notes) == MOST


def test_a_title_cannot_break_out_of_the_picture(employment: View) -> None:
    scene = charts.scene("line", with_actions(employment, action(1, 2010, None, "<script>alert(1)</script>")))
    svg = charts.svg(scene, 720, framed=True)
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    drawn = charts.figure(scene)["layout"]
    assert "alert" not in str([drawn["shapes"], drawn["annotations"]])


def test_numbers_go_on_after_the_circled_ones() -> None:
    assert (sign(1), sign(20), sign(21)) == ("①", "⑳", "(21)")
