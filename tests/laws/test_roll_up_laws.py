"""A-1 to A-10 on whole months: random organisations of several levels, with missing values and empty bases.

``test_roll_up`` states the laws of the roll-up alone, ``test_scoring`` and ``test_publishing`` those of rules
and printing; here each holds for every unit of a month that went through the steps of ``cycle.month``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.cycle.month import attribution
from scorecard.model.curve import best, worst
from scorecard.model.kpi import Direction, Evidence, Kind
from scorecard.model.org import UnitTree
from scorecard.model.rounding import half_up
from scorecard.model.scoring import Curve, Knot
from tests.oracle.computed import computed
from tests.oracle.organisation import organisation

ORGANISATIONS = st.integers(0, 10**9).map(organisation)
SCORES = st.fractions(min_value=-50, max_value=150, max_denominator=97)
EXAMPLES = settings(max_examples=60)


def scores_of(work, unit):
    """KPI -> score, of the KPIs that carry weight in the unit's index."""
    return {kpi: work.readings[unit][kpi].score for kpi, weight in work.weights[unit].items() if weight}


def rescored(work, scores):
    """The attributions if the readings of these (unit, KPI) had scored so."""
    readings = {
        unit: {kpi: replace(one, score=scores.get((unit, kpi), one.score)) for kpi, one in found.items()}
        for unit, found in work.readings.items()
    }
    return attribution(replace(work, readings=readings)).attributions


@EXAMPLES
@given(ORGANISATIONS)
def test_a1_every_unit_lies_between_its_scores(one):
    """A-1: min s <= S <= max s, for the index and for each process and department."""
    work = computed(one)
    for unit, found in work.attributions.items():
        scores = scores_of(work, unit).values()
        assert min(scores) <= found.index <= max(scores)
        low, high = half_up(min(scores), 2), half_up(max(scores), 2)
        assert all(low <= own.score <= high for own in work.standings[unit] if own.score is not None)


@EXAMPLES
@given(ORGANISATIONS, st.randoms(use_true_random=False))
def test_a2_no_index_falls_when_a_score_rises(one, random):
    """A-2: monotone in every child: whatever score of whatever unit rises."""
    work = computed(one)
    raised = {
        (unit, kpi): reading.score + random.randrange(1, 40)
        for unit, found in work.readings.items()
        for kpi, reading in found.items()
        if reading.score is not None and random.random() < 0.5
    }
    higher = rescored(work, raised)
    assert higher.keys() == work.attributions.keys()
    assert all(higher[unit].index >= found.index for unit, found in work.attributions.items())


@EXAMPLES
@given(ORGANISATIONS, SCORES)
def test_a3_a_month_of_equal_scores_is_that_score(one, value):
    """A-3: all equal -> S = that value, in every unit."""
    work = computed(one)
    equal = {
        (unit, kpi): value
        for unit, found in work.readings.items()
        for kpi, reading in found.items()
        if reading.score is not None
    }
    assert {found.index for found in rescored(work, equal).values()} <= {value}


@EXAMPLES
@given(ORGANISATIONS, st.integers(2, 9), st.integers(2, 9))
def test_a4_only_proportions_of_weights_matter(one, inner, outer):
    """A-4: weights of processes, and those of KPIs within each, times a factor: the same month."""
    edition = replace(
        one.edition,
        processes=tuple(replace(process, weight=process.weight * outer) for process in one.edition.processes),
        kpis=tuple(replace(kpi, weight=kpi.weight * inner) for kpi in one.edition.kpis),
    )
    assert told(computed(replace(one, edition=edition))) == told(computed(one))


def told(work):
    """All that a month says of its units, in no order."""
    standings = {
        unit: {(own.kind, own.subject): own for own in found} for unit, found in work.standings.items()
    }
    return work.readings, work.weights, work.attributions, work.published, standings


@EXAMPLES
@given(ORGANISATIONS, st.randoms(use_true_random=False))
def test_a5_the_order_of_definitions_and_rows_changes_nothing(one, random):
    """A-5: units, processes, KPIs, departments and deliveries in another order: the same to the last bit."""

    def shuffled(items):
        return tuple(random.sample([*items], len(items)))

    edition, levels = one.edition, [level.id for level in one.edition.levels]
    units = sorted(shuffled(edition.units.units), key=lambda unit: levels.index(unit.level))
    other = replace(
        edition,
        units=UnitTree(tuple(units)),
        processes=shuffled(edition.processes),
        departments=shuffled(edition.departments),
        kpis=tuple(replace(kpi, shares=shuffled(kpi.shares)) for kpi in shuffled(edition.kpis)),
    )
    cells, rows = dict(shuffled(one.cells.items())), dict(shuffled(one.rows.items()))
    again = computed(replace(one, edition=other, cells=cells, rows=rows))
    assert told(again) == told(computed(one))


@EXAMPLES
@given(ORGANISATIONS)
def test_a6_readings_in_tenths_with_their_knots_score_the_same(one):
    """A-6: readings and knots divided by ten leave every score, index and part alone."""
    tenths = {kpi.id for kpi in one.edition.kpis if isinstance(kpi.aim.scoring, Curve) and in_scale(kpi)}
    edition = replace(
        one.edition, kpis=tuple(tenth(kpi) if kpi.id in tenths else kpi for kpi in one.edition.kpis)
    )
    earlier = {
        kpi: {
            unit: [v / 10 if kpi in tenths and v is not None else v for v in past]
            for unit, past in found.items()
        }
        for kpi, found in one.earlier.items()
    }
    work, other = computed(one), computed(replace(one, edition=edition, earlier=earlier))
    for unit, found in work.readings.items():
        for kpi, reading in found.items():
            assert other.readings[unit][kpi].score == reading.score
            if reading.value is not None:
                assert other.readings[unit][kpi].value * (10 if kpi in tenths else 1) == reading.value
    assert told(other)[1:] == told(work)[1:]


def in_scale(kpi):
    """Whether its reading is in the scale of the column that it reads."""
    return kpi.measure.kind in {Kind.MEAN, Kind.PERCENTILE}


def tenth(kpi):
    """The KPI with readings a tenth as large, held to knots a tenth as large."""

    def held(aim):
        knots: tuple[Knot, ...] = tuple((reading / 10, score) for reading, score in aim.scoring.knots)
        return replace(aim, scoring=replace(aim.scoring, knots=knots))

    rows = replace(kpi.measure.rows, scale=kpi.measure.rows.scale + 1)
    aims = tuple((unit, held(aim)) for unit, aim in kpi.aims)
    return replace(kpi, measure=replace(kpi.measure, rows=rows), aim=held(kpi.aim), aims=aims)


@EXAMPLES
@given(ORGANISATIONS, st.randoms(use_true_random=False))
def test_a7_a_kpi_of_weight_0_never_matters(one, random):
    """A-7: with or without data, in any process, also in one that holds nothing else at a level."""
    like, process = random.choice(one.edition.kpis), random.choice(one.edition.processes)
    levels = tuple(level.id for level in one.edition.levels)
    idle = replace(like, id="idle", process=process.id, weight=0, levels=levels, evidence=Evidence(0, 0))
    cells = dict(one.cells)
    cells |= {(unit, "idle"): sums for (unit, kpi), sums in one.cells.items() if kpi == like.id}
    work = computed(one)
    more = {**one.earlier, "idle": one.earlier.get(like.id, {})}
    edition = replace(one.edition, kpis=(*one.edition.kpis, idle))
    other = computed(replace(one, edition=edition, cells=cells, earlier=more))
    assert other.attributions.keys() == work.attributions.keys()
    for unit, found in work.attributions.items():
        assert other.attributions[unit].index == found.index
        used = {key: cell for key, cell in other.attributions[unit].cells.items() if key[0] != "idle"}
        assert used == found.cells


@EXAMPLES
@given(ORGANISATIONS)
def test_a8_scores_keep_the_order_of_readings_and_their_bounds(one):
    """A-8: of two units on one curve the better reading never scores lower; none leaves the scale."""
    work = computed(one)
    for kpi in one.edition.kpis:
        if not isinstance(kpi.aim.scoring, Curve) or kpi.aims:
            continue
        found = [own[kpi.id] for own in work.readings.values() if kpi.id in own]
        pairs = sorted((own.value, own.score) for own in found if own.value is not None)
        scores = [score for _, score in pairs]
        assert all(worst(kpi.aim.scoring) <= score <= best(kpi.aim.scoring) for score in scores)
        if kpi.direction is not Direction.TARGET:
            assert scores == sorted(scores, reverse=kpi.direction is Direction.LOWER)


@EXAMPLES
@given(ORGANISATIONS)
def test_a9_every_printed_part_and_every_sum_is_next_to_the_exact_one(one):
    """A-9: cells, KPIs, processes, departments and the unit: floor or ceiling; the unit's is half up."""
    work = computed(one)
    process_of = {kpi.id: kpi.process for kpi in one.edition.kpis}
    for unit, found in work.attributions.items():
        exact, whole = defaultdict(Fraction), defaultdict(int)
        for (kpi, department), public in work.published[unit].items():
            cell = found.cells[kpi, department]
            for name, scale in (("weight", 10_000), ("level", 100), ("pressure", 100), ("surplus", 100)):
                for key in ((kpi, department), kpi, ("process", process_of[kpi]), ("owner", department), ""):
                    exact[name, key] += scale * getattr(cell, name)
                    whole[name, key] += getattr(public, name)
        assert all(floor(value) <= whole[key] <= ceil(value) for key, value in exact.items())
        assert whole["level", ""] == 100 * half_up(found.index, 2)
        assert whole["weight", ""] == 10_000


@EXAMPLES
@given(ORGANISATIONS)
def test_a10_what_is_printed_never_turns_the_order_round(one):
    """A-10: of two units the one with the higher index is never printed, nor ranked, below the other."""
    work = computed(one)
    for level in one.edition.levels:
        units = [unit.id for unit in one.edition.units.units if unit.level == level.id]
        found = sorted(
            (
                (work.attributions[unit].index, work.standings[unit][0])
                for unit in units
                if unit in work.attributions
            ),
            key=lambda pair: pair[0],
        )
        printed = [own.score for _, own in found]
        assert printed == sorted(printed)
        places = [own.rank for _, own in found if own.rank is not None]
        assert places == sorted(places, reverse=True)
