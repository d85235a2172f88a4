"""The second implementation of the change itself: worked by hand, and by the laws of B.3 on random pairs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from scorecard.model.change import PERFORMANCE, Cause, Cell, Side, Stated
from scorecard.model.kpi import Direction
from scorecard.model.scoring import Curve, RankPoints
from tests.oracle.plain_bridge import Bridge
from tests.oracle.plain_change import told
from tests.oracle.sides import DEPARTMENTS, pair

F = Fraction
HALF = F(1, 2)
LINE = Curve(((F(0), F(0)), (F(100), F(100))))
STEEP = Curve(((F(0), F(0)), (F(50), F(100))))
PAIRS = 1_000
OPPOSITE = {Cause.ENTRY: Cause.EXIT, Cause.EXIT: Cause.ENTRY}


def kpi(value, weight=1, *, rule=LINE, shares=(("net", 10_000),), **more):
    """A KPI of process p whose score on the line is its reading."""
    one = Stated("p", weight, "mean of x", Direction.HIGHER, rule, shares)
    if value is None:
        return replace(one, **more)
    score = F(value) if rule is LINE else min(F(100), 2 * F(value))
    return replace(one, readings=(F(value),), score=score, **more)


def side(**kpis):
    """One process; every KPI may be missing."""
    return Side((("p", 10_000),), kpis, F(0))


def rows(before, after, **more):
    """(KPI, cause, member) -> (points, natural) in the process p."""
    return {key[1:]: row for key, row in told(before, after, **more).rows.items()}


def parts(**cells):
    """Member -> (volume, value)."""
    return {
        name: Cell(F(volume), None if value is None else F(value)) for name, (volume, value) in cells.items()
    }


def test_no_base_is_no_change():
    """Without an index on either side there is nothing to compare."""
    empty, full = side(a=kpi(None)), side(a=kpi(60))
    assert told(empty, full) is told(full, empty) is told(empty, empty) is None


def test_a_kpi_missing_in_the_base_is_coverage_and_a_new_one_is_weight():
    """60 alone, then 60 and 80: 2.5 because the first lost half its weight, 7.5 because of the second."""
    after = side(a=kpi(60), b=kpi(80))
    for base, cause in ((side(a=kpi(60), b=kpi(None)), Cause.COVERAGE), (side(a=kpi(60)), Cause.WEIGHT)):
        expected = {("a", cause, ""): (F(5, 2), None), ("b", cause, ""): (F(15, 2), None)}
        assert rows(base, after) == expected


def test_weight_and_coverage_share_what_both_moved():
    """Weights 1:1, only a there; then 1:3, both there: an eighth of the weight moved by rule, 5/8 by data."""
    before, after = side(a=kpi(60), b=kpi(None)), side(a=kpi(60), b=kpi(80, 3))
    assert rows(before, after) == {
        ("a", Cause.WEIGHT, ""): (F(15, 16), None),
        ("a", Cause.COVERAGE, ""): (F(75, 16), None),
        ("b", Cause.WEIGHT, ""): (F(25, 16), None),
        ("b", Cause.COVERAGE, ""): (F(125, 16), None),
    }


def test_a_hybrid_that_is_undefined_makes_it_all_weight():
    """Only a has data; then a is gone and b has: b's weight on the data of then would be none at all."""
    before, after = side(a=kpi(60), b=kpi(None)), side(b=kpi(80))
    assert rows(before, after) == {
        ("a", Cause.WEIGHT, ""): (F(10), None),
        ("b", Cause.WEIGHT, ""): (F(10), None),
    }


def test_a_weight_of_0_is_as_good_as_none():
    """A-7: what a KPI scored while it weighed nothing matters to no row, nor whether it had data."""
    after = side(a=kpi(60), b=kpi(80))
    for b in (kpi(None, 0), kpi(5, 0), kpi(95, 0)):
        assert rows(side(a=kpi(60), b=b), after) == rows(side(a=kpi(60)), after)


def test_every_part_up_and_the_whole_down():
    """Simpson: 90 -> 92 and 50 -> 55 while three of four customers move to the worse part: 80 -> 64.25."""
    before = side(a=kpi(80, parts=parts(x=(3, 90), y=(1, 50))))
    after = side(a=kpi("64.25", parts=parts(x=(1, 92), y=(3, 55))))
    expected = {
        ("a", Cause.RATE, "x"): F(1),
        ("a", Cause.RATE, "y"): F(5, 2),
        ("a", Cause.MIX, "x"): F(-151, 16),
        ("a", Cause.MIX, "y"): F(-157, 16),
    }
    assert rows(before, after) == {key: (points, points) for key, points in expected.items()}


def test_a_reading_that_stood_still_has_rows_that_cancel():
    """One part up by 4, the other down by 4, at a slope of 2: +4 and -4 points, and no more."""
    before = side(a=kpi(30, rule=STEEP, parts=parts(x=(1, 20), y=(1, 40))))
    after = side(a=kpi(30, rule=STEEP, parts=parts(x=(1, 24), y=(1, 36))))
    expected = {("a", Cause.RATE, "x"): (F(4), F(2)), ("a", Cause.RATE, "y"): (F(-4), F(-2))}
    assert rows(before, after) == expected


@pytest.mark.parametrize(
    ("value", "slope"),
    [(0, F(1)), (50, F(1)), (20, F(2)), (70, F(0))],
    ids=["start", "bend", "inside", "flat"],
)
def test_the_slope_of_a_reading_that_stood_still_is_the_mean_of_both_sides(value, slope):
    """At a bend half of each slope; beyond the curve none."""
    before = side(a=kpi(value, rule=STEEP, parts=parts(x=(1, value - 4), y=(1, value + 4))))
    after = side(a=kpi(value, rule=STEEP, parts=parts(x=(1, value), y=(1, value))))
    assert rows(before, after)["a", Cause.RATE, "x"] == (2 * slope, 2)


def test_the_flat_end_of_a_curve_gives_no_points_and_still_tells_what_moved():
    """60 -> 80 beyond the stretch value: 0 points of 20 natural ones."""
    before, after = side(a=kpi(60, rule=STEEP)), side(a=kpi(80, rule=STEEP))
    assert rows(before, after) == {("a", Cause.RATE, ""): (F(0), F(20))}


def test_entry_exit_and_members_that_belong_elsewhere_now():
    """x goes (80 of a mean of 70 -> 60), z comes: each against the mid mean 65, by half the volume."""
    before = side(a=kpi(70, parts=parts(x=(1, 80), y=(1, 60))))
    after = side(a=kpi(60, parts=parts(x=(0, None), y=(1, 60), z=(1, 60))))
    expected = {("a", Cause.EXIT, "x"): (F(-15, 2),) * 2, ("a", Cause.ENTRY, "z"): (F(-5, 2),) * 2}
    assert rows(before, after) == expected
    moved = rows(before, after, moved={"x", "y"})
    assert moved == {
        ("a", Cause.ORGANISATION, "x"): (F(-15, 2),) * 2,
        ("a", Cause.ENTRY, "z"): (F(-5, 2),) * 2,
    }


def test_what_a_reported_reading_holds_beyond_its_parts_stands_alone():
    """Parts 60 -> 66, reported 61 -> 70: 6 of rate and 3 unreconciled."""
    before, after = side(a=kpi(61, parts=parts(x=(2, 60)))), side(a=kpi(70, parts=parts(x=(5, 66))))
    assert rows(before, after) == {
        ("a", Cause.RATE, "x"): (F(6), F(6)),
        ("a", Cause.UNRECONCILED, ""): (F(3), F(3)),
    }


def test_a_new_curve_is_a_target_row():
    """20 on the line, 30 on the steep curve: 20 -> 60 is 15 by the reading and 25 by the curve."""
    before, after = side(a=kpi(20)), side(a=kpi(30, rule=STEEP))
    assert rows(before, after) == {
        ("a", Cause.RATE, ""): (F(15), F(10)),
        ("a", Cause.TARGET, ""): (F(25), None),
    }


def test_a_rank_is_no_function_of_the_reading_alone():
    """Nobody's reading but the peers' moved: 100 -> 70 points of rate, 0 natural units."""
    rule = RankPoints((F(100), F(70)))
    first = Stated("p", 1, "x", Direction.HIGHER, rule, (("net", 10_000),), (F(5), F(4)), F(100))
    second = replace(first, readings=(F(5), F(6)), score=F(70))
    assert rows(side(a=first), side(a=second)) == {("a", Cause.RATE, ""): (F(-30), F(0))}


def test_a_rank_among_nobody_is_no_hybrid():
    """Ranked second of two, then scored by the line: only the line knows both readings, 5 and 6."""
    ranked = Stated("p", 1, "mean of x", Direction.HIGHER, RankPoints((F(100), F(70))), (("net", 10_000),))
    before = side(a=replace(ranked, readings=(F(5), F(9)), score=F(70)))
    assert rows(before, side(a=kpi(6))) == {
        ("a", Cause.RATE, ""): (F(1), F(1)),
        ("a", Cause.TARGET, ""): (F(-65), None),
    }


def test_another_measure_and_a_score_without_a_reading_have_no_natural_units():
    """60 -> 80 of something else is definition; 60 -> 0 because nothing was delivered is rate."""
    before = side(a=kpi(60))
    assert rows(before, side(a=kpi(80, measure="y"))) == {("a", Cause.DEFINITION, ""): (F(20), None)}
    undelivered = kpi(None, score=F(0))
    assert rows(before, side(a=undelivered)) == {("a", Cause.RATE, ""): (F(-60), None)}
    # By the steep curve 30 would have been 60 points: half of the other 30 is the curve's.
    half = rows(side(a=kpi(30)), side(a=replace(undelivered, rule=STEEP)))
    assert half == {("a", Cause.RATE, ""): (F(-45), None), ("a", Cause.TARGET, ""): (F(15), None)}


def test_a_corrected_base_is_an_account_of_its_own():
    """Published 58, known as 60 now, then 65: 2 of correction, 5 of rate."""
    found = told(side(a=kpi(60)), side(a=kpi(65)), published=side(a=kpi(58)))
    assert (found.before, found.after) == (58, 65)
    assert found.rows == {
        ("p", "a", Cause.CORRECTION, ""): (F(2), None),
        ("p", "a", Cause.RATE, ""): (F(5), F(5)),
    }


def test_a_department_that_ended_is_restated_and_moves_no_responsibility():
    """40 % of old went to net and 60 % to care: then nothing moved, and the 10 points are theirs so."""
    before = side(a=kpi(60, shares=(("old", 10_000),)))
    after = side(a=kpi(70, shares=(("net", 4_000), ("care", 6_000))))
    after = replace(after, successors={"old": {"net": F(2, 5), "care": F(3, 5)}})
    assert told(before, after).departments == {
        "net": Bridge(F(4), F(24), F(28), F(4), F(0)),
        "care": Bridge(F(6), F(36), F(42), F(6), F(0)),
    }


def test_a_department_without_an_heir_is_an_error():
    """old has ended, and nobody is named for half of it."""
    before, after = side(a=kpi(60, shares=(("old", 10_000),))), side(a=kpi(70))
    for successors in ({}, {"old": {"net": HALF}}):
        with pytest.raises(LookupError, match="old"):
            told(before, replace(after, successors=successors))


def test_responsibility_that_moved_is_nobodys_performance():
    """A fifth moves from net to care at a mean contribution of 65: 13 points go with it."""
    before = side(a=kpi(60))
    after = side(a=kpi(70, shares=(("net", 8_000), ("care", 2_000))))
    assert told(before, after).departments == {
        "net": Bridge(F(9), F(60), F(56), F(9), F(-13)),
        "care": Bridge(F(1), F(0), F(14), F(1), F(13)),
    }


def changes():
    """(pair, change without a published base) of the first pairs that have one."""
    for seed in range(PAIRS):
        one = mapped(pair(seed))
        found = told(one.before, one.after, moved=one.moved)
        if found is not None:
            yield one, found


def mapped(one):
    """The pair with every department in force on both sides: who ended is no matter here."""
    force = frozenset(DEPARTMENTS)
    return replace(one, after=replace(one.after, departments=force, successors={}))


def test_b1_b10_rows_add_up_and_responsibility_only_moves():
    """B-1, B-10: Σ rows = after − before, with a published base too; Σ moved = 0; Σ departments = index."""
    for seed in range(PAIRS):
        one = pair(seed)
        try:
            found = told(one.before, one.after, published=one.published, moved=one.moved)
        except LookupError:
            continue
        if found is None:
            continue
        assert sum(points for points, _ in found.rows.values()) == found.after - found.before
        bridges = found.departments.values()
        assert sum(bridge.moved for bridge in bridges) == 0
        assert sum(bridge.before for bridge in bridges) == found.before
        assert sum(bridge.after for bridge in bridges) == found.after
        for bridge in bridges:
            assert bridge.after - bridge.before == bridge.inherited + bridge.moved
        performance = sum(points for key, (points, _) in found.rows.items() if key[2] in PERFORMANCE)
        assert sum(bridge.performance for bridge in bridges) == performance


def test_b3_turning_time_round_turns_every_row():
    """B-3: the change from after to before is the same with the other sign, entry as exit."""
    for one, found in changes():
        back = told(one.after, one.before, moved=one.moved)
        turned = {
            (process, kpi, OPPOSITE.get(cause, cause), member): (
                -points,
                None if natural is None else -natural,
            )
            for (process, kpi, cause, member), (points, natural) in found.rows.items()
        }
        assert back.rows == turned


def test_b5_without_other_readings_only_the_rules_move_anything():
    """B-5: the same readings and parts on both sides leave weight, coverage, target and definition."""
    for one, _ in changes():
        kpis = {}
        for name, later in one.after.kpis.items():
            past = one.before.kpis.get(name)
            if past is not None and past.rule == later.rule:
                later = replace(later, readings=past.readings, score=past.score, parts=past.parts)
                kpis[name] = replace(later, direction=past.direction)
        found = told(one.before, replace(one.after, kpis=kpis))
        if found is not None:
            causes = {key[2] for key in found.rows}
            assert causes <= {Cause.WEIGHT, Cause.COVERAGE, Cause.TARGET, Cause.DEFINITION}


def test_b6_a_process_is_divided_alike_alone_and_within_the_index():
    """B-6: rows of a KPI in the index are ū of the process times those of the process as an index alone."""
    compared = 0
    for one, found in changes():
        for process in {key[0] for key in found.rows if key[1]}:
            alone = tuple(
                Side(
                    ((process, 1),),
                    {name: kpi for name, kpi in half.kpis.items() if kpi.process == process},
                    half.minimum,
                    departments=frozenset(DEPARTMENTS),
                )
                for half in (one.before, one.after)
            )
            own = {key: row for key, row in told(*alone, moved=one.moved).rows.items() if key[1]}
            within = {key: row for key, row in found.rows.items() if key[0] == process and key[1]}
            factors = {within[key][0] / own[key][0] for key in within if own[key][0]}
            assert len(factors) <= 1
            assert within.keys() <= own.keys()
            compared += len(factors)
    assert compared > PAIRS / 2


def test_b8_splitting_a_member_moves_no_total():
    """B-8: two members of one value have the rate, the mix and the total that one had."""
    for one, found in changes():
        halves = [
            replace(
                half,
                kpis={
                    name: replace(
                        kpi,
                        parts={
                            member + end: Cell(cell.volume * part, cell.value)
                            for member, cell in kpi.parts.items()
                            for end, part in (("", F(1, 3)), ("'", F(2, 3)))
                        },
                    )
                    for name, kpi in half.kpis.items()
                },
            )
            for half in (one.before, one.after)
        ]
        split = told(*halves, moved={*one.moved, *(f"{member}'" for member in one.moved)})
        assert totals(split) == totals(found)
        assert split.departments == found.departments


def test_b9_splitting_a_department_by_a_mapping_keeps_totals():
    """B-9: d0 ends. x takes it over, or x a third and y the rest: together they have what x had alone."""
    force = frozenset({"d1", "d2", "d3", "x", "y"})
    for one, found in changes():
        kpis = {
            name: replace(
                kpi, shares=tuple(("x" if owner == "d0" else owner, part) for owner, part in kpi.shares)
            )
            for name, kpi in one.after.kpis.items()
        }
        after = replace(one.after, kpis=kpis, departments=force)
        heirs = ({"x": F(1)}, {"x": F(1, 3), "y": F(2, 3)})
        alone, split = (
            told(
                one.before, replace(after, successors={**one.after.successors, "d0": parts}), moved=one.moved
            )
            for parts in heirs
        )
        assert alone.rows == split.rows == found.rows
        both = [split.departments[name] for name in ("x", "y") if name in split.departments]
        nothing = Bridge(*[F(0)] * 5)
        for name in ("performance", "before", "after", "inherited", "moved"):
            together = sum(getattr(bridge, name) for bridge in both)
            assert together == getattr(alone.departments.get("x", nothing), name)


def totals(found):
    """(process, KPI, cause) -> points and natural units of all members together."""
    sums = {}
    for (process, kpi, cause, _), (points, natural) in found.rows.items():
        before = sums.get((process, kpi, cause), (F(0), F(0)))
        sums[process, kpi, cause] = (before[0] + points, before[1] + (natural or 0))
    return {key: row for key, row in sums.items() if any(row)}


def test_the_pairs_are_of_every_sort():
    """Each cause is met often, and most pairs have a change to tell."""
    causes, there, unmapped = Counter(), 0, 0
    for seed in range(PAIRS):
        one = pair(seed)
        try:
            found = told(one.before, one.after, published=one.published, moved=one.moved)
        except LookupError:
            unmapped += 1
            continue
        if found is not None:
            there += 1
            causes.update(key[2] for key in found.rows)
    assert there > PAIRS / 2
    assert unmapped > 5
    assert min(causes[cause] for cause in Cause) > 50
