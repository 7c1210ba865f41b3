"""Reads the declared content under `data/`: indicators, sources, regions, targets, programmes, start values."""

from __future__ import annotations

from cockpit.catalogue.faults import Fault
from cockpit.catalogue.load import check, load
from cockpit.catalogue.official import Official, official
from cockpit.catalogue.schema import schema
from cockpit.catalogue.start import StartFile, start_files

__all__ = ["Fault", "Official", "StartFile", "check", "load", "official", "schema", "start_files"]
