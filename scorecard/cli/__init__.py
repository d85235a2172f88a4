"""The commands. A shell around the walk: it reads the clock, prints, and turns errors into exit codes.

``shell`` holds what every command shares; ``month`` the commands that carry a month through; ``diff`` the one
that tells what a change of the definitions does; ``schema`` the one that hands their shape to an editor;
``people`` those that bring a month's results to people; ``dictionary`` the one that prints the book;
``audit`` the one that asks whether the pressure arrives; ``change`` the one that asks why an index moved;
``doctor`` the one that asks whether all of it can be trusted. Heavy libraries are imported inside the command
that needs them, so that ``--help`` answers at once; this is the only room where an import may be lazy.

Exit codes: 0 done · 1 failed, or the doctor found a problem · 2 asked for something that does not exist ·
3 bad definitions · 4 bad delivery · 5 not allowed · 6 damaged · 7 could not be printed.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from scorecard.cli.audit import audit
from scorecard.cli.change import change
from scorecard.cli.dictionary import dictionary
from scorecard.cli.diff import diff
from scorecard.cli.doctor import doctor
from scorecard.cli.month import check, deliver, demo, run, status
from scorecard.cli.people import bulletin, export, serve
from scorecard.cli.schema import schema
from scorecard.cli.shell import principal_of, tell
from scorecard.errors import ScorecardError
from scorecard.settings import Settings

app = typer.Typer(
    name="scorecard",
    help="Satisfaction pressure transmission: from delivered files to scorecards, bulletin and notices.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_COMMANDS = (
    demo,
    check,
    schema,
    diff,
    deliver,
    run,
    audit,
    change,
    bulletin,
    export,
    dictionary,
    serve,
    status,
    doctor,
)
for command in _COMMANDS:
    app.command()(command)


@app.callback()
def options(
    context: typer.Context,
    workspace: Annotated[
        Path | None, typer.Option(help="Folder of deliveries and results [SCORECARD_WORKSPACE].")
    ] = None,
    definitions: Annotated[
        Path | None, typer.Option(help="Folder of the KPI definitions [SCORECARD_DEFINITIONS].")
    ] = None,
    principal: Annotated[
        str | None,
        typer.Option(
            "--as", help="Who asks, for what is read: all, unit:ID, department:ID [SCORECARD_PRINCIPAL]."
        ),
    ] = None,
) -> None:
    """Options that every command takes; what is not given comes from the environment."""
    settings = Settings.of(os.environ)
    context.obj = replace(
        settings,
        workspace=workspace or settings.workspace,
        definitions=definitions or settings.definitions,
        principal=principal or settings.principal,
    )
    principal_of(context)


def main() -> None:
    """Run a command; a known error becomes its text and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no Chinese gets escapes, no traceback
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except ScorecardError as error:
        tell(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # nobody reads what is printed any more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        tell(
            ScorecardError(f"{error.filename or 'A file'}: {error.strerror}. Check the folder and its room.")
        )
        sys.exit(ScorecardError.exit_code)
