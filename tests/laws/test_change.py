"""Laws of the change of an index: B-1 to B-12, exactly, on random organisations."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.compute.attribute import attribute
from scorecard.compute.change import change
from scorecard.compute.reconcile import reconcile
from scorecard.compute.weigh import weigh
from scorecard.model.change import PERFORMANCE, Cause, Cell, Movement, Side
from scorecard.model.kpi import Kind, Measure, Process, Term
from scorecard.model.rounding import half_up
from tests.laws.organisations import (
    ANSWERING,
    DEPARTMENTS,
    ENDED,
    MEMBERS,
    PROCESSES,
    Pair,
    changed,
    pairs,
    rescored,
)
from tests.sample import kpi, text

ANY = Measure(Kind.MEAN, Term("survey", (), "score"))
TURNED = {Cause.ENTRY: Cause.EXIT, Cause.EXIT: Cause.ENTRY}
RULES = {Cause.WEIGHT, Cause.COVERAGE, Cause.TARGET, Cause.DEFINITION}


def summed(movements, key):
    """Sums of points by a key of the row, 0 left out."""
    found = defaultdict(Fraction)
    for one in movements:
        found[key(one)] += one.points
    return {key: points for key, points in found.items() if points}


def of_the_book(side: Side):
    """The side's KPIs as a book has them."""
    return {
        id_: replace(kpi(id_, ANY, shares=dict(one.shares), weight=one.weight), process=one.process)
        for id_, one in side.kpis.items()
    }


def leaves(side: Side):
    """Ω of the side's KPIs, by the stage that weighs a published index."""
    known = [id_ for id_, one in side.kpis.items() if one.score is not None]
    processes = [Process(id_, text(id_), weight) for id_, weight in side.processes]
    return weigh(processes, tuple(of_the_book(side).values()), known, side.minimum)


def attributed(side: Side, target: Fraction):
    """The side's index taken apart by the stage that publishes it."""
    scores = {id_: one.score for id_, one in side.kpis.items()}
    return attribute(of_the_book(side), leaves(side), scores, target)


@given(pairs(), st.data())
def test_b1_all_rows_add_up_to_the_change(pair, data):
    """B-1: Σ rows = I¹ − I⁰, with the indices of the stage that publishes them; from a published base too."""
    found = changed(pair)
    for side, index in ((pair.before, found.before), (pair.after, found.after)):
        assert index == sum(part * side.kpis[id_].score for id_, part in leaves(side).items())
    assert sum(one.points for one in found.movements) == found.after - found.before
    other = data.draw(pairs())
    published = replace(other.before, processes=pair.before.processes)
    whole = change(pair.before, pair.after, published=published, moved=pair.moved)
    assume(whole is not None)
    assert sum(one.points for one in whole.movements) == whole.after - whole.before
    corrected = [one for one in whole.movements if one.cause is Cause.CORRECTION]
    assert sum(one.points for one in corrected) == found.before - whole.before
    assert max(Counter((one.process, one.kpi) for one in corrected).values(), default=1) == 1
    assert whole.movements[len(corrected) :] == found.movements
    assert sum(one.before for one in whole.departments) == whole.before
    assert all(one.after - one.before == one.inherited + one.moved for one in whole.departments)


@given(pairs())
def test_b1_no_row_is_empty_and_none_stands_twice(pair):
    """Every row says something, and nothing is said in two rows."""
    found = changed(pair)
    assert all(one.points or one.natural for one in found.movements)
    keys = Counter((one.process, one.kpi, one.cause, one.member) for one in found.movements)
    assert set(keys.values()) <= {1}


@given(pairs())
def test_b1_natural_amounts_add_up_to_the_reading(pair):
    """The natural amounts of a KPI's rows add up to what its reading moved."""
    found = changed(pair)
    amounts = defaultdict(Fraction)
    for one in found.movements:
        if one.natural is not None:
            amounts[one.kpi] += one.natural
    for id_, amount in amounts.items():
        assert amount == pair.after.kpis[id_].readings[0] - pair.before.kpis[id_].readings[0]


@given(pairs(reorganised=False), st.fractions(0, 120, max_denominator=7))
def test_b2_departments_processes_and_kpis_add_up_alike(pair, target):
    """B-2: Σ over departments = Σ over processes = Σ over KPIs, for level, gap and performance; and each
    department's level and gap are those that are published.
    """
    found = changed(pair)
    by = {one.department: one for one in found.departments}
    for side, index, level in (
        (pair.before, found.before, {name: one.before for name, one in by.items()}),
        (pair.after, found.after, {name: one.after for name, one in by.items()}),
    ):
        whole = attributed(side, target)
        assert index == whole.index == sum(level.values())
        for name in by:
            mine = [cell for (_, department), cell in whole.cells.items() if department == name]
            assert level[name] == sum(cell.level for cell in mine)
            gap = target * sum(cell.weight for cell in mine) - level[name]
            assert gap == sum(cell.pressure - cell.surplus for cell in mine)
    performance = [one for one in found.movements if one.cause in PERFORMANCE]
    whole = sum(one.performance for one in by.values())
    assert whole == sum(summed(performance, lambda one: one.kpi).values())
    assert whole == sum(summed(performance, lambda one: one.process).values())


@given(pairs())
def test_b2_performance_stays_whole_through_a_reorganisation(pair):
    """B-2 where departments merged: levels and performance of those in force add up to the whole."""
    found = changed(pair)
    performance = sum(one.points for one in found.movements if one.cause in PERFORMANCE)
    assert sum(one.performance for one in found.departments) == performance
    assert sum(one.before for one in found.departments) == found.before
    assert sum(one.after for one in found.departments) == found.after
    assert {one.department for one in found.departments} <= set(ANSWERING)


@given(pairs(reorganised=False))
def test_b3_the_way_back_negates_every_row(pair):
    """B-3: swapping the sides turns entry into exit and every amount into its negative."""
    found = changed(pair)
    back = change(pair.after, pair.before, moved=pair.moved)
    assert back is not None
    assert set(back.movements) == {
        replace(
            one,
            cause=TURNED.get(one.cause, one.cause),
            points=-one.points,
            natural=None if one.natural is None else -one.natural,
        )
        for one in found.movements
    }
    assert set(back.departments) == {
        replace(
            one,
            performance=-one.performance,
            before=one.after,
            after=one.before,
            inherited=-one.inherited,
            moved=-one.moved,
        )
        for one in found.departments
    }


@given(pairs(redefined=False, reweighted=False, gaps=False))
def test_b4_where_only_readings_move_rows_are_performance(pair):
    """B-4: the same weights, rules and data leave rate and mix alone, Ω·Δs of each KPI."""
    found = changed(pair)
    assert {one.cause for one in found.movements} <= {Cause.RATE, Cause.MIX}
    scores = {id_: pair.after.kpis[id_].score - one.score for id_, one in pair.before.kpis.items()}
    wanted = {id_: part * scores[id_] for id_, part in leaves(pair.before).items() if scores[id_]}
    assert summed(found.movements, lambda one: one.kpi) == wanted


@given(pairs())
def test_b5_where_no_reading_moves_no_row_is_performance(pair):
    """B-5: the same readings leave weight, coverage, rule and definition alone."""
    after = {
        id_: rescored(one, pair.before.kpis[id_])
        if id_ in pair.before.kpis and one.score is not None and pair.before.kpis[id_].score is not None
        else one
        for id_, one in pair.after.kpis.items()
    }
    found = changed(replace(pair, after=replace(pair.after, kpis=after)))
    assert {one.cause for one in found.movements} <= RULES
    assert all(one.performance == 0 for one in found.departments)


@given(pairs(), st.sampled_from(PROCESSES))
def test_b6_a_childs_rows_are_its_own_times_its_mean_weight(pair, process):
    """B-6: the rows of a process in the index are those of the process alone × ū; and so for a KPI."""
    found = changed(pair)
    parts = [leaves(side) for side in (pair.before, pair.after)]
    shares = [
        sum(part for id_, part in known.items() if side.kpis[id_].process == process)
        for known, side in zip(parts, (pair.before, pair.after), strict=True)
    ]
    inside = [one for one in found.movements if one.process == process and one.kpi]
    if not all(shares):
        assert inside == []
        return
    alone = change(*(only(side, process) for side in (pair.before, pair.after)), moved=pair.moved)
    assert alone is not None
    mean = sum(shares) / 2
    assert inside == [replace(one, points=mean * one.points) for one in alone.movements]
    for id_ in set(parts[0]) & set(parts[1]):
        if pair.before.kpis[id_].process == pair.after.kpis[id_].process == process:
            own = change(*(only(side, process, id_) for side in (pair.before, pair.after)), moved=pair.moved)
            assert own is not None
            inner = sum(known[id_] / share for known, share in zip(parts, shares, strict=True)) / 2
            assert [
                one for one in inside if one.kpi == id_ and one.cause not in {Cause.WEIGHT, Cause.COVERAGE}
            ] == [replace(one, points=mean * inner * one.points) for one in own.movements]


def only(side: Side, process: str, id_: str | None = None):
    """The side with one process, or one KPI of it."""
    kept = {
        key: one for key, one in side.kpis.items() if (one.process == process if id_ is None else key == id_)
    }
    every = frozenset({*DEPARTMENTS, *ENDED})
    return replace(side, processes=((process, 1),), kpis=kept, departments=every)


@given(pairs(), st.fractions(-20, 20, max_denominator=7))
def test_b7_a_constant_on_all_scores_changes_no_weight_row(pair, constant):
    """B-7: weight and coverage rows are centred, so where the scale begins does not matter to them."""

    def lifted(side: Side):
        kpis = {
            id_: one if one.score is None else replace(one, score=one.score + constant)
            for id_, one in side.kpis.items()
        }
        return replace(side, kpis=kpis)

    found = changed(pair)
    other = changed(replace(pair, before=lifted(pair.before), after=lifted(pair.after)))
    centred = {Cause.WEIGHT, Cause.COVERAGE}
    assert [one for one in other.movements if one.cause in centred] == [
        one for one in found.movements if one.cause in centred
    ]
    assert other.after - other.before == found.after - found.before


@given(pairs(), st.sampled_from(MEMBERS), st.data())
def test_b8_splitting_a_part_changes_no_total(pair, member, data):
    """B-8: two parts of equal value instead of one: the same rate, mix, entry and exit of every KPI."""

    def halved(side: Side, at: Fraction):
        kpis = {}
        for id_, one in side.kpis.items():
            parts = dict(one.parts)
            if (cell := parts.pop(member, None)) is not None:
                parts[f"{member}a"] = Cell(cell.volume * at, cell.value)
                parts[f"{member}b"] = Cell(cell.volume * (1 - at), cell.value)
            kpis[id_] = replace(one, parts=parts)
        return replace(side, kpis=kpis)

    at = [data.draw(st.fractions(Fraction(1, 9), Fraction(8, 9), max_denominator=9)) for _ in range(2)]
    moved = pair.moved | ({f"{member}a", f"{member}b"} if member in pair.moved else set())
    found = changed(pair)
    other = changed(Pair(halved(pair.before, at[0]), halved(pair.after, at[1]), moved))
    assert summed(other.movements, lambda one: (one.kpi, one.cause)) == summed(
        found.movements, lambda one: (one.kpi, one.cause)
    )
    assert other.departments == found.departments


@given(pairs(), st.sampled_from(DEPARTMENTS), st.integers(1, 99))
def test_b9_splitting_a_department_keeps_totals(pair, department, percent):
    """B-9: a department split by a mapping: its two halves add up to it, all others stay as they are."""
    found = changed(pair)
    parts = {f"{department}a": Fraction(percent, 100), f"{department}b": Fraction(100 - percent, 100)}

    def passed_on(shares):
        for name, share in shares:
            if name != department:
                yield name, share
                continue
            for heir, part in parts.items():
                assert (share * part).denominator == 1
                yield heir, int(share * part)

    def through(heirs):
        """The successors' successors where those are the department."""
        found = {name: part for name, part in heirs.items() if name != department}
        return found | {heir: heirs.get(department, 0) * part for heir, part in parts.items()}

    kpis = {id_: replace(one, shares=tuple(passed_on(one.shares))) for id_, one in pair.after.kpis.items()}
    successors = {name: through(heirs) for name, heirs in pair.after.successors.items()} | {department: parts}
    rest = frozenset(DEPARTMENTS) - {department}
    after = replace(pair.after, kpis=kpis, successors=successors, departments=rest | frozenset(parts))
    other = changed(replace(pair, after=after))
    assert other.movements == found.movements
    split = {one.department: one for one in other.departments}
    for one in found.departments:
        names = parts if one.department == department else (one.department,)
        mine = [split.pop(name) for name in names if name in split]
        for column in ("performance", "before", "after", "inherited", "moved"):
            assert sum(getattr(half, column) for half in mine) == getattr(one, column)
    assert split == {}


@given(pairs())
def test_b10_responsibility_moved_sums_to_nothing(pair):
    """B-10: what one department's responsibility gained another one's lost; each level is bridged."""
    found = changed(pair)
    assert sum(one.moved for one in found.departments) == 0
    assert all(one.after - one.before == one.inherited + one.moved for one in found.departments)


@given(pairs())
def test_b10_a_merger_alone_moves_no_responsibility(pair):
    """Shares that change only by who succeeded whom: nothing moved, for no department."""

    def restated(one):
        found = Counter()
        for name, share in one.shares:
            for heir, part in pair.after.successors.get(name, {name: Fraction(1)}).items():
                assert (share * part).denominator == 1
                found[heir] += int(share * part)
        return tuple(found.items())

    kpis = {
        id_: replace(one, shares=restated(pair.before.kpis[id_])) if id_ in pair.before.kpis else one
        for id_, one in pair.after.kpis.items()
    }
    found = changed(replace(pair, after=replace(pair.after, kpis=kpis)))
    assert all(one.moved == 0 for one in found.departments)


@given(pairs(), st.randoms(use_true_random=False))
def test_b11_other_names_and_orders_permute_rows(pair, random):
    """B-11: keys renamed and given in another order: the same rows by their new names."""

    def turned(items):
        found = list(items)
        random.shuffle(found)
        return found

    def renamed(side: Side):
        return replace(
            side,
            processes=tuple((f"x{id_}", weight) for id_, weight in turned(side.processes)),
            kpis={
                f"y{id_}": replace(
                    one,
                    process=f"x{one.process}",
                    shares=tuple(turned(one.shares)),
                    parts={f"z{member}": cell for member, cell in turned(one.parts.items())},
                )
                for id_, one in turned(side.kpis.items())
            },
        )

    def row(one: Movement):
        return replace(
            one,
            process=f"x{one.process}",
            kpi=one.kpi and f"y{one.kpi}",
            member=one.member and f"z{one.member}",
        )

    found = changed(pair)
    other = changed(
        Pair(renamed(pair.before), renamed(pair.after), frozenset(f"z{member}" for member in pair.moved))
    )
    assert set(other.movements) == {row(one) for one in found.movements}
    assert set(other.departments) == set(found.departments)


@given(pairs())
def test_b12_printed_rows_add_up_to_the_printed_change(pair):
    """B-12: rows by KPI and cause can be printed so that they, and all sums of them, close with the printed
    change of the printed indices.
    """
    found = changed(pair)
    cells = defaultdict(Fraction)
    for one in found.movements:
        cells[f"{one.process} {one.kpi}", one.cause.value] += one.points * 100
    process_of = {key: key.partition(" ")[0] for key, _ in cells}
    start, end = (int(half_up(index, 2).scaleb(2)) for index in (found.before, found.after))
    printed = reconcile(cells, process_of, end - start)
    assert sum(printed.values()) == end - start
    assert all(abs(printed[key] - exact) < 1 for key, exact in cells.items())
