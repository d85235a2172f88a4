"""A plan and the month's scores to what each department is paid, to the fen (methods E)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorecard.errors import BadDefinitions
from scorecard.model.curve import scored
from scorecard.model.plan import Heads, Payout, Plan, Reason, Settlement, Vetoed
from scorecard.model.rounding import apportion, half_up

_PLACES = 2
_WHOLE = 10_000
_NONE = Fraction(0)
Scores = Mapping[str, Decimal | Fraction | None]


def incentive(plan: Plan, scores: Scores, kpi_scores: Scores) -> Settlement:
    """The plan's pool divided: payouts in the order of its heads, what is retained and what is withheld.

    ``scores``: department -> its own score in the plan's unit; ``kpi_scores``: KPI -> its score there; both
    count as printed, with two decimals, and what has none may be missing or None. A department is paid
    x = min(max(rate · points, floor), cap) with points = base · factor(score) · gates and the one rate at
    which the payments use up the pool; where caps leave something over, or nobody has points, it is
    retained. Exact amounts become fen by largest remainder: ties go to the larger amount, then by code.
    Raises BadDefinitions where the plan counts no heads, or its floors need more than the pool.
    """
    claims = _claims(plan, scores, kpi_scores)
    available = plan.pool - sum(claim.withheld for claim in claims)
    if sum(claim.floor for claim in claims) > available:
        raise BadDefinitions(
            f"Plan {plan.id!r}: the floors add up to more than the pool. Nothing was paid; lower them."
        )
    rate = _rate(claims, available)
    exact = {claim.department: claim.paid(rate) for claim in claims}
    given = int(sum(exact.values()))  # whole: the pool itself, or floors and caps, which are whole fen
    fen = apportion(given, exact) if given else dict.fromkeys(exact, 0)
    payouts = tuple(claim.payout(rate, fen[claim.department]) for claim in claims)
    return Settlement(plan.id, plan.unit, plan.pool, rate, payouts, available - given)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a department has to ask for, before anybody knows what a point is worth."""

    department: str
    base: Fraction
    standard: Fraction
    score: Decimal | None
    factor: Fraction
    gate: Fraction
    floor: int
    cap: int | None
    withheld: int
    why: tuple[Reason, ...]

    @property
    def points(self) -> Fraction:
        return self.base * self.factor * self.gate

    def paid(self, rate: Fraction | None) -> Fraction:
        """Exact fen at a rate; with None, the cap of whoever has points."""
        if rate is None and self.points and self.cap is not None:
            return Fraction(self.cap)
        wanted = max(self.points * (rate or _NONE), Fraction(self.floor))
        return wanted if self.cap is None else min(wanted, Fraction(self.cap))

    def bound(self, rate: Fraction | None) -> tuple[Reason, ...]:
        """The floor or cap, where it changed what the points alone would have brought."""
        exact = self.paid(rate)
        if self.points and (rate is None or exact < self.points * rate):
            return (Reason.CAP,)
        return (Reason.FLOOR,) if exact > self.points * (rate or _NONE) else ()

    def payout(self, rate: Fraction | None, fen: int) -> Payout:
        """The claim as it was met."""
        return Payout(
            department=self.department,
            base=self.base,
            standard=self.standard,
            score=self.score,
            factor=self.factor,
            gate=self.gate,
            points=self.points,
            floor=self.floor,
            cap=self.cap,
            exact=self.paid(rate),
            fen=fen,
            withheld=self.withheld,
            why=(*self.why, *self.bound(rate)),
        )


@dataclass(frozen=True, slots=True)
class _Month:
    """The month's scores as printed: of departments, of KPIs."""

    own: Mapping[str, Decimal | None]
    kpis: Mapping[str, Decimal | None]


def _claims(plan: Plan, scores: Scores, kpi_scores: Scores) -> tuple[_Claim, ...]:
    whole = sum((heads.base for heads in plan.heads), _NONE)
    if not whole:
        raise BadDefinitions(f"Plan {plan.id!r} counts no heads. Nothing was paid; write how many there are.")
    month = _Month(_printed(scores), _printed(kpi_scores))
    return tuple(_claim(plan, heads, plan.pool * heads.base / whole, month) for heads in plan.heads)


def _claim(plan: Plan, heads: Heads, standard: Fraction, month: _Month) -> _Claim:
    score = month.own.get(heads.department)
    gate, why = _gates(plan, heads.department, month)
    vetoed = Reason.VETO in why
    return _Claim(
        department=heads.department,
        base=heads.base,
        standard=standard,
        score=score,
        factor=_NONE if score is None else scored(plan.factor, Fraction(score)),
        gate=gate,
        floor=0 if vetoed else _of(standard, heads.floor),
        cap=0 if vetoed else None if heads.cap is None else _of(standard, heads.cap),
        withheld=_of(standard, _WHOLE) if vetoed and plan.vetoed is Vetoed.RETAIN else 0,
        why=why if score is not None else (Reason.MISSING, *why),
    )


def _gates(plan: Plan, department: str, month: _Month) -> tuple[Fraction, tuple[Reason, ...]]:
    """What the gates multiply the department's points by, and why."""
    product, why = Fraction(1), set()
    for gate in plan.gates:
        if gate.departments is not None and department not in gate.departments:
            continue
        score = month.kpis.get(gate.kpi)
        if score is None:
            why.add(Reason.UNGATED)
        elif score < gate.at_least:
            why.add(Reason.VETO if gate.otherwise is None else Reason.GATE)
            product *= gate.otherwise or _NONE
    return product, tuple(reason for reason in Reason if reason in why)


def _printed(scores: Scores) -> dict[str, Decimal | None]:
    return {
        key: None if score is None else half_up(Fraction(score), _PLACES) for key, score in scores.items()
    }


def _of(standard: Fraction, points: int) -> int:
    """So many basis points of a standard share, in whole fen, rounded down."""
    exact = standard * points / _WHOLE
    return exact.numerator // exact.denominator


def _rate(claims: Sequence[_Claim], pool: int) -> Fraction | None:
    """The rate at which payments add up to the pool, exactly; None where even all caps leave a rest.

    What is paid grows with the rate along straight lines that bend where a department leaves its floor or
    reaches its cap: walked from bend to bend in order, O(n log n).
    """
    bends: list[tuple[Fraction, Fraction]] = []
    for claim in claims:
        if claim.points:
            bends.append((claim.floor / claim.points, claim.points))
            if claim.cap is not None:
                bends.append((claim.cap / claim.points, -claim.points))
    paid, rate, slope = Fraction(sum(claim.floor for claim in claims)), _NONE, _NONE
    for bend, change in sorted(bends):
        ahead = paid + slope * (bend - rate)
        if slope and ahead >= pool:
            return rate + (pool - paid) / slope
        paid, rate, slope = ahead, bend, slope + change
    if slope:
        return rate + (pool - paid) / slope
    return rate if paid == pool else None
