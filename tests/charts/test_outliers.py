"""A Kreis far away from all others must not flatten the chart of a council, nor vanish unsaid."""

from __future__ import annotations

from cockpit.charts import scene, svg
from cockpit.charts.outliers import outliers
from cockpit.charts.scene import Dot, Line
from cockpit.query import Snapshot, selection, view


def _line(name: str, *values: float) -> Line:
    return Line("peer", name, (tuple(Dot(2010 + place, value, str(value)) for place, value in enumerate(values)),))


NEAR = [_line(f"Kreis {number}", 10 + number, 11 + number) for number in range(8)]


def test_one_kreis_ten_times_as_high_is_left_out() -> None:
    far = _line("Chemiepark", 160, 170)
    assert outliers([*NEAR, far], [12.0, 13.0]) == (far,)


def test_kreise_within_twice_the_span_stay() -> None:
    assert outliers([*NEAR, _line("Nachbar", 20, 24)], [12.0, 13.0]) == ()


def test_values_that_must_be_seen_are_never_the_reason_to_drop_a_line() -> None:
    far = _line("Chemiepark", 160, 170)
    assert outliers([*NEAR, far], [12.0, 150.0]) == ()


def test_the_chosen_kreis_is_never_left_out_however_far_it_lies() -> None:
    assert outliers(NEAR, [900.0, 950.0]) == ()


def test_who_is_not_drawn_is_named_with_value_and_year(live: Snapshot) -> None:
    shown = view(
        live, selection(live, {"kreise": "alb-donau-kreis"}, indicator="industrie-energieverbrauch-je-einwohner")
    )
    drawn = scene("line", shown)
    told = [note.text for note in drawn.notes if note.role == "far"]
    thin = [line.name for line in drawn.lines if line.role == "peer"]
    assert len(told) == 1
    left_out = [one.region.display_name for one in shown.peers if one.region.display_name not in thin and one.points]
    assert left_out
    assert all(name in told[0] for name in left_out)
    assert left_out[0] in svg(drawn, 1100)
