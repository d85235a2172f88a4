"""A second implementation of readings, scores, roll-up and contributions, on 10,000 random organisations.

It was written from the methods and the model's docstrings without a look at ``scorecard.compute``, and is
compared exactly, rational by rational, with what the steps of ``cycle.month`` come to.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from scorecard.model.kpi import Kind, Missing
from scorecard.model.org import UNASSIGNED
from scorecard.model.result import State, Subject
from scorecard.model.scoring import Curve
from tests.oracle.computed import computed
from tests.oracle.organisation import KINDS, organisation
from tests.oracle.plain_rank import ranks
from tests.oracle.plain_reading import printed, readings
from tests.oracle.plain_roll_up import own_score, parts, rolled_edition

ORGANISATIONS = 10_000
BLOCK = 1_000
ZERO = Fraction(0)


def rolled_unit(edition, unit, scores):
    """(KPIs that apply, the unit rolled up, the same if every KPI had data)."""
    kpis = [kpi for kpi in edition.kpis if unit.level in kpi.levels]
    minimum = edition.policy.coverage_min
    every = rolled_edition(edition.processes, kpis, dict.fromkeys([kpi.id for kpi in kpis], ZERO), minimum)
    return kpis, rolled_edition(edition.processes, kpis, scores, minimum), every


def check_cells(work, unit, cells, rolled):
    """Weights, index and the four amounts of every cell; what is printed lies within a hundredth of it."""
    weights = {kpi: weight for kpi, weight in work.weights[unit].items() if weight}
    assert weights == rolled.leaves
    found = work.attributions.get(unit)
    if rolled.index is None:
        assert (found, work.published.get(unit)) == (None, None)
        return
    assert found.index == rolled.index
    amounts = {key: (one.weight, one.level, one.pressure, one.surplus) for key, one in found.cells.items()}
    assert {key: one for key, one in amounts.items() if one[0]} == cells
    public = work.published[unit]
    for key, one in public.items():
        exact = cells.get(key, (ZERO,) * 4)
        whole = (one.weight, one.level, one.pressure, one.surplus)
        scales = (10_000, 100, 100, 100)
        for part, scale, value in zip(whole, scales, exact, strict=True):
            assert abs(part - scale * value) < 1, (key, one)
    assert sum(one.level for one in public.values()) == 100 * printed(rolled.index)


def check_standings(work, unit, kpis, cells, rolled, every):
    """Own score and coverage of the index, each process and each department; nobody's part too."""
    of_process = {kpi.id: kpi.process for kpi in kpis}
    shares = {kpi.id: dict(kpi.shares) for kpi in kpis}
    for one in work.standings[unit]:
        if one.kind is Subject.INDEX:
            score, responsible = rolled.index, dict.fromkeys(of_process, 10_000)
        elif one.kind is Subject.PROCESS:
            responsible = {kpi: 10_000 * (process == one.subject) for kpi, process in of_process.items()}
            score = rolled.process(one.subject) if rolled.outer.get(one.subject) else None
        else:
            department = UNASSIGNED if one.kind is Subject.UNASSIGNED else one.subject
            responsible = {kpi: share.get(department, 0) for kpi, share in shares.items()}
            score = own_score(cells, department)
        assert one.score == (None if score is None else printed(score)), one
        declared = {kpi: responsible[kpi] * weight for kpi, weight in every.leaves.items()}
        total = sum(declared.values())
        there = sum(weight for kpi, weight in declared.items() if kpi in rolled.scores)
        assert one.coverage == (there / total if total else 0), one


def check_ranks(work):
    """1 + the number of better ones among the peers whose standing is sound; nobody is ranked alone."""
    tree = work.edition.units.units
    groups = [
        [work.standings[unit.id][0] for unit in tree if unit.level == level.id]
        for level in work.edition.levels
    ]
    groups += [[one for one in found if one.kind is Subject.DEPARTMENT] for found in work.standings.values()]
    for group in groups:
        sound = {place: one.score for place, one in enumerate(group) if one.state is State.OK}
        expected = ranks(sound) if len(sound) > 1 else {}
        assert [one.rank for one in group] == [expected.get(place) for place in range(len(group))]


@pytest.mark.parametrize("start", range(0, ORGANISATIONS, BLOCK))
def test_both_implementations_agree_on_random_organisations(start):
    """Readings, scores, weights, index, contributions, gaps, own scores and ranks are equal, not close."""
    for seed in range(start, start + BLOCK):
        one = organisation(seed)
        work = computed(one)
        mine = readings(one)
        assert work.readings == mine, seed
        for unit in one.edition.units.units:
            known = {
                kpi: reading.score for kpi, reading in mine[unit.id].items() if reading.score is not None
            }
            kpis, rolled, every = rolled_unit(one.edition, unit, known)
            cells = parts(kpis, rolled, one.edition.policy.target_score)
            check_cells(work, unit.id, cells, rolled)
            check_standings(work, unit.id, kpis, cells, rolled, every)
        check_ranks(work)


def test_the_organisations_are_of_every_sort():
    """Every state, kind of measure, rule and missing rule is met often, and so are units with no index."""
    states, kinds, rules, missing, indexes = Counter(), Counter(), Counter(), Counter(), Counter()
    for seed in range(500):
        one = organisation(seed)
        for unit, found in readings(one).items():
            for kpi_id, reading in found.items():
                kpi = one.edition.kpi_by_id[kpi_id]
                states[reading.state] += 1
                kinds[kpi.measure.kind] += reading.value is not None
                rules[type(kpi.aim.scoring)] += reading.score is not None
                missing[kpi.evidence.missing] += 1
            level = one.edition.units.by_id[unit]
            known = {kpi: reading.score for kpi, reading in found.items() if reading.score is not None}
            indexes[rolled_unit(one.edition, level, known)[1].index is None] += 1
    assert min(states[state] for state in State) > 50
    assert min(kinds[kind] for kind in KINDS) > 50
    assert Kind.FORMULA not in kinds
    assert min(rules.values()) > 50
    assert len(rules) == 4
    assert rules[Curve] > 500
    assert min(missing[rule] for rule in Missing) > 50
    assert min(indexes[True], indexes[False]) > 100


def test_the_same_seed_is_the_same_organisation():
    """A disagreement can be drawn again from its number."""
    assert organisation(7) == organisation(7)
    assert organisation(7) != organisation(8)
