"""The commands that carry a month through: demo, check, deliver, run, status."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import Progress

from scorecard.cli.people import print_month
from scorecard.cli.shell import (
    AsJson,
    book_of,
    err,
    now,
    out,
    period_of,
    periods_of,
    plain,
    print_json,
    settings_of,
    workspace_of,
)
from scorecard.errors import BadDefinitions, BadDelivery, BadRequest
from scorecard.model.period import Period

if TYPE_CHECKING:
    from scorecard.cycle import Received
    from scorecard.model.book import Book
    from scorecard.store.workspace import Workspace

_REASONS = 2


def demo(
    context: typer.Context,
    months: Annotated[int, typer.Option(min=1, max=24, help="How many months, the last ones.")] = 24,
    paper: Annotated[bool, typer.Option(help="Write bulletin, notices and workbook too.")] = True,  # noqa: FBT002
) -> None:
    """Play the demonstration operator: generate files, take them in, compute every month, print the last."""
    from scorecard.demo import generate

    space, book = workspace_of(context, writes=True), book_of(context)
    out.print(f"1/4 Writing the operator's files to {space.root / 'inbox'}", style="bold")
    files = generate(
        book.newest, space.root / "inbox", months=months, progress=lambda text: out.print(f"  {text}")
    )
    out.print(f"2/4 Taking {len(files)} files in", style="bold")
    _deliver_demo(space, book, files)
    out.print("3/4 Computing every month", style="bold")
    _run(space, book, periods_of(space))
    if paper:
        out.print("4/4 Printing the newest month", style="bold")
        print_month(context)
    out.print(f"Done. Look at it with: scorecard --workspace {space.root} serve")


def check(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Check the definitions: every problem at once, with file, line and column."""
    from scorecard.definitions import check as checked

    book, problems = checked(settings_of(context).definitions)
    if as_json:
        print_json({"ok": book is not None, "problems": [plain(problem) for problem in problems]})
    else:
        for problem in problems:
            err.print(str(problem))
        if book is not None:
            out.print(_summary(book))
    if book is None:
        raise typer.Exit(BadDefinitions.exit_code)


def _summary(book: Book) -> str:
    now = book.newest
    dates = ", ".join(str(since) for since, _ in book.editions)
    counts = {
        "process": len(now.processes),
        "KPI": len(now.kpis),
        "department": len(now.departments),
        "unit": len(now.units.units),
        "source": len(now.sources),
    }
    counted = ", ".join(_counted(count, word) for word, count in counts.items())
    head = f"{now.name.zh} / {now.name.en}: {counted}."
    return f"{head} Something begins, changes or ends in {dates}. Book {book.digest[:12]}."


def _counted(count: int, word: str) -> str:
    ending = "" if count == 1 else "es" if word.endswith("s") else "s"
    return f"{count} {word}{ending}"


def deliver(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Files to take in.", exists=True, dir_okay=False)],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="An earlier file of the same name no longer counts.")
    ] = False,
    source: Annotated[
        str | None, typer.Option(help="Source id, where the file's name does not tell.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take delivered files in, each whole or not at all; refused rows are kept with their reasons."""
    space = workspace_of(context, writes=True)

    def tell(received: Received) -> None:
        if not as_json:
            _tell_received(space, received)

    found = _deliver(space, book_of(context), files, source=source, replace=replace, tell=tell)
    if as_json:
        print_json([asdict(one.delivery) | {"again": one.again} for one in found])


def run(
    context: typer.Context,
    *,
    period: Annotated[list[str] | None, typer.Option(help="Month to compute; may be repeated.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every month that has deliveries.")] = False,
    as_json: AsJson = False,
) -> None:
    """Compute months and publish them: tallies, scores, contributions, ranks."""
    space = workspace_of(context, writes=True)
    if not period and not every:
        raise BadRequest("Say which month: --period 2026-06, or --all for every month with deliveries.")
    periods = periods_of(space) if every else tuple(period_of(text) for text in period or ())
    runs = _run(space, book_of(context), periods, quiet=as_json)
    if as_json:
        print_json(runs)


def status(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Tell what was delivered, refused, computed and published."""
    found = _status(workspace_of(context))
    if as_json:
        print_json(found)
        return
    out.print(f"Workspace {found['workspace']}")
    for source in found["sources"]:
        out.print(
            f"  {source['source']}: {source['files']} files, {source['rows_read']:,} rows read = "
            f"{source['rows_kept']:,} kept + {source['rows_refused']:,} refused"
        )
    runs = found["runs"]
    span = f", {runs[0]['period']} to {runs[-1]['period']}" if runs else ""
    busy = "  being computed by another process" if found["busy"] else f"  {len(runs)} months computed{span}"
    out.print(busy)
    out.print(f"  published snapshot: {found['snapshot'] or 'none yet'}")


def _deliver(
    space: Workspace,
    book: Book,
    files: Sequence[Path],
    *,
    source: str | None = None,
    replace: bool = False,
    tell: Callable[[Received], None],
) -> tuple[Received, ...]:
    """Take files in; where one is refused, say how many were not tried."""
    from scorecard.cycle import deliver as take

    taken: list[Received] = []

    def step(received: Received) -> None:
        taken.append(received)
        tell(received)

    try:
        return take(space, book, files, at=now(), source=source, replace_earlier=replace, progress=step)
    except BadDelivery:
        left = len(files) - len(taken) - 1
        if left:
            err.print(f"{left} further files were not tried; {len(taken)} before were taken.")
        raise


def _deliver_demo(space: Workspace, book: Book, files: Sequence[Path]) -> None:
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("files", total=len(files))
        found = _deliver(space, book, files, replace=True, tell=lambda _: bar.advance(task))
    read, kept, refused = (
        sum(getattr(one.delivery, field) for one in found)
        for field in ("rows_read", "rows_kept", "rows_refused")
    )
    out.print(f"  {read:,} rows read = {kept:,} kept + {refused:,} refused")


def _tell_received(space: Workspace, received: Received) -> None:
    """One line a file; where rows were refused, the first reasons and where all of them are."""
    one = received.delivery
    if received.again:
        out.print(f"  {one.file}: the same bytes were taken before; nothing changed")
        return
    out.print(
        f"  {one.file}: {one.source}, {one.rows_read:,} rows read = {one.rows_kept:,} kept + "
        f"{one.rows_refused:,} refused"
    )
    if one.rows_refused:
        reasons = space.deliveries.refused(one.digest)
        for line, what in reasons[:_REASONS]:
            out.print(f"    line {line}: {what}")
        more = f"    ... and {len(reasons) - _REASONS} more" if len(reasons) > _REASONS else "    all"
        out.print(f"{more} in {space.deliveries.refused_path(one.digest)}")
    for warning in received.warnings:
        err.print(str(warning))


def _run(
    space: Workspace, book: Book, periods: tuple[Period, ...], *, quiet: bool = False
) -> list[dict[str, Any]]:
    from scorecard.cycle import begin
    from scorecard.cycle import run as compute

    for period in periods:  # what cannot be begun is said before anything is computed
        begin(space, book, period)
    runs = []
    for number, period in enumerate(periods, start=1):
        done = compute(space, book, period, at=now())
        runs.append(asdict(done))
        if not quiet:
            out.print(f"  {period} computed as run {done.number} ({number} of {len(periods)})")
    snapshot = space.snapshots.publish(space.results.path)
    if not quiet:
        out.print(f"  published as {snapshot.name[:12]}")
    return runs


def _status(space: Workspace) -> dict[str, Any]:
    sources: dict[str, dict[str, Any]] = {}
    for one in space.deliveries.all():
        row = sources.setdefault(
            one.source,
            {"source": one.source, "files": 0, "rows_read": 0, "rows_kept": 0, "rows_refused": 0},
        )
        row["files"] += 1
        for key in ("rows_read", "rows_kept", "rows_refused"):
            row[key] += getattr(one, key)
    newest: dict[str, dict[str, Any]] = {}
    busy, snapshot = False, None
    try:
        newest = {run.period: asdict(run) for run in space.results.runs()}
    except BadRequest:
        busy = True
    with suppress(BadRequest):
        snapshot = space.snapshots.current().stem
    return {
        "workspace": str(space.root),
        "sources": list(sources.values()),
        "busy": busy,
        "runs": [newest[period] for period in sorted(newest)],
        "snapshot": snapshot,
    }
