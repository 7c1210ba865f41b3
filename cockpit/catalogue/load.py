"""The folder `data/` as one Catalogue, or every fault that stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.catalogue import build
from cockpit.catalogue.faults import Fault, fault, from_validation
from cockpit.catalogue.files import Found, below, read_document, read_forms, read_table
from cockpit.catalogue.forms import IndicatorForm, ProgrammeForm, ProjectForm, SdgForm, SourceForm, TargetForm
from cockpit.catalogue.legal import legal_faults
from cockpit.catalogue.peculiarities import COLUMNS, FILE, peculiarities
from cockpit.catalogue.rules import Names, rules
from cockpit.catalogue.start import start_faults
from cockpit.catalogue.territory import read_territory
from cockpit.model.catalogue import Catalogue, Topic
from cockpit.model.indicator import Indicator, Sdg
from cockpit.model.programme import Programme


@dataclass(frozen=True, slots=True)
class Content:
    """A catalogue with the files its parts come from and the faults found."""

    catalogue: Catalogue
    faults: tuple[Fault, ...]


def load(folder: Path) -> Catalogue:
    """The catalogue under ``folder``; raises ``Refused`` naming every fault."""
    content = read(folder)
    if content.faults:
        named = "\n".join(str(one) for one in content.faults)
        raise Refused(f"{text('catalogue.refused')}\n{named}", str(folder), text("catalogue.refused_remedy"))
    return content.catalogue


def check(folder: Path) -> tuple[Fault, ...]:
    """Every fault under ``folder``, by file, those of the legal pages too; empty when all is sound."""
    found = (*read(folder).faults, *legal_faults(folder))
    return tuple(sorted(found, key=lambda one: (one.file, one.field)))


def read(folder: Path) -> Content:
    """Everything that can be read, and what cannot."""
    forms = read_forms(folder, below(folder, "catalogue/indicators/*/*.toml"), IndicatorForm)
    sources = read_forms(folder, below(folder, "catalogue/sources/*.toml"), SourceForm)
    targets = read_forms(folder, below(folder, "catalogue/targets/*.toml"), TargetForm)
    regions, reforms, faults = read_territory(folder)
    topics, topic_faults = _topics(folder)
    sdgs, sdg_faults = _sdgs(folder)
    programmes, programme_files, programme_faults = _programmes(folder)
    rows, row_faults = read_table(folder, folder / FILE, COLUMNS)
    known, known_faults = peculiarities(rows)
    catalogue = Catalogue(
        indicators=_indicators(forms),
        sources={name: build.source(name, form) for name, form in sources.values.items()},
        sdgs=sdgs,
        topics=topics,
        regions=regions,
        reforms=reforms,
        peculiarities=known,
        targets=tuple(build.target(name, form) for name, form in targets.values.items()),
        programmes=programmes,
    )
    files = Names(
        forms.files,
        targets.files,
        programme_files,
        frozenset(forms.names),
        frozenset(sources.names),
        all_regions=not faults,
    )
    found = [*forms.faults, *sources.faults, *targets.faults, *faults, *topic_faults, *sdg_faults]
    found += [*programme_faults, *row_faults, *known_faults, *rules(catalogue, files)]
    found += start_faults(folder, catalogue, forms.names)
    return Content(catalogue, tuple(found))


def _indicators(forms: Found[IndicatorForm]) -> dict[str, Indicator]:
    """Indicators in the order of their ids, whatever folder they lie in."""
    made = {name: build.indicator(name, Path(forms.files[name]).parts[-2], form) for name, form in forms.values.items()}
    return dict(sorted(made.items()))


def _topics(folder: Path) -> tuple[dict[str, Topic], list[Fault]]:
    document, faults = read_document(folder, folder / "catalogue/topics.toml")
    return {name: Topic(name, str(title)) for name, title in document.items()}, faults


def _sdgs(folder: Path) -> tuple[dict[int, Sdg], list[Fault]]:
    file = "catalogue/sdg.toml"
    document, faults = read_document(folder, folder / file)
    sdgs = {}
    for name, given in document.items():
        if not name.isdecimal() or not 1 <= int(name) <= 17:
            faults.append(fault(file, name, "sdg", name=name))
            continue
        try:
            form = SdgForm.model_validate(given)
        except ValidationError as error:
            faults.extend(from_validation(file, SdgForm, error))
        else:
            sdgs[int(name)] = Sdg(int(name), form.title, form.colour, form.text_colour)
    return sdgs, faults


def _programmes(folder: Path) -> tuple[dict[str, Programme], dict[str, str], list[Fault]]:
    """Programmes by id, the files of their projects (``programme/project``), and faults."""
    made: dict[str, Programme] = {}
    files: dict[str, str] = {}
    faults: list[Fault] = []
    faults += [_misplaced(folder, path) for path in below(folder, "catalogue/programmes/*.toml")]
    for place in sorted({path.parent for path in below(folder, "catalogue/programmes/*/*.toml")}):
        path = place / "programme.toml"
        if not path.exists():
            faults.append(fault(path.relative_to(folder).as_posix(), "", "absent"))
            continue
        head = read_forms(folder, [path], ProgrammeForm)
        others = [one for one in below(path.parent, "*.toml") if one != path]
        projects = read_forms(folder, others, ProjectForm, numbered=True)
        name = path.parent.name
        files |= {f"{name}/{project}": file for project, file in projects.files.items()}
        faults += [*head.faults, *projects.faults]
        for form in head.values.values():
            made[name] = build.programme(name, form, projects.values)
    return made, files, faults


def _misplaced(folder: Path, path: Path) -> Fault:
    return fault(path.relative_to(folder).as_posix(), "", "programme_place")
