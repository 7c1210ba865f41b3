"""A scene as a few lines of text: the snapshot a reviewer reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cockpit.charts.scene import Line, Row, Scene


def read(scene: Scene) -> str:
    """All that is shown, in order, one thing a line."""
    return "\n".join(_lines(scene)) + "\n"


def _lines(scene: Scene) -> Iterator[str]:
    yield f"{scene.kind} ({scene.layout}{', bare' if scene.bare else ''})"
    yield f"title: {scene.title}"
    yield f"subtitle: {scene.subtitle}"
    if scene.years:
        yield f"years: {scene.years[0]}–{scene.years[1]}"
    if scene.ticks:
        yield "ticks: " + " ".join(label for _, label in scene.ticks)
    for rule in scene.rules:
        yield f"rule {rule.role} at {rule.x if rule.y is None else rule.y:g}: {rule.label}"
    for band in scene.bands:
        yield f"band {band.role}: " + " ".join(f"{year} {low:.4g}…{high:.4g}" for year, low, high in band.points)
    yield from _series(scene.lines)
    for goal in scene.goals:
        start = f"from {goal.start.x} {goal.start.text} " if goal.start else ""
        yield f"goal {goal.role} {start}to {goal.end.x} {goal.end.text}: {goal.label}"
    yield from (_row(row) for row in scene.rows)
    yield from _tiles(scene)
    if scene.marks:
        yield f"marks: {len(scene.marks)} from {scene.marks[0].text} to {scene.marks[-1].text}"
    if scene.ends:
        yield f"ends: {scene.ends[0]} … {scene.ends[1]}"
    for note in scene.notes:
        yield f"note {note.role}: {note.text}"
    yield f"alt: {scene.alt}"
    yield f"source: {scene.source}"


def _series(lines: tuple[Line, ...]) -> Iterator[str]:
    unnamed = Counter(line.role for line in lines if not line.label and line.role == "peer")
    for role, count in unnamed.items():
        yield f"lines {role}: {count} unnamed"
    for line in lines:
        if line.role == "peer":
            continue
        runs = " | ".join(" ".join(f"{dot.x}:{dot.text}{'°' if dot.open else ''}" for dot in run) for run in line.runs)
        yield f"line {line.role} “{line.label or line.name}”: {runs}"


def _row(row: Row) -> str:
    rank = f"{row.rank}. " if row.rank else ""
    pieces = " | ".join(f"{part.label} {part.text}".strip() for part in row.segments)
    skipped = f"({row.skipped}) " if row.skipped else ""
    return f"row {row.role}: {skipped}{rank}{row.name} [{pieces}] {row.text}".rstrip()


def _tiles(scene: Scene) -> Iterator[str]:
    if not scene.tiles:
        return
    shades = Counter(tile.shade for tile in scene.tiles)
    yield f"tiles: {len(scene.tiles)}, per class " + " ".join(f"{shade}:{shades[shade]}" for shade in sorted(shades))
    for tile in scene.tiles:
        if tile.role or tile.state:
            yield f"tile {tile.role or tile.state} {tile.name} at {tile.x},{tile.y} class {tile.shade}: {tile.text}"
    if scene.geometry:
        yield f"boundaries: {len(scene.geometry.kreise)} Kreise, {len(scene.geometry.arcs)} arcs"
    if scene.legend:
        yield f"legend: {' | '.join(scene.legend.edges)} {scene.legend.unit}"
        for sign, label in scene.legend.keys:
            yield f"key {sign}: {label}"
