"""An incentive plan (激励方案) divides a month's pool among departments; a settlement is what came of it.

Money is whole fen (分, 1/100 yuan) in an int, and exact before it is rounded: never a float.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from scorecard.model.rounding import half_up
from scorecard.model.scoring import Curve
from scorecard.model.text import Text


class Vetoed(StrEnum):
    """What becomes of the share that a vetoed department would have had.

    ``redistribute``: the other departments have it. ``retain``: nobody has it.
    """

    REDISTRIBUTE = "redistribute"
    RETAIN = "retain"


class Reason(StrEnum):
    """Why a payout is not simply standard share times factor, worth telling whoever receives it.

    ``missing``: no score, so no points. ``gate``: a gate took points. ``ungated``: a gate's KPI has no
    score, so the gate was not applied. ``veto``: nothing at all. ``floor``, ``cap``: the bound that held.
    """

    MISSING = "missing"
    GATE = "gate"
    UNGATED = "ungated"
    VETO = "veto"
    FLOOR = "floor"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class Heads:
    """One department's people in a plan: how many, and how much one of them weighs (岗位系数).

    ``floor``, ``cap`` (保底, 封顶): basis points of the department's standard share; None: no cap.
    """

    department: str
    count: int
    coefficient: Fraction = Fraction(1)
    floor: int = 0
    cap: int | None = None

    @property
    def base(self) -> Fraction:
        """Headcount times coefficient: what the standard share is in proportion to."""
        return self.count * self.coefficient


@dataclass(frozen=True, slots=True)
class Gate:
    """A score that a KPI must reach in the plan's unit (门槛), and what its ``departments`` lose otherwise.

    ``otherwise``: what their points are multiplied by, from 0 to below 1; None: a veto (一票否决), which
    leaves nothing, not even the floor. ``departments``: in order of their ids; None: all.
    """

    kpi: str
    at_least: Fraction
    otherwise: Fraction | None
    departments: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """An incentive plan in force.

    ``unit``: the departments are paid by their own scores there. ``amount``: fen a month, or with
    ``per_head`` fen a month for each head. ``heads``: of every department in force. ``factor``: score ->
    factor, never falling, 0 or more. ``vetoed`` is None where no gate is a veto. ``owner`` and
    ``reference``: the department that answers for it, the document (文号) that put it in force.
    """

    id: str
    name: Text
    unit: str
    amount: int
    per_head: bool
    heads: tuple[Heads, ...]
    factor: Curve
    gates: tuple[Gate, ...] = ()
    vetoed: Vetoed | None = None
    owner: str = ""
    reference: str = ""

    @property
    def pool(self) -> int:
        """Fen a month for all departments."""
        return self.amount * sum(one.count for one in self.heads) if self.per_head else self.amount


def yuan(fen: int) -> Decimal:
    """Fen as yuan with two decimals."""
    return half_up(Fraction(fen, 100), 2)


@dataclass(frozen=True, slots=True)
class Payout:
    """What one department is paid (应发), and every step to it.

    ``base``: heads times coefficient. ``standard``: its share of the pool by base, exact fen. ``score``: as
    printed, None where there is none. ``factor``: of the score. ``gate``: product of the gates, 0 to 1.
    ``points``: base times factor times gate. ``floor``, ``cap``: whole fen, None: no cap; both 0 after a
    veto. ``exact``: fen before rounding. ``fen``: what is paid. ``withheld``: fen kept back by a veto.
    ``why``: in the order of ``Reason``.
    """

    department: str
    base: Fraction
    standard: Fraction
    score: Decimal | None
    factor: Fraction
    gate: Fraction
    points: Fraction
    floor: int
    cap: int | None
    exact: Fraction
    fen: int
    withheld: int
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """One pool of one month, to the fen: payouts + ``retained`` + ``withheld`` = ``pool`` (E-1).

    ``rate``: fen that a point is worth; None where every department with points is at its cap.
    ``retained``: fen that nobody could be given, because of caps or because nobody has points.
    """

    plan: str
    unit: str
    pool: int
    rate: Fraction | None
    payouts: tuple[Payout, ...]
    retained: int

    @property
    def paid(self) -> int:
        """Fen paid to all departments."""
        return sum(one.fen for one in self.payouts)

    @property
    def withheld(self) -> int:
        """Fen kept back by vetoes."""
        return sum(one.withheld for one in self.payouts)
