"""How the server writes its log: one line per event to standard error, tracebacks without the values in them."""

from __future__ import annotations

import sys

import structlog

from cockpit.base.settings import Settings


def configure_log(settings: Settings) -> None:
    """JSON lines in production, readable lines otherwise; values of variables never reach the log."""
    steps: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if settings.env == "production":
        steps += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        plain = structlog.dev.plain_traceback
        steps.append(structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain))
    structlog.configure(processors=steps, logger_factory=structlog.PrintLoggerFactory(sys.stderr))
