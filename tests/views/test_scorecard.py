"""My scorecard, of a unit and of a department."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.errors import BadRequest, Damaged, Forbidden
from scorecard.model.principal import Principal
from scorecard.views.frame import Choice, load_frame
from scorecard.views.month import load_month
from scorecard.views.scorecard import Around, build, load
from tests.views.world import APRIL, NAMES, of, world

ALL = Principal("all")
IT = Principal("it", departments=("it",))


def test_a_units_parts_add_up_to_its_headline(reader):
    """KPIs, processes and departments each hold the 78 points of the index."""
    view = load(reader, ALL)
    assert (view.headline.id, view.headline.score) == ("G", Decimal("78.00"))
    for lines in (view.kpis, view.processes, view.departments):
        assert sum(line.level or 0 for line in lines) == Decimal("78.00")


def test_the_month_before_is_none_where_it_was_not_computed(reader):
    """May is missing: April is not shown as the month before June."""
    assert load(reader, ALL).previous is None


def test_a_gap_in_the_trend_stays_a_gap(reader):
    """The series runs by calendar month."""
    trend = load(reader, ALL).trend
    assert [(one.period, one.value, one.state) for one in trend] == [
        (APRIL, Decimal("75.00"), "ok"),
        ("2026-05", None, "missing"),
        ("2026-06", Decimal("78.00"), "ok"),
    ]


def test_the_month_before_is_found(publish):
    """With May in the snapshot June's view holds May's line."""
    tables = world()
    for rows in tables.values():
        for row in rows:
            row["period"] = row["period"].replace(APRIL, "2026-05")
    previous = load(publish(tables), ALL).previous
    assert previous is not None
    assert previous.score == Decimal("75.00")


def test_an_earlier_period_knows_nothing_of_a_later_one(reader):
    """The trend ends with the period asked for."""
    assert [one.period for one in load(reader, ALL, period=APRIL).trend] == [APRIL]


def test_a_trend_has_at_most_24_months(reader):
    """Two years are shown, the oldest months fall off."""
    month = load_month(reader, ALL, load_frame(reader, ALL, period=None, unit=None))
    row = {"period": "2020-01", "score": Decimal("1.00"), "n": 1, "state": "ok"}
    trend = build(month, None, Around([row])).trend
    assert (len(trend), trend[0].period, trend[-1].period) == (24, "2024-07", "2026-06")


def test_missing_data_are_owed_by_the_department_that_delivers_them(publish):
    """A missing, a carried and a zero KPI name who owes; for a withheld one nobody does."""
    tables = world()
    assert [(one.kpi.id, one.department, one.state) for one in load(publish(tables), ALL).owed] == [
        ("noise", None, "hidden")
    ]
    for state, value in (("missing", None), ("zero", None), ("carried", Decimal("3.000000"))):
        of(tables, "reading", unit="G", kpi="noise").update(state=state, value=value)
        (owed,) = load(publish(tables), ALL).owed
        assert (owed.source.zh, owed.department and owed.department.zh) == ("测评", "网络部")
        assert owed.state == state


def test_only_what_a_department_answers_for_is_owed_in_its_scorecard(reader):
    """Noise is the network's; the market has nothing to do with it."""
    assert [one.kpi.id for one in load(reader, ALL, department="net").owed] == ["noise"]
    assert load(reader, ALL, department="market").owed == ()


def test_a_change_is_judged_by_the_errors_of_both_months(publish):
    """3 points with 1.02 on both sides are z = 2.08, 2.8 points z = 1.94; without one nothing is said."""
    tables = world()
    for rows in tables.values():
        for row in rows:
            row["period"] = row["period"].replace(APRIL, "2026-05")
    before = next(
        row
        for row in tables["standing"]
        if (row["period"], row["unit"], row["kind"]) == ("2026-05", "G", "index")
    )
    found = {}
    for score in ("75.00", "75.20", "78.00"):
        before["score"] = Decimal(score)
        change = load(publish(tables), ALL).shift
        found[score] = change and (change.points, change.beyond)
    assert found == {
        "75.00": (Decimal("3.00"), True),
        "75.20": (Decimal("2.80"), False),
        "78.00": (Decimal("0.00"), False),
    }
    before["error"] = None
    assert load(publish(tables), ALL).shift.beyond is None


def test_without_a_month_before_there_is_no_change(reader):
    """Not a change of nothing."""
    assert load(reader, ALL).shift is None


def test_the_peers_that_cannot_be_told_apart_are_named(reader):
    """IT and market are not to be told apart, the network is from both."""
    assert [one.name.en for one in load(reader, ALL, department="it").alike] == ["Market"]
    assert load(reader, ALL, department="net").alike == ()


def test_a_unit_is_told_apart_from_units(publish):
    """The names of a unit's peers are units', the nearest in rank first."""
    tables = world()
    of(tables, "standing", unit="A", kind="index").update(alike="A1 B", rank=3)
    of(tables, "standing", unit="B", kind="index")["rank"] = 2
    of(tables, "standing", unit="A1", kind="index")["rank"] = 7
    assert [one.id for one in load(publish(tables), ALL, unit="A").alike] == ["B", "A1"]


def test_a_hidden_kpi_has_no_figures_but_its_n(reader):
    """Withheld is neither 0 nor left out."""
    hidden = next(line for line in load(reader, ALL).kpis if line.id == "noise")
    assert (hidden.state, hidden.n) == ("hidden", 4)
    assert (hidden.value, hidden.score, hidden.weight, hidden.level, hidden.pressure) == (None,) * 5


def test_child_units_have_their_index_lines(reader):
    """The children of the unit in the order of the tree, the unpublished one too."""
    assert [(line.id, line.score) for line in load(reader, ALL).units] == [
        ("A", Decimal("78.00")),
        ("B", None),
    ]


def test_a_departments_parts_add_up_to_its_standing(reader):
    """IT holds 30 % of access and 40 % of bill: 12.60 + 14.40 = 27.00."""
    view = load(reader, ALL, department="it")
    assert (view.headline.id, view.headline.level, view.headline.score) == (
        "it",
        Decimal("27.00"),
        Decimal("79.41"),
    )
    assert [(line.id, line.share, line.level) for line in view.kpis] == [
        ("access", Decimal("30.00"), Decimal("12.60")),
        ("bill", Decimal("40.00"), Decimal("14.40")),
    ]
    assert [(line.id, line.level, line.score) for line in view.processes] == [
        ("quality", Decimal("12.60"), None),
        ("billing", Decimal("14.40"), None),
    ]
    assert view.departments == (view.headline,)
    assert [line.id for line in view.units] == ["A"]


def test_a_departments_kpi_without_data_is_listed(reader):
    """Network answers for noise, which is withheld: it is in the list without points."""
    view = load(reader, ALL, department="net")
    assert [(line.id, line.level) for line in view.kpis] == [("access", Decimal("29.40")), ("noise", None)]


def test_a_department_principal_gets_its_own_scorecard(reader):
    """In any unit, without asking, and with the same figures that others see."""
    assert load(reader, IT) == load(reader, IT, department="it")
    assert load(reader, IT, unit="A1").headline.level == Decimal("27.00")
    assert load(reader, IT).kpis == load(reader, ALL, department="it").kpis


def test_a_forged_department_is_refused(reader):
    """Another department is forbidden, an unknown one does not exist."""
    with pytest.raises(Forbidden, match="it may not open department 'net'"):
        load(reader, IT, department="net")
    with pytest.raises(BadRequest, match="Did you mean 'market'"):
        load(reader, IT, department="markt")


def test_a_principal_whose_departments_are_gone_is_refused(reader):
    """No department of its own exists in the period."""
    with pytest.raises(Forbidden, match="None of the departments of old"):
        load(reader, Principal("old", departments=("old",)))


def test_a_department_without_weight_in_the_unit_has_no_figures(publish):
    """A department that answers for nothing has an empty scorecard, not an error."""
    tables = world()
    tables["department"].append(
        {**of(tables, "department", department="it"), "department": "hr", "position": 9}
    )
    view = load(publish(tables), ALL, department="hr")
    assert (view.headline.state, view.headline.level, view.kpis, view.previous) == ("missing", None, (), None)


def test_a_department_part_that_does_not_close_is_damage(reader):
    """build refuses a month whose department has more points than its parts."""
    month = load_month(reader, ALL, load_frame(reader, ALL, period=None, unit=None))
    it = next(line for line in month.departments if line.id == "it")
    choice = Choice(it.id, it.name)
    broken = type(month)(
        **{name: getattr(month, name) for name in month.__slots__ if name != "parts"},
        parts=tuple(part for part in month.parts if part.kpi != "bill"),
    )
    with pytest.raises(Damaged, match=r"KPIs of 'it' adds up to 12\.60, but 27\.00"):
        build(broken, choice, Around([]))


def test_names_are_in_both_languages(reader):
    """Every line carries the name of its subject."""
    for line in load(reader, ALL).departments:
        assert (line.name.zh, line.name.en) == NAMES[line.id]
