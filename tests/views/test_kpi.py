"""The KPI page: one KPI, its owners, its units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.errors import BadRequest
from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.views.kpi import load
from tests.views.past import OUTLIER, every, with_past
from tests.views.world import APRIL, of, world

ALL = Principal("all")


def test_the_default_is_the_kpi_with_the_most_pressure(reader):
    """Access owes 6 points, bill none."""
    view = load(reader, ALL)
    assert view.line.id == "access"
    assert [choice.id for choice in view.kpis] == ["access", "noise", "bill"]


def test_without_pressure_the_default_is_the_first_kpi(reader):
    """A unit without an index still opens."""
    assert load(reader, ALL, unit="B").line.id == "access"


@pytest.mark.parametrize("principal", [ALL, Principal("it", departments=("it",))])
@pytest.mark.parametrize("name", ["level", "pressure", "surplus"])
def test_owners_add_up_to_the_line(reader, principal, name):
    """Every department that answers, and for a limited principal the rest under one name."""
    view = load(reader, principal, kpi="access")
    assert sum(getattr(owner, name) for owner in view.owners) == getattr(view.line, name)
    assert sum(owner.share for owner in view.owners) == Decimal("100.00")


def test_a_limited_principal_sees_no_other_owner(reader):
    """Who holds the rest of the KPI is not told in points."""
    owners = load(reader, Principal("it", departments=("it",)), kpi="access").owners
    assert [owner.department.id for owner in owners] == ["it", ""]


def test_readings_keep_their_printed_decimals(reader):
    """In the line, over time and below the unit."""
    view = load(reader, ALL, kpi="access")
    assert str(view.line.value) == "8.1"
    assert [(one.period, str(one.value)) for one in view.control.moments] == [
        (APRIL, "8.1"),
        ("2026-05", "None"),
        ("2026-06", "8.1"),
    ]
    assert [one.value for one in view.scores] == [Decimal("70.00"), None, Decimal("70.00")]
    assert [(one.unit.id, str(one.value), one.state) for one in view.units] == [
        ("A", "8.1", "ok"),
        ("B", "None", "missing"),
    ]


def test_the_sums_behind_a_reading_are_those_of_its_kind(reader):
    """A mean needs no promoters; 810 / 100 is the reading."""
    view = load(reader, ALL, kpi="access")
    assert view.tally == (("n", 100), ("weight", 100), ("total", 810), ("squares", 6800))


def test_the_sums_behind_a_formula_are_those_of_its_terms(publish):
    """By the names that stand in its text, to the last digit; another kind has no such text."""
    tables = world()
    of(tables, "kpi", kpi="access").update(kind="formula", formula="100 * 接通 / n")
    of(tables, "tally", unit="G")["terms"] = f"n:{2**64} 接通:-810"
    view = load(publish(tables), ALL, kpi="access")
    assert view.line.formula == "100 * 接通 / n"
    assert view.tally == (("n", 2**64), ("接通", -810))
    assert load(publish(tables), ALL, kpi="bill").line.formula is None


def test_a_hidden_kpi_hides_its_sums_too(publish):
    """A reading that is withheld cannot be computed from the page; nobody owns points that are not there."""
    tables = world()
    of(tables, "tally", unit="G")["kpi"] = "noise"
    view = load(publish(tables), ALL, kpi="noise")
    assert (view.line.state, view.line.value, view.tally, view.owners) == ("hidden", None, (), ())
    assert view.control.moments[-1].value is None


def test_the_source_is_named_by_the_book(reader, publish):
    """By its name where the snapshot has it, else by its id."""
    assert load(reader, ALL).source == Text("测评", "Survey")
    assert load(publish({**world(), "term": []}), ALL).source == Text("survey", "survey")


def test_an_unknown_kpi_names_the_near_word(reader):
    """A typo in the address is answered."""
    with pytest.raises(BadRequest, match="Did you mean 'noise'"):
        load(reader, ALL, kpi="noize")


def test_a_kpi_that_does_not_apply_to_the_unit_is_refused(publish):
    """It exists, but not at this level."""
    tables = world()
    tables["reading"] = [row for row in tables["reading"] if (row["unit"], row["kpi"]) != ("A1", "noise")]
    with pytest.raises(BadRequest, match="'noise' is not scored for units of the level of 'A1'"):
        load(publish(tables), ALL, unit="A1", kpi="noise")


def test_a_unit_to_which_no_kpi_applies_says_so(publish):
    """There is nothing to choose."""
    tables = world()
    tables["reading"] = [row for row in tables["reading"] if row["unit"] != "B"]
    with pytest.raises(BadRequest, match="No KPI applies to unit 'B'"):
        load(publish(tables), ALL, unit="B")


def test_readings_and_scores_have_their_intervals(publish):
    """In the line and below the unit; what they rest on is said."""
    tables = world()
    ends = {"value_low": "7.9", "value_high": "8.3", "low": "66.00", "high": "74.00"}
    for unit in ("G", "A"):
        row = of(tables, "reading", unit=unit, kpi="access")
        row.update({name: Decimal(value) for name, value in ends.items()}, basis="rows")
    view = load(publish(tables), ALL, kpi="access")
    for one in (view.line, view.units[0]):
        assert {name: str(getattr(one, name)) for name in ends} == ends
    assert view.line.basis == "rows"
    assert (view.units[1].value_low, load(publish(tables), ALL, kpi="bill").line.basis) == (None, "")


def test_another_measure_begins_the_readings_anew(publish):
    """The jump to 30 is no signal where something else is measured from June on."""
    tables = with_past([f"{value}.0" for value in OUTLIER])
    assert load(publish(tables), ALL, kpi="access").control.signalling
    for row in every(tables, "kpi", kpi="access"):
        row["measured"] = "new" if row["period"] == "2026-06" else "old"
    control = load(publish(tables), ALL, kpi="access").control
    assert (control.restarts, control.signalling, control.provisional) == (("2026-06",), False, True)


def test_a_missing_month_does_not_hide_a_new_measure(publish):
    """May was never computed: June is held against April."""
    tables = world()
    of(tables, "kpi", kpi="access")["measured"] = "new"
    assert load(publish(tables), ALL, kpi="access").control.restarts == ("2026-06",)


def test_the_reading_is_divided_by_segment(reader):
    """Printed with the KPI's decimals; shares of the volume add up to 100.0; the withheld stand together."""
    (split,) = load(reader, ALL, kpi="access").splits
    assert (split.dimension.id, split.dimension.name.zh) == ("segment", "客户价值分群")
    assert [
        ([name.en for name in one.names], one.together, str(one.value), one.n, str(one.share))
        for one in split.members
    ] == [
        (["gold"], False, "8.2", 60, "60.0"),
        (["plain"], False, "7.7", 31, "31.0"),
        (["diamond", "silver"], True, "8.9", 9, "9.0"),
    ]


def test_the_book_names_dimensions_and_their_values(publish):
    """Else they stand as they were delivered."""
    tables = world()
    for key, zh, en in (("segment", "分群", "Group"), ("segment.gold", "金卡", "Gold card")):
        tables["term"].append({"period": "2026-06", "key": key, "zh": zh, "en": en})
    (split,) = load(publish(tables), ALL, kpi="access").splits
    assert (split.dimension.name, split.members[0].names) == (
        Text("分群", "Group"),
        (Text("金卡", "Gold card"),),
    )


def test_a_kpi_that_nothing_divides_has_no_parts(reader):
    """And one whose rows carry no weight has no shares to print."""
    assert load(reader, ALL, kpi="bill").splits == ()
