"""The command line: one command is a few lines; every error is a German sentence and an exit code."""

from __future__ import annotations

import sys

import typer
from pydantic import ValidationError

from cockpit.base.errors import CockpitError, UsageFault
from cockpit.base.heap import one_heap
from cockpit.base.texts import has_text, text

one_heap()  # before the commands load numpy, which starts threads
from cockpit.cli.commands import app  # noqa: E402


def main(arguments: list[str] | None = None) -> None:
    """Run one command. Exit codes: 0 done or nothing new, 2 usage, 3 refused, 4 store; 1 is never deliberate."""
    try:
        code = app(args=arguments, prog_name="cockpit", standalone_mode=False)
    except CockpitError as error:
        print(text("cli.error", what=error), file=sys.stderr)
        code = error.exit_code
    except typer.Abort:
        print(text("cli.aborted"), file=sys.stderr)
        code = 130
    except ValidationError as error:
        print(text("cli.error", what=_setting(error)), file=sys.stderr)
        code = UsageFault.exit_code
    except typer.TyperException as error:
        print(_usage(error), file=sys.stderr)
        code = UsageFault.exit_code
    sys.exit(code if isinstance(code, int) else 0)


def _usage(error: typer.TyperException) -> str:
    """A wrong call in German, named after the class of the error; what was typed stands as it was."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error)
    parameter = getattr(error, "param", None)
    name = getattr(error, "option_name", None) or (parameter.opts[0] if parameter else "") or str(error)
    keys = (f"cli.usage.{kind}{name}", f"cli.usage.{kind}", "cli.usage.other")
    said = text(next(key for key in keys if has_text(key)), name=name)
    return text("cli.usage.line", what=said)


def _setting(error: ValidationError) -> UsageFault:
    """A setting from the environment that does not fit, named as people set it."""
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    name = name if name.isupper() else f"COCKPIT_{name.upper()}"
    what = text("cli.usage.setting", name=name, value=first["input"])
    return UsageFault(what, remedy=text("cli.usage.setting_remedy"))
