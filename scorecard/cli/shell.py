"""What every command shares: consoles, options, the way to workspace, book, principal and reader."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from scorecard.errors import BadDefinitions, BadDelivery, BadRequest, Forbidden, ScorecardError
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.problem import Problem
from scorecard.settings import Settings

if TYPE_CHECKING:
    from scorecard.model.book import Book
    from scorecard.store.reader import Reader
    from scorecard.store.workspace import Workspace

out = Console(highlight=False, soft_wrap=True, markup=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
_SHOWN = 20

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value instead of text.")]


def settings_of(context: typer.Context) -> Settings:
    """The settings that ``options`` left for the command."""
    found: Settings = context.obj
    return found


def workspace_of(context: typer.Context, *, writes: bool = False) -> Workspace:
    """The workspace of the command. Forbidden where a limited principal ``writes``."""
    from scorecard.store.workspace import Workspace

    root = settings_of(context).workspace
    if root.exists() and not root.is_dir():
        raise BadRequest(f"{root} is a file; --workspace names a folder.")
    principal = principal_of(context)
    if writes and not (principal.units is None and principal.departments is None):
        raise Forbidden(f"{principal.name} may read; files are taken in and months computed for all.")
    return Workspace(root)


def book_of(context: typer.Context) -> Book:
    """The book of the command; BadDefinitions with every problem where it cannot be used."""
    from scorecard.definitions import load

    return load(settings_of(context).definitions)


def principal_of(context: typer.Context) -> Principal:
    """Who asks."""
    try:
        return Principal.parse(settings_of(context).principal)
    except ValueError as error:
        raise BadRequest(f"{error}.") from error


@contextmanager
def reader_of(context: typer.Context) -> Iterator[Reader]:
    """A reader of the newest snapshot, closed afterwards."""
    from scorecard.store.reader import Reader

    reader = Reader(workspace_of(context).snapshots.current())
    try:
        yield reader
    finally:
        reader.close()


def folder_of(context: typer.Context, period: str, folder: Path | None) -> Path:
    """The folder for a period's papers, made if need be."""
    found = folder or settings_of(context).workspace / "paper" / period
    found.mkdir(parents=True, exist_ok=True)
    return found


def now() -> str:
    """The time of day, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def plain(problem: Problem) -> dict[str, Any]:
    """A problem as JSON has it."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        **problem.place._asdict(),
        "what": problem.what,
        "why": problem.why,
        "remedy": problem.remedy,
    }


def print_json(value: object) -> None:
    """Print one JSON value, in ASCII where the output does not take every letter."""
    narrow = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    sys.stdout.write(json.dumps(value, ensure_ascii=narrow, indent=1) + "\n")


def tell(error: ScorecardError) -> None:
    """Print an error; one that carries problems as the first of these."""
    problems = error.problems if isinstance(error, BadDefinitions | BadDelivery) else ()
    if not problems:
        err.print(f"scorecard: {error}")
    for problem in problems[:_SHOWN]:
        err.print(str(problem))
    if len(problems) > _SHOWN:
        err.print(f"... and {len(problems) - _SHOWN} more.")


def period_of(text: str) -> Period:
    """A period from the command line."""
    try:
        return Period.parse(text)
    except ValueError as error:
        raise BadRequest(f"{error}.") from error


def periods_of(space: Workspace) -> tuple[Period, ...]:
    """Every period that has deliveries, oldest first."""
    found = sorted({period for one in space.deliveries.all() for period in one.periods})
    if not found:
        raise BadRequest(f"Nothing was delivered to {space.root} yet. Take files in with 'deliver'.")
    return tuple(Period.parse(text) for text in found)
