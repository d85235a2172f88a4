"""The commands that bring a month's results to people: bulletin, export, serve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

from scorecard.cli.shell import err, folder_of, out, principal_of, reader_of, settings_of
from scorecard.model.text import Lang

if TYPE_CHECKING:
    from scorecard.model.principal import Principal
    from scorecard.store.reader import Reader
    from scorecard.views.scorecard import ScorecardView

PeriodOption = Annotated[
    str | None, typer.Option("--period", help="Month, as 2026-06; the newest if left out.")
]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the paper.")]
OutOption = Annotated[
    Path | None, typer.Option("--out", help="Folder for the files; <workspace>/paper/<period> if left out.")
]


def bulletin(
    context: typer.Context,
    *,
    period: PeriodOption = None,
    lang: LangOption = Lang.ZH,
    folder: OutOption = None,
    unit: Annotated[list[str] | None, typer.Option(help="Only this unit's notice; may be repeated.")] = None,
    department: Annotated[
        list[str] | None, typer.Option(help="Only this department's notice; may be repeated.")
    ] = None,
    notices: Annotated[bool, typer.Option(help="Also a notice for every unit and department.")] = True,
) -> None:
    """Print the month's service-quality bulletin, and a notice for every unit and department, as PDF."""
    chosen = bool(unit or department)
    principal = principal_of(context)
    whole = principal.units is None and principal.departments is None
    if not chosen and whole:
        _bulletin(context, period, lang, folder)
    elif not chosen:
        out.print(f"  no bulletin: it is about the whole company, and {principal.name} may not open that")
    if chosen:
        _notices(context, period, lang, folder, units=unit or [], departments=department or [])
    elif notices:
        _notices(context, period, lang, folder)


def export(
    context: typer.Context,
    *,
    period: PeriodOption = None,
    unit: Annotated[str | None, typer.Option(help="Unit id; the topmost one if left out.")] = None,
    lang: LangOption = Lang.ZH,
    folder: OutOption = None,
) -> None:
    """Write one unit's scorecard, transmission and ranking as an Excel workbook."""
    _export(context, period, lang, folder, unit=unit)


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Loopback address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on.")] = None,
) -> None:
    """Serve the dashboard on this machine until Ctrl-C."""
    from scorecard.publish.web import create_app
    from scorecard.publish.web import serve as listen

    settings, principal = settings_of(context), principal_of(context)

    def ready(address: str) -> None:
        out.print(f"The dashboard is at {address} for {principal.name}. Ctrl-C ends it.")

    with reader_of(context) as reader:
        dash = create_app(reader, principal)
        listen(dash, host=host or settings.host, port=port or settings.port, ready=ready)


def _bulletin(context: typer.Context, period: str | None, lang: Lang, folder: Path | None) -> None:
    from scorecard.publish.bulletin.batch import write_whole
    from scorecard.publish.bulletin.bulletin import bulletin_pdf
    from scorecard.views.bulletin import load

    with reader_of(context) as reader:
        view = load(reader, principal_of(context), period=period)
        path = folder_of(context, view.frame.period, folder) / f"bulletin_{view.frame.period}_{lang}.pdf"
        write_whole(path, bulletin_pdf(view, lang=lang))
    out.print(f"  {path}")


def _notices(
    context: typer.Context,
    period: str | None,
    lang: Lang,
    folder: Path | None,
    *,
    units: Sequence[str] | None = None,
    departments: Sequence[str] | None = None,
) -> None:
    """Notices of the units and departments named, or of every one that the principal may open."""
    from scorecard.publish.bulletin.batch import write_all
    from scorecard.views import change, scorecard
    from scorecard.views.frame import load_frame

    principal = principal_of(context)
    with reader_of(context) as reader:
        frame = load_frame(reader, principal, period=period, unit=None)
        target = folder_of(context, frame.period, folder)
        if units is None:
            units = [choice.id for _, choice in frame.units] if principal.departments is None else []
        if departments is None:
            departments = [choice.id for choice in frame.departments]
        jobs = [_card(reader, principal, period=frame.period, unit=one) for one in units]
        own = [scorecard.load(reader, principal, period=frame.period, department=one) for one in departments]
        if own:
            moved = change.load(reader, principal, period=frame.period, unit=own[0].frame.unit.id)
            jobs += [replace(one, change=moved) for one in own]
    out.print(f"  {len(jobs)} notices to {target}")
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("notices", total=len(jobs))
        write_all(jobs, target, lang=lang, progress=lambda _: bar.advance(task))


def _card(reader: Reader, principal: Principal, **asked: str | None) -> ScorecardView:
    """A scorecard that also knows why its unit's index moved since the month before."""
    from scorecard.views import change, scorecard

    card = scorecard.load(reader, principal, **asked)
    moved = change.load(reader, principal, period=card.frame.period, unit=card.frame.unit.id)
    return replace(card, change=moved)


def _export(
    context: typer.Context, period: str | None, lang: Lang, folder: Path | None, *, unit: str | None = None
) -> None:
    from scorecard.publish.workbook import workbook
    from scorecard.views import ranking, transmission

    principal = principal_of(context)
    with reader_of(context) as reader:
        card = _card(reader, principal, period=period, unit=unit)
        where: dict[str, str] = {"period": card.frame.period, "unit": card.frame.unit.id}
        target = folder_of(context, card.frame.period, folder)
        path = target / f"scorecard_{card.frame.unit.id}_{card.frame.period}_{lang}.xlsx"
        parts = transmission.load(reader, principal, **where), ranking.load(reader, principal, **where)
        workbook(card, *parts, path, lang=lang)
    out.print(f"  {path}")


def print_month(context: typer.Context) -> None:
    """The newest month's papers: the bulletin in both languages, every notice, the root's workbook."""
    for lang in Lang:
        _bulletin(context, None, lang, None)
    _notices(context, None, Lang.ZH, None)
    _export(context, None, Lang.ZH, None)
