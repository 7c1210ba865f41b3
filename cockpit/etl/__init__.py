"""Files become checked rows in the store: one recipe for command line, upload page, API and start data."""

from __future__ import annotations

from cockpit.etl.marking import marked
from cockpit.etl.pipeline import inspect, prepare, run
from cockpit.etl.report import Finding, Guess, Report, Request
from cockpit.etl.start import load_start
from cockpit.etl.template import template
from cockpit.etl.wishes import REPAIRS

__all__ = [
    "REPAIRS",
    "Finding",
    "Guess",
    "Report",
    "Request",
    "inspect",
    "load_start",
    "marked",
    "prepare",
    "run",
    "template",
]
