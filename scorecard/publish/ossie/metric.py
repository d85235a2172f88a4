"""KPIs as metrics."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.model.exact import percent
from scorecard.model.formula import written
from scorecard.model.kpi import Kind, Kpi, Measure
from scorecard.publish.ossie.aim import held_to
from scorecard.publish.ossie.dataset import DATATYPES, Dataset
from scorecard.publish.ossie.expression import expression
from scorecard.publish.ossie.extension import description, extension, languages


def metric_entry(kpi: Kpi, name: str, datasets: Mapping[str, Dataset]) -> dict[str, object]:
    """The KPI in the specification's form: its reading as SQL, everything else about it as an extension."""
    context: dict[str, object] = {"synonyms": list(dict.fromkeys((kpi.name.zh, kpi.name.en, kpi.id)))}
    if together := _two_datasets(kpi, datasets):
        context["instructions"] = together
    sql = expression(kpi.measure, datasets)
    return {
        "name": name,
        "expression": {"dialects": [{"dialect": "ANSI_SQL", "expression": sql}]},
        "description": description(kpi.name),
        "datatype": _datatype(kpi, datasets),
        "ai_context": context,
        "custom_extensions": extension(_facts(kpi)),
    }


def _datatype(kpi: Kpi, datasets: Mapping[str, Dataset]) -> str:
    """A percentile is one of the column's values; every other reading is a quotient."""
    rows = kpi.measure.rows
    if kpi.measure.kind is Kind.PERCENTILE and rows.value is not None:
        return DATATYPES[datasets[rows.source].source.column(rows.value).type]
    return "Float"


def _two_datasets(kpi: Kpi, datasets: Mapping[str, Dataset]) -> str | None:
    *others, last = (datasets[source].name for source in kpi.measure.sources)
    if not others:
        return None
    then = "divide" if kpi.measure.formula is None else "compute the expression"
    return (
        f"Aggregate {', '.join(others)} and {last} each by itself for the same unit and month, then {then}. "
        "Their rows have no relationship: joined, they would count more than once."
    )


def _of_formula(measure: Measure) -> dict[str, object]:
    if measure.formula is None:
        return {}
    return {
        "formula": written(measure.formula),
        "dimension": str(measure.dimension),
        "terms": {name: term.unit for name, term in measure.terms},
        "observations": measure.observations,
    }


def _facts(kpi: Kpi) -> dict[str, object]:
    return {
        "id": kpi.id,
        "name": languages(kpi.name),
        "focus": None if kpi.focus is None else languages(kpi.focus),
        "process": kpi.process,
        "perspective": kpi.perspective,
        "kind": kpi.measure.kind.value,
        **_of_formula(kpi.measure),
        "direction": kpi.direction.value,
        "unit_of_measure": languages(kpi.unit),
        "decimals": kpi.decimals,
        **held_to(kpi.aim),
        "aims": {unit: held_to(aim) for unit, aim in kpi.aims},
        "weight": percent(kpi.weight),
        "levels": list(kpi.levels),
        "owner": kpi.owner,
        "reference": kpi.reference,
        "evidence": {
            "hide_below": kpi.evidence.hide_below,
            "flag_below": kpi.evidence.flag_below,
            "missing": kpi.evidence.missing.value,
            "carry": kpi.evidence.carry or None,
        },
        "shares": {department: percent(share) for department, share in kpi.shares},
    }
