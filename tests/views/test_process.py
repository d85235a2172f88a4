"""The page of a process: its score, its KPIs, who answers for it, the units below."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.errors import BadRequest, Damaged, Forbidden
from scorecard.model.principal import Principal
from scorecard.views.control import Variation
from scorecard.views.process import load
from tests.views.past import OUTLIER, SHIFT, with_past
from tests.views.world import of, world

ALL = Principal("all")
IT = Principal("it", departments=("it",))


def test_the_default_is_the_process_with_the_most_pressure(reader):
    """Quality owes 6 points, billing none."""
    view = load(reader, ALL)
    assert view.line.id == "quality"
    assert [one.id for one in view.processes] == ["quality", "billing"]


@pytest.mark.parametrize("principal", [ALL, IT])
@pytest.mark.parametrize("process", ["quality", "billing"])
@pytest.mark.parametrize("name", ["level", "pressure", "surplus"])
def test_kpis_and_departments_add_up_to_the_process(reader, principal, process, name):
    """For a principal limited to a department the others stand together under no name of their own."""
    view = load(reader, principal, process=process)
    whole = getattr(view.line, name)
    assert sum(getattr(one, name) for one in view.owners) == whole
    assert sum(getattr(one.line, name) or 0 for one in view.kpis) == whole


def test_departments_stand_by_pressure_with_the_kpis_they_answer_for(reader):
    """Network 4.20 of the 6.00, IT 1.80; the withheld noise is a KPI of nobody's points."""
    owners = load(reader, ALL).owners
    assert [(one.department.id, one.kpis, one.pressure) for one in owners] == [
        ("net", 1, Decimal("4.20")),
        ("it", 1, Decimal("1.80")),
    ]
    assert [one.department.id for one in load(reader, IT).owners] == ["", "it"]


def test_each_kpi_has_its_line_and_its_chart(reader):
    """Those of the process only, in the order of the definitions; a withheld one has no reading."""
    view = load(reader, ALL)
    assert [(one.line.id, one.control.moments[-1].value) for one in view.kpis] == [
        ("access", Decimal("8.1")),
        ("noise", None),
    ]


def test_the_score_is_a_chart_with_an_interval(publish):
    """Thirteen months worked by hand; the interval is the published one."""
    tables = with_past(["8.1"] * 13, [f"{value}.00" for value in OUTLIER])
    of(tables, "standing", unit="G", subject="quality").update(low=Decimal("28.40"), high=Decimal("31.60"))
    view = load(publish(tables), ALL)
    assert (view.low, view.high) == (Decimal("28.40"), Decimal("31.60"))
    (band,) = view.control.bands
    assert (band.low, band.mean, band.high) == (Decimal("7.142"), Decimal("12.462"), Decimal("17.782"))
    assert view.control.variation is Variation.BETTER
    assert view.control.target == view.frame.target_score


def test_what_signals_is_watched_over_the_process_and_its_kpis_alone(publish):
    """The bill's process is another page; noise has no reading, so two charts can be told."""
    tables = with_past([f"{value}.0" for value in SHIFT])
    watch = load(publish(tables), ALL).watch
    assert [one.id for one in watch.signals] == ["access"]
    assert watch.charts == 2


def test_a_focus_issue_names_the_kpi_that_watches_over_it(publish):
    """With its score and its chart; a process without one has none."""
    tables = world()
    of(tables, "kpi", kpi="access").update(focus_zh="接通", focus_en="Getting through")
    (focus,) = load(publish(tables), ALL).focus
    assert (focus.issue.en, focus.kpi.id, focus.kpi.score) == ("Getting through", "access", Decimal("70.00"))
    assert load(publish(tables), ALL, process="billing").focus == ()


def test_the_units_below_have_their_scores_and_rank_sets(publish):
    """In order of the tree; without a rank set there is none."""
    tables = world()
    of(tables, "standing", unit="A", subject="quality").update(
        rank=2, ranked=9, rank_low=1, rank_high=5, low=Decimal("68.00"), high=Decimal("72.00")
    )
    one, other = load(publish(tables), ALL).units
    assert (one.unit.id, one.score, one.rank, one.ranked, one.rank_low, one.rank_high) == (
        "A",
        Decimal("70.00"),
        2,
        9,
        1,
        5,
    )
    assert (one.low, one.high) == (Decimal("68.00"), Decimal("72.00"))
    assert (other.unit.id, other.score, other.rank_low, other.state) == ("B", None, None, "missing")


def test_an_unknown_process_names_the_near_word(reader):
    """A typo in the address is answered."""
    with pytest.raises(BadRequest, match="Did you mean 'quality'"):
        load(reader, ALL, process="qualty")


def test_a_process_without_a_kpi_at_the_level_is_refused(reader):
    """Unit B has a standing of quality, none of billing."""
    with pytest.raises(BadRequest, match="'billing' has no KPI for units of the level of 'B'"):
        load(reader, ALL, unit="B", process="billing")


def test_a_unit_without_a_process_says_so(publish):
    """There is nothing to choose."""
    tables = world()
    tables["standing"] = [row for row in tables["standing"] if (row["unit"], row["kind"]) != ("B", "process")]
    with pytest.raises(BadRequest, match="No process applies to unit 'B'"):
        load(publish(tables), ALL, unit="B")


def test_parts_that_do_not_add_up_are_not_shown(publish):
    """The month's own check speaks first."""
    tables = world()
    of(tables, "standing", unit="G", subject="quality")["level"] = Decimal("42.01")
    with pytest.raises(Damaged, match="does not close"):
        load(publish(tables), ALL)


def test_a_principal_sees_the_process_in_its_own_units_only(reader):
    """The group is refused; of the city's units below none is left out, and no other unit's is shown."""
    limited = Principal("a", units=("A",))
    with pytest.raises(Forbidden):
        load(reader, limited, unit="G")
    view = load(reader, limited, unit="A")
    assert [one.unit.id for one in view.units] == ["A1"]
