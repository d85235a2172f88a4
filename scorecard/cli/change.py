"""The command that tells why an index moved, cause by cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from scorecard.cli.people import PeriodOption
from scorecard.cli.shell import AsJson, out, principal_of, print_json, reader_of
from scorecard.model.rounding import show
from scorecard.model.text import Lang

if TYPE_CHECKING:
    from scorecard.glossary import Words
    from scorecard.model.change import Cause
    from scorecard.views.change import ChangeView
    from scorecard.views.change.view import KpiMove, MemberMove

_MOST = 15
_NARROW = 12
Line = tuple[str, Sequence[Decimal | None]]


def change(
    context: typer.Context,
    *,
    period: PeriodOption = None,
    unit: Annotated[str | None, typer.Option(help="Unit id; the topmost one if left out.")] = None,
    base: Annotated[
        str | None,
        typer.Option(help="What to compare with: previous, last_year, year (to date), or a month: 2026-05."),
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="Tell readings apart by: unit, or a dimension such as segment.")
    ] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the text.")] = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """Tell why a unit's index moved: performance and mix, targets, weights, data; it adds up exactly."""
    from scorecard.glossary import Words
    from scorecard.views.change import load

    with reader_of(context) as reader:
        view = load(reader, principal_of(context), period=period, unit=unit, base=base, by=by)
    if as_json:
        print_json(_plain(view))
    else:
        _tell(view, Words(lang, dict(view.frame.terms)))


def _tell(view: ChangeView, words: Words) -> None:
    from scorecard.views.change.told import base_name, lacking, masked, reason, summary

    frame, lang = view.frame, words.lang
    out.print(
        f"{words('change')} · {frame.unit.name.say(lang)} ({frame.unit.id}) · {frame.period} · "
        f"{base_name(view.base, words)} · {words('web_snapshot', snapshot=frame.snapshot)}",
        style="bold",
    )
    if view.reason is not None:
        for text in reason(view, words):
            out.print(text)
        return
    out.print(summary(view, words))
    if view.gaps:
        out.print(lacking(view, words))
    out.print()
    causes = tuple(view.moves.points)
    whole = words("total")
    _print(words("cause"), [words("change_points")], [
        *((words(f"cause_{cause}"), [points]) for cause, points in view.moves.points.items()),
        (whole, [view.total]),
    ])  # fmt: skip
    names = [*(words(f"cause_{cause}") for cause in causes), whole]
    total: Line = (whole, _points(view.moves.points, causes))
    lines: list[Line]
    lines = [(one.process.name.say(lang), _points(one.moves.points, causes)) for one in view.processes]
    _print(words("process"), names, [*lines, total])
    lines = [(_kpi_name(one, words), _points(one.moves.points, causes)) for one in view.kpis[:_MOST]]
    _print(f"{words('change_top_kpis')} ({len(lines)}/{len(view.kpis)})", names, lines)
    lines = [(one.member.name.say(lang), _points(one.moves.points, causes)) for one in view.members]
    _print(words("change_member"), names, [*lines, total])
    for text in (masked(one, words) for one in view.kpis):
        if text:
            out.print(f"  {text}")
    _departments(view, words)
    out.print(words("change_convention"))


def _departments(view: ChangeView, words: Words) -> None:
    heads = ("performance", "before", "inherited", "moved", "after")
    names = [words(f"change_{one}") for one in heads]
    lines: list[Line] = [
        (one.department.name.say(words.lang), [getattr(one, head) for head in heads])
        for one in view.departments
    ]
    whole: Line = (
        words("total"),
        [view.moves.performance, view.before, view.total, view.moves.of(), view.after],
    )
    _print(words("department"), names, [*lines, whole], levels=frozenset({1, 4}))


def _kpi_name(one: KpiMove, words: Words) -> str:
    if one.kpi is None:
        return f"{one.process.name.say(words.lang)} ({words('change_own_process')})"
    return one.kpi.name.say(words.lang)


def _points(points: Mapping[Cause, Decimal], causes: Sequence[Cause]) -> list[Decimal | None]:
    return [*(points.get(cause) for cause in causes), sum(points.values(), Decimal("0.00"))]


def _print(
    subject: str, heads: Sequence[str], lines: Sequence[Line], *, levels: frozenset[int] = frozenset()
) -> None:
    """Names to the left, figures to the right with their sign; ``levels``: columns that are no difference."""
    rows = [
        [
            "" if figure is None else show(figure, sign=place not in levels)
            for place, figure in enumerate(figures)
        ]
        for _, figures in lines
    ]
    found = Table(box=None, padding=(0, 1), header_style="", pad_edge=True)
    found.add_column(subject, overflow="fold", min_width=_NARROW)
    for place, text in enumerate(heads):
        # words may be folded where the terminal is narrow, figures never
        widest = max((len(row[place]) for row in rows), default=0)
        found.add_column(text, justify="right", overflow="fold", min_width=widest)
    for (name, _), row in zip(lines, rows, strict=True):
        found.add_row(name, *row)
    out.print(found)
    out.print()


def _plain(view: ChangeView) -> dict[str, Any]:
    """The change as JSON has it: figures are texts with their printed decimals, ids as in the definitions.

    A KPI null is its process's own weight and coverage; a member "" is what is not told apart, "*" those
    withheld together; a department "" holds those that the principal may not open, together.
    """
    return {
        "period": view.frame.period,
        "base": view.base.period,
        "span": str(view.base.span),
        "unit": view.frame.unit.id,
        "by": view.by,
        "gaps": list(view.gaps),
        "snapshot": view.frame.snapshot,
        "reason": None if view.reason is None else str(view.reason),
        "before": _text(view.before),
        "after": _text(view.after),
        "total": _text(view.total),
        "verdict": str(view.proof.verdict),
        "performance": _text(view.moves.performance),
        "rules": _text(view.moves.rules),
        "causes": _texts(view.moves.points),
        "processes": [
            {"process": one.process.id, "causes": _texts(one.moves.points)} for one in view.processes
        ],
        "kpis": [
            {
                "process": one.process.id,
                "kpi": None if one.kpi is None else one.kpi.id,
                "before": _text(one.before),
                "after": _text(one.after),
                "shift": _text(one.shift),
                "natural": _texts(one.natural),
                "masked": one.masked,
                "causes": _texts(one.moves.points),
                "members": [_member(member) for member in one.members],
            }
            for one in view.kpis
        ],
        "members": [_member(one) for one in view.members],
        "departments": [
            {
                "department": one.department.id,
                **{
                    name: _text(getattr(one, name))
                    for name in ("performance", "before", "after", "inherited", "moved")
                },
            }
            for one in view.departments
        ],
    }


def _member(one: MemberMove) -> dict[str, Any]:
    return {"member": one.member.id, "causes": _texts(one.moves.points), "natural": _texts(one.natural)}


def _texts(points: Mapping[Cause, Decimal]) -> dict[str, str]:
    return {str(cause): str(value) for cause, value in points.items()}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
