"""The command that asks whether this installation and these data can be trusted."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

from scorecard.cli.shell import AsJson, err, out, principal_of, print_json, settings_of, workspace_of
from scorecard.errors import Forbidden, ScorecardError

if TYPE_CHECKING:
    from scorecard.doctor.finding import Finding


def doctor(
    context: typer.Context,
    *,
    deep: Annotated[bool, typer.Option("--deep", help="Hash every file that was delivered.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tell whether this installation and these data can be trusted, and what to do where not."""
    principal = principal_of(context)
    if not (principal.units is None and principal.departments is None):
        raise Forbidden(f"{principal.name} may not ask: the findings are about every unit.")
    findings = (*_installation(context), *_workspace(context, deep=deep, quiet=as_json))
    levels = [finding.level.value for finding in findings]
    problems, warnings = levels.count("problem"), levels.count("warning")
    if as_json:
        print_json({"ok": not problems, "deep": deep, "findings": [asdict(one) for one in findings]})
    else:
        _print(findings)
        out.print(f"{len(findings)} findings. Problems: {problems}, warnings: {warnings}.")
    if problems:
        raise typer.Exit(ScorecardError.exit_code)


def _installation(context: typer.Context) -> tuple[Finding, ...]:
    from scorecard.doctor.installation import examine
    from scorecard.doctor.installation.machine import Machine

    return examine(Machine.here(settings_of(context).workspace))


def _workspace(context: typer.Context, *, deep: bool, quiet: bool) -> tuple[Finding, ...]:
    """The findings about the workspace, or why it could not be looked at."""
    try:
        from scorecard.doctor.workspace import examine
        from scorecard.doctor.workspace.ground import gather
    except ImportError as error:
        from scorecard.doctor.finding import problem

        what = f"The workspace was not looked at: {error}."
        return (
            problem(
                "workspace", what, "The product cannot be imported.", "Run 'make setup', then ask again."
            ),
        )
    space, folder = workspace_of(context), settings_of(context).definitions
    if not (deep and err.is_terminal) or quiet:
        return examine(gather(space, folder, deep=deep))
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("deliveries", total=None)
        return examine(gather(space, folder, deep=True, progress=lambda _: bar.advance(task)))


def _print(findings: Sequence[Finding]) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):  # a narrow encoding is a finding, not the end of the command
        sys.stdout.reconfigure(errors="backslashreplace")
    for finding in findings:
        out.print(str(finding))
