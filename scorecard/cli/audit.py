"""The command that tells how much of the index weight reaches a department, and what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from scorecard.cli.people import PeriodOption
from scorecard.cli.shell import AsJson, out, principal_of, print_json, reader_of
from scorecard.model.audit import Reach
from scorecard.model.rounding import show
from scorecard.model.text import Lang

if TYPE_CHECKING:
    from scorecard.glossary import Words
    from scorecard.views.audit import AuditView


def audit(
    context: typer.Context,
    *,
    period: PeriodOption = None,
    unit: Annotated[str | None, typer.Option(help="Unit id; the topmost one if left out.")] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the text.")] = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """Tell how much of the index weight reaches a department, where the rest leaks, and what was found."""
    from scorecard.glossary import Words
    from scorecard.views.audit import load

    with reader_of(context) as reader:
        view = load(reader, principal_of(context), period=period, unit=unit)
    if as_json:
        print_json(_plain(view))
    else:
        _tell(view, Words(lang, dict(view.frame.terms)))


def _tell(view: AuditView, words: Words) -> None:
    from scorecard.views.remark import remark

    frame, lang = view.frame, words.lang
    out.print(
        f"{words('audit')} · {frame.unit.name.say(lang)} ({frame.unit.id}) · {frame.period} · "
        f"{words('web_snapshot', snapshot=frame.snapshot)}",
        style="bold",
    )
    total = words("total")
    classes = [(words(f"reach_{reach}"), [weight]) for reach, weight in view.classes]
    classes.append((total, [sum((weight for _, weight in view.classes), Decimal(0))]))
    out.print(_columns([words("reach"), words("weight_percent")], classes))
    out.print()
    ways = [(way.process.name.say(lang), [way.parts[0], way.weight]) for way in view.ways]
    ways.append((total, [view.reached, sum((way.weight for way in view.ways), Decimal(0))]))
    out.print(_columns([words("process"), words("reach_reached"), words("weight_percent")], ways))
    out.print()
    out.print(words("findings") if view.findings else words("audit_none"), style="bold")
    for one in view.findings:
        out.print(f"  {words('audit_mild' if one.mild else 'audit_grave')}  {remark(one, words)}")


def _columns(heads: Sequence[str], rows: Sequence[tuple[str, Sequence[Decimal]]]) -> Table:
    """Names to the left, figures below each other to the right; the last row is the total."""
    found = Table(box=None, padding=(0, 2), header_style="", pad_edge=True)
    for place, text in enumerate(heads):
        found.add_column(text, justify="right" if place else "left", no_wrap=True)
    for name, figures in rows:
        found.add_row(name, *(show(figure) for figure in figures))
    return found


def _plain(view: AuditView) -> dict[str, Any]:
    """The audit as JSON has it: weights are texts of percent with two decimals, ids as in the definitions.

    A department "" holds those that the principal may not open, together; a part without a KPI has null.
    """
    frame = view.frame
    return {
        "period": frame.period,
        "unit": frame.unit.id,
        "snapshot": frame.snapshot,
        "reached": str(view.reached),
        "leaked": str(view.leaked),
        "classes": {str(reach): str(weight) for reach, weight in view.classes},
        "processes": [
            {
                "process": way.process.id,
                "weight": str(way.weight),
                "classes": {str(reach): str(part) for reach, part in zip(Reach, way.parts, strict=True)},
            }
            for way in view.ways
        ],
        "parts": [
            {
                "process": one.process.id,
                "kpi": None if one.kpi is None else one.kpi.id,
                "department": None if one.department is None else one.department.id,
                "reach": str(one.reach),
                "weight": str(one.weight),
            }
            for one in view.tracks
        ],
        "findings": [
            {
                "matter": str(one.matter),
                "reach": None if one.reach is None else str(one.reach),
                "mild": one.mild,
                "weight": str(one.weight),
                "subjects": [{"id": who.id, "weight": str(weight)} for who, weight in one.subjects],
            }
            for one in view.findings
        ],
    }
