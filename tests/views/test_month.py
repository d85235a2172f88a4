"""The month of a unit: it adds up, or nothing of it is shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.errors import Damaged
from scorecard.model.principal import Principal
from scorecard.views import bulletin, kpi, scorecard, transmission
from scorecard.views.frame import load_frame
from scorecard.views.month import load_month
from tests.views.world import of, world

ALL = Principal("all")


def month_of(reader, principal=ALL, unit=None):
    """The newest month."""
    return load_month(reader, principal, load_frame(reader, principal, period=None, unit=unit))


def totals(lines) -> tuple[Decimal, ...]:
    """Sums of the printed level, pressure and surplus."""
    return tuple(
        sum((getattr(one, name) or Decimal(0) for one in lines), Decimal(0))
        for name in ("level", "pressure", "surplus")
    )


@pytest.mark.parametrize(
    "principal", [ALL, Principal("it", departments=("it",)), Principal("two", departments=("it", "net"))]
)
def test_processes_departments_kpis_and_parts_add_up_to_the_index(reader, principal):
    """Every way of adding gives the published index, for a limited principal too."""
    month = month_of(reader, principal)
    index = (Decimal("78.00"), Decimal("6.00"), Decimal("4.00"))
    assert totals([month.index]) == index
    for lines in (month.processes, month.departments, month.kpis, [part.sum for part in month.parts]):
        assert totals(lines) == index


def test_other_departments_are_one_line(reader):
    """A limited principal sees its own cells and the rest of each KPI under one line without an id."""
    month = month_of(reader, Principal("it", departments=("it",)))
    assert [(part.kpi, part.department, part.share, part.sum.level) for part in month.parts] == [
        ("access", "it", Decimal("30.00"), Decimal("12.60")),
        ("access", "", Decimal("70.00"), Decimal("29.40")),
        ("bill", "it", Decimal("40.00"), Decimal("14.40")),
        ("bill", "", Decimal("60.00"), Decimal("21.60")),
    ]
    assert [(line.id, line.level) for line in month.departments] == [
        ("it", Decimal("27.00")),
        ("", Decimal("51.00")),
    ]
    assert month.departments[-1].score is None
    assert month.departments[-1].name.en == "Other departments"


def test_nothing_is_hidden_from_a_principal_of_all_departments_by_name(reader):
    """Where no department is left there is no line for the others."""
    month = month_of(reader, Principal("every", departments=("net", "it", "market")))
    assert [line.id for line in month.departments] == ["net", "it", "market"]


@pytest.mark.parametrize("load", [scorecard.load, transmission.load, kpi.load, bulletin.load])
@pytest.mark.parametrize("column", ["level", "pressure", "surplus"])
def test_a_cell_that_does_not_close_stops_every_page(publish, load, column):
    """A cent too much in one cell is told with both numbers."""
    tables = world()
    of(tables, "contribution", unit="G", kpi="bill", department="it")[column] += Decimal("0.01")
    whole = {"level": "78", "pressure": "6", "surplus": "4"}[column]
    with pytest.raises(Damaged, match=rf"{column} .* adds up to {whole}\.01, but {whole}\.00 is"):
        load(publish(tables), ALL)


@pytest.mark.parametrize(("kind", "subject"), [("process", "billing"), ("department", "it")])
def test_a_published_part_that_its_cells_do_not_meet_is_damage(publish, kind, subject):
    """The index may close while a process or a department does not."""
    tables = world()
    of(tables, "standing", unit="G", kind=kind, subject=subject)["level"] += Decimal("1.00")
    with pytest.raises(Damaged, match=f"{kind} '{subject}'"):
        month_of(publish(tables))


@pytest.mark.parametrize(("kind", "subject"), [("process", "billing"), ("department", "it")])
def test_cells_without_a_published_standing_are_damage(publish, kind, subject):
    """Points that belong to nobody on the page do not close."""
    tables = world()
    tables["standing"].remove(of(tables, "standing", unit="G", kind=kind, subject=subject))
    with pytest.raises(Damaged, match=f"{kind} '{subject}' has"):
        month_of(publish(tables))


def test_a_unit_without_any_standing_is_damage(publish):
    """A unit of the tree has an index line, if only to say that there is none."""
    tables = world()
    tables["standing"] = [row for row in tables["standing"] if row["unit"] != "G"]
    with pytest.raises(Damaged, match="no index for unit 'G'"):
        month_of(publish(tables))


def test_a_unit_without_an_index_has_lines_without_figures(reader):
    """Missing is None, never 0."""
    month = month_of(reader, unit="B")
    assert (month.index.score, month.index.level, month.index.state) == (None, None, "missing")
    assert [line.level for line in month.kpis] == [None, None, None]
    assert month.parts == ()


def test_a_reading_with_more_digits_than_published_is_damage(publish):
    """A figure is as published or an error; nothing is rounded on the way."""
    tables = world()
    of(tables, "reading", unit="G", kpi="access")["value"] = Decimal("8.15")
    with pytest.raises(Damaged, match=r"8\.150000.*1 decimals"):
        month_of(publish(tables))


def test_targets_keep_the_digits_with_which_they_were_defined(reader):
    """At least the reading's decimals, more where the definition has more."""
    (line, *_) = month_of(reader).kpis
    shown = [str(figure) for figure in (line.value, line.floor, line.target, line.stretch)]
    assert shown == ["8.1", "6.0", "8.5", "9.25"]
