"""Readings and scores in plain Python, from methods A and the docstrings of the model; no code of compute.

A rule is evaluated from its numbers alone: nothing here calls the functions of the model that score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from scorecard.model.kpi import Aim, Direction, Kind, Kpi, Missing
from scorecard.model.org import UnitTree
from scorecard.model.result import Reading, State
from scorecard.model.scoring import Curve, Deduction, RankPoints, Scoring
from scorecard.model.tally import Tally
from tests.oracle.organisation import Organisation
from tests.oracle.plain_withheld import withheld

ZERO = Fraction(0)
HUNDRED = Fraction(100)
EXACTLY = Context(prec=80, rounding=ROUND_HALF_UP)


def printed(value: Fraction, places: int = 2) -> Decimal:
    """Half away from zero, by the decimal module at 80 digits."""
    quotient = EXACTLY.divide(Decimal(value.numerator), Decimal(value.denominator))
    return quotient.quantize(Decimal(1).scaleb(-places), context=EXACTLY)


def below(units: UnitTree) -> dict[str, set[str]]:
    """Unit -> itself and everything below it, by asking each unit who its parents are."""
    parent = {unit.id: unit.parent for unit in units.units}
    found: dict[str, set[str]] = {unit: set() for unit in parent}
    for unit in parent:
        above: str | None = unit
        while above is not None:
            found[above].add(unit)
            above = parent[above]
    return found


def pooled(tallies: Iterable[Tally]) -> Tally:
    """The sums of all rows together, field by field."""
    every = list(tallies)
    counts: dict[int, int] = {}
    for one in every:
        for value, n in one.histogram:
            counts[value] = counts.get(value, 0) + n
    return Tally(
        n=sum(one.n for one in every),
        weight=sum(one.weight for one in every),
        total=sum(one.total for one in every),
        hits=sum(one.hits for one in every),
        promoters=sum(one.promoters for one in every),
        detractors=sum(one.detractors for one in every),
        base=sum(one.base for one in every),
        histogram=tuple(sorted(counts.items())),
    )


def value_of(kpi: Kpi, sums: Tally) -> Fraction | None:
    """The reading by the table of ``Measure``; None where it would divide by nothing."""
    measure = kpi.measure
    scale = 10**measure.rows.scale
    if measure.kind is Kind.PERCENTILE:
        every = sorted(value for value, n in sums.histogram for _ in range(n))
        passing = (x for place, x in enumerate(every, 1) if 100 * place >= measure.at * len(every))
        return next((Fraction(x, scale) for x in passing), None)
    if measure.kind in {Kind.RATIO, Kind.RATE}:
        base = Fraction(sums.base, 10**measure.base.scale)
        per = 100 if measure.kind is Kind.RATIO else measure.per
        return per * Fraction(sums.total, scale) / base if base else None
    if sums.weight == 0:
        return None
    if measure.kind is Kind.MEAN:
        return Fraction(sums.total, sums.weight * scale)
    part = sums.promoters - sums.detractors if measure.kind is Kind.NPS else sums.hits
    return Fraction(100 * part, sums.weight)


def sampled(organisation: Organisation, kpi: Kpi) -> bool:
    """Whether its rows are a sample: not counters, and no quotient of two registers."""
    return kpi.measure.rows.source != "counters" and kpi.measure.kind not in {Kind.RATIO, Kind.RATE}


def unscored(organisation: Organisation, kpi: Kpi, sums: Tally | None) -> Reading:
    """The reading before its score: missing without rows or base, withheld or flagged where rows are few."""
    value = None if sums is None else value_of(kpi, sums)
    if sums is None or value is None:
        return Reading(0, None, None, State.MISSING)
    quotient = kpi.measure.kind in {Kind.RATIO, Kind.RATE}
    n = sums.base // 10**kpi.measure.base.scale if quotient else sums.n
    state = State.OK
    if sampled(organisation, kpi) and n < kpi.evidence.flag_below:
        state = State.HIDDEN if n < kpi.evidence.hide_below else State.FLAGGED
    return Reading(n, None if state is State.HIDDEN else value, None, state)


def readings(organisation: Organisation) -> dict[str, dict[str, Reading]]:
    """Unit -> KPI -> scored reading, for every KPI that applies to the unit's level."""
    edition = organisation.edition
    family = below(edition.units)
    found: dict[str, dict[str, Reading]] = {}
    for unit in edition.units.units:
        delivered = {source for (own, source) in organisation.rows if own in family[unit.id]}
        found[unit.id] = {}
        for kpi in edition.kpis:
            if unit.level in kpi.levels:
                cells = (
                    sums
                    for (own, one), sums in organisation.cells.items()
                    if one == kpi.id and own in family[unit.id]
                )
                known = {kpi.measure.rows.source, *([kpi.measure.base.source] if kpi.measure.base else [])}
                found[unit.id][kpi.id] = unscored(
                    organisation, kpi, pooled(cells) if known <= delivered else None
                )
    for kpi in edition.kpis:
        if sampled(organisation, kpi):
            withhold(organisation, kpi, found)
    for kpi in edition.kpis:
        for level in edition.levels:
            peers = [
                unit.id for unit in edition.units.units if unit.level == level.id and kpi.id in found[unit.id]
            ]
            scored = scores(organisation, kpi, {unit: found[unit][kpi.id] for unit in peers})
            for unit, one in scored.items():
                found[unit][kpi.id] = one
    return found


def withhold(organisation: Organisation, kpi: Kpi, found: dict[str, dict[str, Reading]]) -> None:
    """Hide the readings without which a small sample's could be worked out."""
    tree = organisation.edition.units.by_id
    family = below(organisation.edition.units)
    rows = {
        unit: sum(
            organisation.cells[one, kpi.id].n for one in family[unit] if (one, kpi.id) in organisation.cells
        )
        for unit in found
        if kpi.id in found[unit] and any((one, kpi.id) in organisation.cells for one in family[unit])
    }
    above: dict[str, str | None] = {}
    for unit in rows:
        parent = tree[unit].parent
        while parent is not None and parent not in rows:
            parent = tree[parent].parent
        above[unit] = parent
    for unit in withheld(rows, above, kpi.evidence.hide_below):
        if found[unit][kpi.id].state is not State.MISSING:
            found[unit][kpi.id] = Reading(found[unit][kpi.id].n, None, None, State.HIDDEN)


def scores(organisation: Organisation, kpi: Kpi, own: Mapping[str, Reading]) -> dict[str, Reading]:
    """The readings of one level with what each of them earns, after the missing rule."""
    found = {}
    history = organisation.earlier.get(kpi.id, {})
    for unit, one in own.items():
        kept = [value for value in history.get(unit, ())[: kpi.evidence.carry] if value is not None]
        if one.state is State.MISSING and kpi.evidence.missing is Missing.CARRY and kept:
            found[unit] = Reading(0, kept[0], None, State.CARRIED)
        else:
            found[unit] = one
    values = {unit: one.value for unit, one in found.items() if one.value is not None}
    for unit, one in found.items():
        if one.value is not None:
            aim = aim_of(organisation.edition.units, kpi, unit)
            peers = [one.value, *(value for other, value in values.items() if other != unit)]
            if isinstance(aim.scoring, Deduction):
                context: Sequence[Fraction | None] = [one.value, *history.get(unit, ())]
            elif isinstance(aim.scoring, Curve):
                context = [one.value]
            else:
                context = [Fraction(printed(value, kpi.decimals)) for value in peers]
            score = earns(aim.scoring, kpi.direction, context)
            found[unit] = Reading(one.n, one.value, score, one.state)
        elif one.state is State.MISSING and kpi.evidence.missing is Missing.ZERO:
            found[unit] = Reading(0, None, ZERO, State.ZERO)
    return found


def aim_of(units: UnitTree, kpi: Kpi, unit: str) -> Aim:
    """The unit's own aim, else that of the nearest unit above it that has one, else the KPI's."""
    parent = {one.id: one.parent for one in units.units}
    above: str | None = unit
    while above is not None:
        for holder, aim in kpi.aims:
            if holder == above:
                return aim
        above = parent[above]
    return kpi.aim


def earns(rule: Scoring, direction: Direction, context: Sequence[Fraction | None]) -> Fraction:
    """What the first reading earns: beside the months before it (a deduction) or its peers (a comparison)."""
    own = context[0]
    if isinstance(rule, Curve):
        return on_curve(rule, own)
    lower = direction is Direction.LOWER
    if isinstance(rule, Deduction):
        outstanding = ZERO
        for age, value in enumerate(context[: rule.months]):
            if value is not None:
                beyond = value - rule.free if lower else rule.free - value
                cost = min(rule.most, rule.per * beyond) if beyond > 0 else ZERO
                outstanding += max(ZERO, cost - rule.recover * age)
        return max(ZERO, rule.full - outstanding)
    known = [value for value in context if value is not None]
    if isinstance(rule, RankPoints):
        place = sum(1 for value in known if (value < own if lower else value > own))
        return rule.points[min(place, len(rule.points) - 1)]
    first = min(known) if lower else max(known)
    if own == first:
        percent = HUNDRED
    elif first <= 0:
        percent = ZERO
    else:
        percent = HUNDRED * first / own if lower else HUNDRED * own / first
    lowest, highest = rule.clip or (ZERO, HUNDRED)
    return max(lowest, min(highest, percent))


def on_curve(curve: Curve, value: Fraction) -> Fraction:
    """f(v), methods A: through the knots, the higher score at a jump, clamped or gone on outside."""
    knots = curve.knots
    at = [score for reading, score in knots if reading == value]
    if at:
        return max(at)
    if value < knots[0][0]:
        return _outside(curve, knots[0], knots[1], value)
    if value > knots[-1][0]:
        return _outside(curve, knots[-1], knots[-2], value)
    left = max((knot for knot in knots if knot[0] < value), key=lambda knot: knot[0])
    left = [knot for knot in knots if knot[0] == left[0]][-1]
    right = next(knot for knot in knots if knot[0] > value)
    return left[1] + (right[1] - left[1]) * (value - left[0]) / (right[0] - left[0])


def _outside(
    curve: Curve, end: tuple[Fraction, Fraction], inner: tuple[Fraction, Fraction], value: Fraction
) -> Fraction:
    if curve.clip is None or end[0] == inner[0]:
        return end[1]
    gone_on = end[1] + (end[1] - inner[1]) * (value - end[0]) / (end[0] - inner[0])
    return max(curve.clip[0], min(curve.clip[1], gone_on))
