"""The sheets of lines: scorecard, ranking, KPIs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from scorecard.glossary import Words
from scorecard.publish.workbook.sheet import Sheet, Value
from scorecard.views.frame import KpiLine, Line
from scorecard.views.levers import LeverLine
from scorecard.views.ranking import RankingView
from scorecard.views.scorecard import ScorecardView
from scorecard.views.standing_text import card_text, set_text

_LINE = (
    "id",
    "name",
    "score",
    "contribution_points",
    "pressure_points",
    "surplus_points",
    "weight_percent",
    "coverage_percent",
    "n",
    "rank",
    "ranked",
    "state",
    "rank_set",
    "rank_low",
    "rank_high",
    "rank_sure_low",
    "rank_sure_high",
    "score_low",
    "score_high",
    "rank_error",
    "rank_shrunk",
    "bound_low",
    "bound_high",
    "card",
    "rank_alike",
)
_LEVER = ("id", "kpi", "score", "levers_then", "levers_gain", "reading", "levers_needed")
_KPI = (
    "id",
    "kpi",
    "process",
    "perspective",
    "unit_of_measure",
    "reading",
    "floor",
    "target",
    "stretch",
    "score",
    "weight_percent",
    "share_percent",
    "contribution_points",
    "pressure_points",
    "surplus_points",
    "n",
    "state",
)


def scorecard_sheet(sheet: Sheet, view: ScorecardView, words: Words) -> None:
    """Headline, then processes, departments and units below, totals as values; then the levers."""
    sheet.heads([words(key) for key in _LINE], freeze=True)
    sheet.row(_line(view.headline, words), bold=True)
    for key, lines, adds in (
        ("processes", view.processes, True),
        ("departments", view.departments, True),
        ("child_units", view.units, False),
    ):
        if lines:
            sheet.title(words(key))
            _lines(sheet, lines, words)
            if adds:
                sheet.row(("", words("total"), None, *_sums(lines)), bold=True)
    if view.levers:
        sheet.title(words("levers"))
        sheet.heads([words(key) for key in _LEVER])
        for lever in view.levers:
            sheet.row(_lever(lever, words))
    _fit(sheet, (view.headline, *view.processes, *view.departments, *view.units), words)


def ranking_sheet(sheet: Sheet, view: RankingView, words: Words) -> None:
    """The units of the level, then the departments, ranked ones first."""
    sheet.heads([words(key) for key in (*_LINE, "parent_unit", "peer_group")], freeze=True)
    for one in view.units:
        parent = one.parent.name.say(words.lang) if one.parent else ""
        sheet.row((*_line(one.line, words), parent, one.group))
    sheet.title(words("departments"))
    _lines(sheet, view.departments, words)
    _fit(sheet, (*(one.line for one in view.units), *view.departments), words)


def kpi_sheet(sheet: Sheet, view: ScorecardView, words: Words) -> None:
    """Every KPI in the order of the definitions, with the total of its points."""
    sheet.heads([words(key) for key in _KPI], freeze=True)
    for line in view.kpis:
        sheet.row(_kpi(line, words))
    sums = _sums(view.kpis)
    sheet.row(("", words("total"), *([None] * 10), *sums), bold=True)
    rows = [_kpi(line, words) for line in view.kpis]
    sheet.widths(_columns(rows, len(_KPI)))


def _lines(sheet: Sheet, lines: Iterable[Line], words: Words) -> None:
    for line in lines:
        sheet.row(_line(line, words))


def _fit(sheet: Sheet, lines: Iterable[Line], words: Words) -> None:
    sheet.widths(_columns([_line(line, words) for line in lines], len(_LINE)))


def _columns(rows: Sequence[Sequence[Value]], count: int) -> list[list[str]]:
    return [[str(row[column] or "") for row in rows] for column in range(count)]


def _line(line: Line, words: Words) -> tuple[Value, ...]:
    return (
        line.id,
        line.name.say(words.lang),
        line.score,
        line.level,
        line.pressure,
        line.surplus,
        line.weight,
        line.coverage,
        line.n,
        line.rank,
        line.ranked if line.rank is not None else None,
        words(f"state_{line.state}"),
        *_evidence(line, words),
    )


def _evidence(line: Line, words: Words) -> tuple[Value, ...]:
    """The rank's set as it is printed, then each figure by itself; the peers not told apart by id."""
    found = line.evidence
    return (
        None if line.rank is None else set_text(line),
        found.rank_low,
        found.rank_high,
        found.sure_low,
        found.sure_high,
        found.low,
        found.high,
        found.printed_error,
        found.shrunk,
        found.bound_low,
        found.bound_high,
        None if found.card is None else card_text(found.card, words),
        " ".join(found.alike) or None,
    )


def _lever(one: LeverLine, words: Words) -> tuple[Value, ...]:
    name = one.kpi.name.say(words.lang)
    return one.kpi.id, name, one.kpi.score, one.score, one.gain, one.kpi.value, one.needed


def _kpi(line: KpiLine, words: Words) -> tuple[Value, ...]:
    lang = words.lang
    names = (line.name, line.process.name, line.perspective.name, line.unit)
    return (
        line.id,
        *(name.say(lang) for name in names),
        line.value,
        line.floor,
        line.target,
        line.stretch,
        line.score,
        line.weight,
        line.share,
        line.level,
        line.pressure,
        line.surplus,
        line.n,
        words(f"state_{line.state}"),
    )


def _sums(lines: Sequence[Line | KpiLine]) -> tuple[Decimal, Decimal, Decimal]:
    """Contribution, pressure and surplus of all lines: sums of published figures are exact."""
    return (
        sum((line.level for line in lines if line.level is not None), Decimal("0.00")),
        sum((line.pressure for line in lines if line.pressure is not None), Decimal("0.00")),
        sum((line.surplus for line in lines if line.surplus is not None), Decimal("0.00")),
    )
