"""Files become checked rows in the store: one recipe for command line, upload page, API and start data."""

from __future__ import annotations

from cockpit.etl.pipeline import inspect, run
from cockpit.etl.report import Finding, Report, Request
from cockpit.etl.start import load_start

__all__ = ["Finding", "Report", "Request", "inspect", "load_start", "run"]
