"""Records to the two sides that ``compute.change`` compares."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scorecard.model.change import Side, Stated
from scorecard.model.earned import earned
from scorecard.model.kpi import Direction
from scorecard.model.result import State
from scorecard.model.rule_text import readings_of, rule_of
from scorecard.views.change.members import Cells
from scorecard.views.change.records import Records
from scorecard.views.frame import Row


def side(records: Records, cells: Cells) -> Side:
    """One side, in basis points: the KPIs that apply to the unit are those with a basis."""
    kpis = {str(row["kpi"]): row for row in records.kpis}
    successors: dict[str, dict[str, Fraction]] = {}
    for row in records.successors:
        if row["kind"] == "department":
            successors.setdefault(str(row["id"]), {})[str(row["heir"])] = Fraction(str(row["part"]))
    return Side(
        processes=tuple((str(row["process"]), _points(row["weight"])) for row in records.processes),
        kpis={
            kpi: _stated(kpis[kpi], row, records, cells) for row in records.bases if (kpi := str(row["kpi"]))
        },
        minimum=Fraction(records.coverage_min["coverage_min"]) / 100,
        successors=successors,
        departments=frozenset(str(row["department"]) for row in records.departments),
    )


def _stated(kpi: Row, basis: Row, records: Records, cells: Cells) -> Stated:
    id_ = str(kpi["kpi"])
    rule, direction = rule_of(str(basis["rule"])), Direction(kpi["direction"])
    readings = readings_of(str(basis["readings"]))
    score = earned(rule, direction, readings)[0] if readings else None
    return Stated(
        process=str(kpi["process"]),
        weight=_points(kpi["weight"]),
        measure=records.measured[id_],
        direction=direction,
        rule=rule,
        shares=tuple(
            (str(row["department"]), _points(row["share"])) for row in records.shares if row["kpi"] == id_
        ),
        readings=readings,
        score=Fraction(0) if basis["state"] == State.ZERO else score,
        parts=cells.get(id_, {}),
    )


def _points(percent: Any) -> int:  # noqa: ANN401 - a decimal of the store
    return int(percent * 100)
