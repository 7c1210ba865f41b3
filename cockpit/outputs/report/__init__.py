"""Reports: a frozen structure made once from Profile and Views, which PDF, DOCX and ZIP only set."""

from __future__ import annotations

from cockpit.outputs.report.indicator import indicator_report
from cockpit.outputs.report.kreis import kreis_report
from cockpit.outputs.report.structure import Report

__all__ = ["Report", "indicator_report", "kreis_report"]
