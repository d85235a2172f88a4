"""A change as a page prints it: every figure by hand, every table adding up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.errors import BadRequest, Damaged, Forbidden
from scorecard.model.change import Cause
from scorecard.model.principal import Principal
from scorecard.views.change import load
from scorecard.views.change.view import Reason, Verdict
from tests.views.change.moved import JUNE, LAST_YEAR, MAY, moved, of

ALL = Principal("all")
IT = Principal("it", departments=("it",))
SALES = Principal("sales", departments=("sales",))


def points(moves) -> dict[str, str]:
    """Cause -> printed points, as texts."""
    return {str(cause): str(value) for cause, value in moves.points.items()}


def test_the_causes_are_as_counted_by_hand(falling):
    """Both cities rose, the mix fell further, and the new rule took the rest."""
    view = load(falling, ALL)
    assert (view.before, view.after, view.total) == (Decimal("78.00"), Decimal("73.80"), Decimal("-4.20"))
    assert points(view.moves) == {"rate": "2.40", "mix": "-3.00", "target": "-3.60"}
    assert (view.moves.performance, view.moves.rules) == (Decimal("-0.60"), Decimal("-3.60"))


def test_a_kpi_shows_its_reading_and_whose_doing_it_was(falling):
    """Those that moved most first; natural amounts have one decimal more and add up to the shift."""
    bill, access = load(falling, ALL).kpis
    assert (bill.kpi.id, points(bill.moves), bill.members) == ("bill", {"target": "-3.60"}, ())
    assert (str(access.before), str(access.after), str(access.shift)) == ("70.0", "69.0", "-1.00")
    assert access.natural == {Cause.RATE: Decimal("4.00"), Cause.MIX: Decimal("-5.00")}
    assert [(one.member.id, points(one.moves)) for one in access.members] == [
        ("A", {"rate": "0.90", "mix": "-1.88"}),
        ("B", {"rate": "1.50", "mix": "-1.12"}),
    ]
    assert [one.natural[Cause.MIX] for one in access.members] == [Decimal("-3.13"), Decimal("-1.87")]


def test_a_whole_that_falls_while_its_parts_rise_is_marked(falling):
    """Simpson: both rows are there, and the KPI says so; by segment nothing is masked."""
    assert {one.kpi.id: one.masked for one in load(falling, ALL).kpis} == {"access": True, "bill": False}
    assert not any(one.masked for one in load(falling, ALL, by="segment").kpis)


def test_who_is_withheld_on_one_side_is_pooled_on_the_other(falling):
    """Silver and bronze stand together in both months; gold alone."""
    view = load(falling, ALL, by="segment")
    assert points(view.moves) == {"rate": "-0.60", "target": "-3.60"}
    assert [(one.member.id, one.moves.of(Cause.RATE)) for one in view.members] == [
        ("gold", Decimal("-1.80")),
        ("", Decimal("0.00")),
        ("*", Decimal("1.20")),
    ]


def test_departments_answer_for_performance_and_hold_a_bridge(falling):
    """Rules are nobody's; Marketing's contribution is Sales' base; what moved adds up to 0."""
    rows = load(falling, ALL).departments
    found = [
        (one.department.id, *map(str, (one.performance, one.before, one.inherited, one.moved, one.after)))
        for one in rows
    ]
    assert found == [
        ("net", "-0.39", "29.40", "-0.39", "-4.17", "24.84"),
        ("it", "-0.21", "27.00", "-1.65", "4.17", "29.52"),
        ("sales", "0.00", "21.60", "-2.16", "0.00", "19.44"),
    ]


@pytest.mark.parametrize("principal", [ALL, IT, SALES])
@pytest.mark.parametrize("by", ["unit", "segment"])
@pytest.mark.parametrize("base", ["previous", "last_year", "year", MAY])
def test_every_table_adds_up(falling, principal, by, base):
    """Causes, processes, KPIs, members and departments: whichever way, to the printed change."""
    view = load(falling, principal, base=base, by=by)
    assert view.total == view.after - view.before == view.moves.total
    for cause in Cause:
        for rows in (view.processes, view.kpis, view.members):
            assert sum(one.moves.of(cause) for one in rows) == view.moves.of(cause)
    assert sum(one.performance for one in view.departments) == view.moves.performance
    for one in view.departments:
        if one.before is not None:
            assert one.before + one.inherited + one.moved == one.after
    if principal is not SALES:
        for name, whole in (("before", view.before), ("after", view.after), ("moved", 0)):
            assert sum(getattr(one, name) for one in view.departments) == whole


def test_a_limited_principal_sees_the_others_together(falling):
    """Its own row, and one for everybody else; the KPIs are the unit's, as on the KPI page."""
    view = load(falling, IT)
    assert [one.department.id for one in view.departments] == ["it", ""]
    assert view.departments[1].performance == Decimal("-0.39")
    assert view.limited
    assert view.moves == load(falling, ALL).moves


def test_what_another_department_left_behind_stays_closed(falling):
    """Sales may not open Marketing, whose contribution was its base: no bridge, but its performance."""
    own, others = load(falling, SALES).departments
    assert (own.performance, own.before, own.inherited, own.moved) == (Decimal("0.00"), None, None, None)
    assert others.before is None
    assert others.performance == Decimal("-0.60")


def test_a_year_to_date_is_told_against_last_years(falling):
    """Its readings are the span's; its contributions share the printed index."""
    view = load(falling, ALL, base="year")
    assert (view.base.period, view.before, view.after) == (LAST_YEAR, Decimal("78.00"), Decimal("73.80"))
    assert view.proof.verdict is Verdict.UNPROVEN
    assert view.gaps[:2] == ("2025-01", "2025-02")


def test_a_unit_without_parts_is_told_as_a_whole(falling):
    """A dimension that the period knows may be asked of every unit: here nothing is told apart by it."""
    view = load(falling, ALL, unit="A", by="segment")
    assert [one.id for one in view.dimensions] == ["unit", "segment"]
    assert [one.member.id for one in view.members] == [""]
    assert view.moves.total == view.total == Decimal("-1.20")


def test_a_direction_is_claimed_only_beyond_chance(falling, publish_moved):
    """4.20 is more than 1.96·√(1.5² + 1²) = 3.53; with larger errors it is chance, with none unproven."""
    assert load(falling, ALL).proof.verdict is Verdict.FELL
    assert load(falling, ALL).proof.before == (Decimal("76.00"), Decimal("80.00"))
    tables = moved()
    for row in of(tables, "standing", unit="G", kind="index"):
        row["error"] = Decimal("1.6")
    assert load(publish_moved(tables), ALL).proof.verdict is Verdict.CHANCE


def test_without_evidence_no_word_is_said(publish_moved):
    """One error missing is no evidence."""
    tables = moved()
    of(tables, "standing", unit="G", kind="index", period=MAY)[0]["error"] = None
    assert load(publish_moved(tables), ALL).proof.verdict is Verdict.UNPROVEN


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"period": MAY}, Reason.NO_PERIOD),
        ({"base": "2024-01"}, Reason.NO_PERIOD),
        ({"base": JUNE}, Reason.NOT_BEFORE),
        ({"unit": "C"}, Reason.NO_UNIT),
        ({"unit": "B"}, Reason.NO_INDEX_BEFORE),
    ],
)
def test_nothing_to_compare_is_said_and_no_zero_is_shown(falling, asked, reason):
    """A base without results, unit or index: the reason, and not a figure."""
    view = load(falling, ALL, **asked)
    assert view.reason is reason
    assert (view.before, view.after, view.total, view.kpis, view.departments) == (None, None, None, (), ())


def test_a_period_without_an_index_is_named_as_such(publish_moved):
    """It is this side that has none."""
    tables = moved()
    for row in of(tables, "basis", unit="G", period=JUNE):
        row.update(readings="", state="missing")
    of(tables, "standing", unit="G", kind="index", period=JUNE)[0].update(score=None, level=None)
    assert load(publish_moved(tables), ALL).reason is Reason.NO_INDEX_AFTER


def test_a_department_that_nobody_followed_is_named(publish_moved):
    """Marketing's responsibility has no successor: no table, no guess."""
    tables = moved()
    tables["successor"].clear()
    assert load(publish_moved(tables), ALL).reason is Reason.NO_SUCCESSOR


def test_a_base_in_which_the_unit_was_another_principals_is_closed(publish_moved):
    """City A came under City C in June: who may open C may not open A as of May."""
    tables = moved()
    of(tables, "unit", unit="A", period=JUNE)[0].update(lineage="/G/C/A/", parent="C")
    view = load(publish_moved(tables), Principal("c", units=("C",)), unit="A")
    assert view.reason is Reason.CLOSED


def test_a_foreign_unit_is_refused(falling):
    """The change of a unit is as closed as its scorecard."""
    with pytest.raises(Forbidden):
        load(falling, Principal("a", units=("A",)), unit="G")


def test_what_does_not_exist_is_refused_by_name(falling):
    """A dimension, a word."""
    with pytest.raises(BadRequest, match="segment"):
        load(falling, ALL, by="segmnt")
    with pytest.raises(BadRequest, match="last_year"):
        load(falling, ALL, base="lastyear")


def test_a_published_index_that_the_parts_do_not_give_is_damage(publish_moved):
    """What is taken apart must be what was printed."""
    tables = moved()
    of(tables, "standing", unit="G", kind="index", period=JUNE)[0]["score"] = Decimal("73.81")
    with pytest.raises(Damaged, match=r"73\.81"):
        load(publish_moved(tables), ALL)


def test_departments_that_do_not_add_up_are_damage(publish_moved):
    """Contributions of the base must be the index of the base."""
    tables = moved()
    of(tables, "standing", unit="G", subject="net", period=MAY)[0]["level"] = Decimal("29.41")
    with pytest.raises(Damaged, match=r"78\.01"):
        load(publish_moved(tables), ALL)
