"""Official boundaries from a file: read, recognise, sort by Kreis, check, bring to one plane – bytes in, map out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cockpit.base.errors import CockpitError, Refused
from cockpit.base.texts import text
from cockpit.etl.geometry.checking import checked
from cockpit.etl.geometry.cutting import dissolved
from cockpit.etl.geometry.features import Place
from cockpit.etl.geometry.fitting import fitted, path_size
from cockpit.etl.geometry.kreise import by_kreis
from cockpit.etl.geometry.opening import opened
from cockpit.etl.geometry.systems import is_in_germany, projection, system
from cockpit.etl.report import SHOWN, Finding
from cockpit.model.catalogue import Catalogue
from cockpit.model.geometry import FEWEST_PLACES, Geometry, Point

Metres = dict[str, list[Sequence[Point]]]


@dataclass(frozen=True, slots=True)
class GeometryReport:
    """What a file of boundaries gives; ``geometry`` is None and ``refusal`` says why when it gives none.

    ``places`` counts the corners in the file, ``path`` the characters that all Kreise take as SVG.
    """

    form: str = ""
    layer: str = ""
    system: str = ""
    features: int = 0
    places: int = 0
    path: int = 0
    findings: tuple[Finding, ...] = ()
    geometry: Geometry | None = None
    refusal: str = ""
    revision: int | None = None

    def as_json(self) -> dict[str, object]:
        """The report as plain values; findings are named like those of other files."""
        held = self.geometry
        return {
            **{name: getattr(self, name) or None for name in ("form", "layer", "system")},
            **{name: getattr(self, name) for name in ("features", "places", "path")},
            "kreise": len(held.kreise) if held else 0,
            "arcs": len(held.arcs) if held else 0,
            "source": held.source if held else None,
            "findings": [{name: getattr(one, name) for name in SHOWN} for one in self.findings],
            "revision": self.revision,
        }


def read_geometry(data: bytes, name: str, source: str, catalogue: Catalogue, layer: str = "") -> GeometryReport:
    """The boundaries of all Kreise in a file; ``source`` is drawn on every map, ``layer`` names one of several."""
    found = GeometryReport()
    try:
        held = opened(data, name, layer)
        found = replace(found, form=held.form, layer=held.name, features=len(held.features))
        known = system(held.crs)
        sorted_ = by_kreis(held.features, catalogue)
        places = sum(len(ring) for one in held.features for ring in one.rings)
        found = replace(found, system=known, places=places, findings=sorted_.findings)
        metres = _in_metres(sorted_.rings, known)
        found = replace(found, findings=(*sorted_.findings, *checked(metres, catalogue)))
        geometry = fitted(metres, source)
    except CockpitError as refused:
        finding = Finding("error", None, None, None, refused.what, refused.remedy)
        return replace(found, findings=(*found.findings, finding), refusal=refused.what)
    return replace(found, geometry=geometry, path=path_size(geometry))


def _in_metres(kreise: Mapping[str, Sequence[Sequence[Place]]], known: str) -> Metres:
    """Whole metres in UTM zone 32, borders inside a Kreis gone; ``Refused`` when that does not lie in Germany."""
    place_of = projection(known)
    found: Metres = {}
    for key, rings in sorted(kreise.items()):
        turned = [[place_of(place) for place in ring] for ring in rings]
        if not all(is_in_germany(place) for ring in turned for place in ring):
            raise Refused(text("geometry.refused.elsewhere", system=known), "", text("geometry.refused.system_remedy"))
        whole = dissolved(_whole(ring) for ring in turned)
        if whole:
            found[key] = sorted(whole, key=min)
    return found


def _whole(ring: Sequence[Place]) -> list[Point]:
    """Rounded to metres, so that neighbours meet; places that fall together are one."""
    places = [(round(x), round(y)) for x, y in ring]
    kept = [place for n, place in enumerate(places) if place != places[n - 1]]
    return kept if len(kept) >= FEWEST_PLACES else []
