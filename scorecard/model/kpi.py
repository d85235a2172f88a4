"""A KPI (考核指标) is a definition: what is read, how a reading is scored, who answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scorecard.model.formula import Dimension, Formula
from scorecard.model.scoring import Deduction, Scoring
from scorecard.model.text import Text


class Kind(StrEnum):
    """How the rows of a KPI become its reading."""

    MEAN = "mean"
    TOP_BOX = "top_box"
    BOTTOM_BOX = "bottom_box"
    NPS = "nps"
    RATIO = "ratio"
    RATE = "rate"
    WITHIN = "within"
    PERCENTILE = "percentile"
    COMPLIANCE = "compliance"
    FORMULA = "formula"


class Direction(StrEnum):
    """Which reading is better: a higher one, a lower one, or one nearer to the target."""

    HIGHER = "higher"
    LOWER = "lower"
    TARGET = "target"


class Missing(StrEnum):
    """What counts where a KPI has no reading: its weight is shared out, its last reading, or 0 points."""

    REWEIGHT = "reweight"
    CARRY = "carry"
    ZERO = "zero"


class Test(StrEnum):
    """How a condition compares a column with its values."""

    IN = "in"
    NOT_IN = "not_in"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Condition:
    """A row counts if ``column`` passes the test; ``values``: texts, or integers in the column's scale."""

    column: str
    test: Test
    values: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Rows of one source that pass every condition, and the column summed (None: rows are counted).

    ``scale`` is the power of ten by which the column's integers are stored (0 for integers). ``unit``: what
    the sum of a formula's term is counted in, such as call; None for the terms of other kinds.
    """

    source: str
    where: tuple[Condition, ...] = ()
    value: str | None = None
    scale: int = 0
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """The reading's recipe.

    ===========  =========================================  =====================
    kind         reading                                    uses
    ===========  =========================================  =====================
    mean         Σ w·x / Σ w                                rows.value
    top_box      100 · Σ w[x >= at] / Σ w                   rows.value, at
    bottom_box   100 · Σ w[x <= at] / Σ w                   rows.value, at
    nps          100 · (Σ w[x >= promoters] − Σ w[x <= detractors]) / Σ w
    ratio        100 · Σ rows / Σ base                      rows, base
    rate         per · Σ rows / Σ base                      rows, base, per
    within       100 · Σ w[x <= at] / Σ w                   rows.value, at
    percentile   smallest x with cumulated n >= at % of n   rows.value, at (percent)
    compliance   100 · Σ w[x = 1] / Σ w                     rows.value (a flag)
    formula      the formula of Σ of each term              formula, terms
    ===========  =========================================  =====================

    Rows whose value is missing are not counted (n) by any kind but a counting ratio or rate.
    ``terms``: (name, term) in order of the name; ``dimension``: what the formula's value is counted in. The
    ``rows`` of a formula are its term called ``observations``, whose sum is the n of its reading.
    ``at``, ``promoters`` and ``detractors`` are integers in the column's scale, ``at`` of a percentile
    is a whole percent.
    """

    kind: Kind
    rows: Term
    base: Term | None = None
    at: int | None = None
    promoters: int | None = None
    detractors: int | None = None
    per: int = 100
    formula: Formula | None = None
    terms: tuple[tuple[str, Term], ...] = ()
    observations: str | None = None
    dimension: Dimension | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources whose rows it reads, each once."""
        base = () if self.base is None else (self.base,)
        terms = (self.rows, *base, *(term for _, term in self.terms))
        return tuple(dict.fromkeys(term.source for term in terms))


@dataclass(frozen=True, slots=True)
class Aim:
    """What a unit is held to: the scoring rule, and the readings shown beside it.

    ``floor``, ``target``, ``stretch``: in the reading's unit; None where the rule has no such reading.
    ``reference``, ``owner``: those of a unit's target, where it has its own.
    """

    scoring: Scoring
    floor: Fraction | None
    target: Fraction | None
    stretch: Fraction | None
    reference: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence policy of a KPI: a sample smaller than ``hide_below`` is withheld, one smaller than
    ``flag_below`` flagged and not ranked. ``carry``: how many months a reading may be carried on.
    """

    hide_below: int = 10
    flag_below: int = 30
    missing: Missing = Missing.REWEIGHT
    carry: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """Readings and the scores that they earn, as a definition states them.

    One reading and one score; where the rule looks back several readings, this month's first (None: a month
    without one), and one score; where it compares units as many scores as readings.
    """

    readings: tuple[Fraction | None, ...]
    scores: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Perspective:
    """One of the balanced scorecard's perspectives (维度). ``customer``: its KPIs speak for customers,
    whatever their rows.
    """

    id: str
    name: Text
    customer: bool = False


@dataclass(frozen=True, slots=True)
class Process:
    """A business process (商业过程); ``weight`` in basis points, all processes sum to 10,000.

    ``reference``, ``owner``: its own; empty where they are the book's.
    """

    id: str
    name: Text
    weight: int
    reference: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI in force.

    ``weight``: basis points within the process (sum 10,000). ``shares``: (department, basis points),
    sum 10,000 (责任分解系数). ``levels``: ids of the unit levels at which it is scored. ``decimals``:
    printed decimals of the reading. ``aims``: (unit, aim) where a unit and those below it are held to
    something else. ``owner``: the department that answers for the definition, ``reference``: the document
    (文号) that put it in force. ``examples``: stated by the definition and checked against its rule.
    """

    id: str
    name: Text
    process: str
    perspective: str
    measure: Measure
    direction: Direction
    unit: Text
    decimals: int
    aim: Aim
    weight: int
    levels: tuple[str, ...]
    shares: tuple[tuple[str, int], ...]
    focus: Text | None = None
    aims: tuple[tuple[str, Aim], ...] = ()
    evidence: Evidence = Evidence()
    owner: str = ""
    reference: str = ""
    examples: tuple[Example, ...] = ()

    @property
    def months_back(self) -> int:
        """How many months before its own a score of this KPI may look at."""
        rules = [aim.scoring for aim in (self.aim, *(aim for _, aim in self.aims))]
        kept = [rule.months - 1 for rule in rules if isinstance(rule, Deduction)]
        carried = self.evidence.carry if self.evidence.missing is Missing.CARRY else 0
        return max([*kept, carried])
