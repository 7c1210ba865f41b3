"""The command line: one command is a few lines; every error is a German sentence and an exit code."""

from __future__ import annotations

import sys

import click

from cockpit.base.errors import CockpitError, UsageFault
from cockpit.base.texts import text
from cockpit.cli.commands import app


def main(arguments: list[str] | None = None) -> None:
    """Run one command. Exit codes: 0 done or nothing new, 2 usage, 3 refused, 4 store; 1 is never deliberate."""
    try:
        code = app(args=arguments, prog_name="cockpit", standalone_mode=False)
    except CockpitError as error:
        print(text("cli.error", what=error), file=sys.stderr)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = UsageFault.exit_code
    except (click.Abort, KeyboardInterrupt):
        print(text("cli.aborted"), file=sys.stderr)
        code = 130
    sys.exit(code if isinstance(code, int) else 0)
