"""Transmission: from the index to the departments, exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.errors import Forbidden
from scorecard.model.principal import Principal
from scorecard.views.transmission import load

ALL = Principal("all")


@pytest.mark.parametrize("principal", [ALL, Principal("it", departments=("it",))])
@pytest.mark.parametrize("name", ["level", "pressure", "surplus"])
def test_steps_cells_and_lines_add_up_to_the_index(reader, principal, name):
    """Whichever way the points are added, the total is the index's."""
    view = load(reader, principal)
    for parts in (view.steps, view.cells, view.processes, view.departments):
        assert sum(getattr(part, name) for part in parts) == getattr(view.index, name)


def test_a_cell_is_the_sum_of_its_steps(reader):
    """Process x department, in the order of the definitions."""
    assert [(cell.process, cell.department, cell.level) for cell in load(reader, ALL).cells] == [
        ("quality", "net", Decimal("29.40")),
        ("quality", "it", Decimal("12.60")),
        ("billing", "it", Decimal("14.40")),
        ("billing", "market", Decimal("21.60")),
    ]


def test_a_limited_principal_sees_nobody_elses_step(reader):
    """Steps of other departments are summed by KPI under the empty id."""
    view = load(reader, Principal("market", departments=("market",)))
    assert {step.department.id for step in view.steps} == {"market", ""}
    assert [(step.kpi.id, step.pressure) for step in view.steps if not step.department.id] == [
        ("access", Decimal("6.00")),
        ("bill", Decimal("0.00")),
    ]


def test_kpis_without_a_reading_are_named(reader):
    """What is withheld or missing is listed, and lowers what reaches a department: here to the coverage."""
    view = load(reader, ALL)
    assert [id_ for id_, _ in view.missing] == ["noise"]
    assert view.audit.reached == view.index.coverage == Decimal("82.00")


def test_a_unit_without_an_index_has_an_empty_path(reader):
    """Nothing is transmitted where nothing is published."""
    view = load(reader, ALL, unit="B")
    assert (view.steps, view.cells, view.index.level) == ((), (), None)
    assert view.audit.reached == Decimal("0.00")


def test_a_forged_unit_is_refused(reader):
    """The path of a foreign unit stays closed."""
    with pytest.raises(Forbidden):
        load(reader, Principal("a", units=("A",)), unit="G")
