"""Laws of controlled rounding and publication: A-9, B-2, B-12."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import ceil, floor

from hypothesis import given
from hypothesis import strategies as st

from scorecard.compute.reconcile import publish, reconcile
from scorecard.model.result import Amounts, Attribution, Published
from scorecard.model.rounding import half_up

KPIS = [f"k{number}" for number in range(12)]
PROCESS_OF = {kpi: f"p{number % 4}" for number, kpi in enumerate(KPIS)}
DEPARTMENTS = [f"d{number}" for number in range(6)]
FRACTIONS = st.fractions(min_value=-50, max_value=50, max_denominator=10_007)
CELLS = st.dictionaries(
    st.tuples(st.sampled_from(KPIS), st.sampled_from(DEPARTMENTS)), FRACTIONS, min_size=1, max_size=40
)
SUMS = {
    "cell": lambda kpi, department: (kpi, department),
    "kpi": lambda kpi, _: kpi,
    "process": lambda kpi, _: PROCESS_OF[kpi],
    "department": lambda _, department: department,
    "department x process": lambda kpi, department: (department, PROCESS_OF[kpi]),
    "total": lambda _, __: "",
}


def summed(cells, key):
    """Sums of the cells by a key of (kpi, department)."""
    found = defaultdict(Fraction)
    for (kpi, department), value in cells.items():
        found[key(kpi, department)] += value
    return found


@given(CELLS, st.booleans())
def test_a9_every_cell_and_every_sum_is_floor_or_ceiling(cells, up):
    """A-9: whichever way printed parts are added, the sum is the floor or ceiling of the exact one."""
    exact = sum(cells.values())
    total = ceil(exact) if up else floor(exact)
    whole = reconcile(cells, PROCESS_OF, total)
    assert sum(whole.values()) == total
    for name, key in SUMS.items():
        before, after = summed(cells, key), summed(whole, key)
        for one, value in before.items():
            assert after[one] in {floor(value), ceil(value)}, (name, one)


@given(CELLS)
def test_a9_whole_cells_are_left_alone(cells):
    """A-9: parts that are whole already are printed as they are."""
    whole = {key: Fraction(floor(value)) for key, value in cells.items()}
    assert reconcile(whole, PROCESS_OF, int(sum(whole.values()))) == whole


SCORES = st.dictionaries(
    st.sampled_from(KPIS), st.fractions(min_value=0, max_value=100, max_denominator=9_973), min_size=1
)


def attribution_of(scores, parts):
    """An attribution with equal weights, and two departments a KPI by ``parts`` (basis points)."""
    weight = Fraction(1, len(scores))
    target = Fraction(80)
    cells = {}
    for kpi, score in scores.items():
        for department, share in (("d0", parts[kpi]), ("d1", 10_000 - parts[kpi])):
            part = weight * Fraction(share, 10_000)
            gap = target - score
            cells[kpi, department] = Amounts(
                part, part * score, part * max(gap, Fraction(0)), part * max(-gap, Fraction(0))
            )
    return Attribution(sum(weight * score for score in scores.values()), target, cells)


@given(SCORES, st.fixed_dictionaries({kpi: st.integers(0, 10_000) for kpi in KPIS}))
def test_b12_published_parts_close(scores, parts):
    """B-12: published levels add to the printed index, weights to 100 %, pressure less surplus to the gap."""
    found = publish(attribution_of(scores, parts), PROCESS_OF)
    whole = sum(found.values(), Published())
    index = sum(scores.values()) / len(scores)
    assert whole.level == half_up(index, 2) * 100
    assert whole.weight == 10_000
    assert whole.pressure - whole.surplus == 8000 - whole.level
    assert all(cell.pressure >= 0 and cell.surplus >= 0 for cell in found.values())
    assert not any(cell.pressure and cell.surplus for cell in found.values())


@given(SCORES, st.fixed_dictionaries({kpi: st.integers(0, 10_000) for kpi in KPIS}))
def test_publishing_twice_gives_the_same_figures(scores, parts):
    """C-7: the same attribution is published with the same digits."""
    assert publish(attribution_of(scores, parts), PROCESS_OF) == publish(
        attribution_of(scores, parts), PROCESS_OF
    )


@given(CELLS, st.booleans(), st.randoms(use_true_random=False))
def test_a5_the_order_of_cells_changes_nothing(cells, up, chance):
    """A-5: whoever writes the definitions in another order prints the same figures, to the last digit."""
    exact = sum(cells.values())
    total = ceil(exact) if up else floor(exact)
    shuffled = list(cells.items())
    chance.shuffle(shuffled)
    assert reconcile(dict(shuffled), PROCESS_OF, total) == reconcile(cells, PROCESS_OF, total)
