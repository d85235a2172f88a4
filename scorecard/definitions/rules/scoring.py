"""Scoring: one rule a KPI, readings in order, scores that rise, readings that can occur, no cliffs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from scorecard.definitions.cliff import cliff
from scorecard.definitions.compile_scoring import compile_scoring
from scorecard.definitions.draft import Draft
from scorecard.definitions.flaws import Flaw, flaws
from scorecard.definitions.sampling import Sample, sampling
from scorecard.definitions.schema import KpiSpec
from scorecard.definitions.scoring import RuleSpec, parameters_of, with_parameters
from scorecard.model.kpi import Kind, Measure, Missing, Term
from scorecard.model.problem import Problem, Severity
from scorecard.model.scoring import Curve
from scorecard.model.source import FactKind

_KNOTS = ("floor", "target", "stretch")
_SHARES = frozenset({Kind.TOP_BOX, Kind.BOTTOM_BOX, Kind.WITHIN, Kind.COMPLIANCE})
_READINGS = frozenset({*_KNOTS, "base", "challenge", "low", "high", "at", "free"})
_PERCENT = 100
_RISK = 0.05
"""A cliff that costs fewer than one unit in twenty its points is not worth a warning."""
_BOTH = "One reading would have two scores, or a better reading a lower one."


def policy_rises(draft: Draft) -> Iterator[Problem]:
    """Scores rise from floor to stretch between 0 and 100; a hidden sample is smaller than a flagged one."""
    policy = draft.spec.policy
    path = ("policy", "scoring")
    scores = policy.scoring
    if not 0 <= scores.floor < scores.target <= scores.stretch <= 100:
        what = f"the scores {scores.floor}, {scores.target}, {scores.stretch} do not rise from 0 to 100"
        remedy = "Let floor < target, target <= stretch, all from 0 to 100."
        yield Problem("policy.scoring", draft.at(*path), what, _BOTH, remedy)
    if policy.hide_below > policy.flag_below:
        what = f"hide_below {policy.hide_below} is above flag_below {policy.flag_below}"
        place = draft.at("policy", "hide_below")
        yield Problem("policy.samples", place, what, "No sample would be flagged.", "Exchange the two.")


def evidence_fits(draft: Draft) -> Iterator[Problem]:
    """``carry`` says for how many months and stands beside ``missing: carry`` alone; samples are in order."""
    for index, kpi in draft.news("kpis"):
        own, path = kpi.evidence, ("kpis", index, "evidence")
        if (own.missing is Missing.CARRY) is (own.carry is None):
            what = f"KPI {kpi.id!r}: 'missing: carry' and 'carry: months' belong together"
            why = "It would not be clear how old a reading may be."
            remedy = "Write {missing: carry, carry: 2}, or neither."
            yield Problem("evidence.carry", draft.at(*path), what, why, remedy)
        policy = draft.spec.policy
        hide = policy.hide_below if own.hide_below is None else own.hide_below
        flag = policy.flag_below if own.flag_below is None else own.flag_below
        if hide > flag and (own.hide_below, own.flag_below) != (None, None):
            what = f"KPI {kpi.id!r}: hide_below {hide} is above flag_below {flag}"
            yield Problem("policy.samples", draft.at(*path), what, "No sample would be flagged.", "Exchange.")


def kpis_have_one_rule(draft: Draft) -> Iterator[Problem]:
    """A KPI has floor, target and stretch, or a ``scoring`` of its own, and not both."""
    for index, kpi in draft.news("kpis"):
        given = [key for key in _KNOTS if getattr(kpi, key) is not None]
        why = "There would be no score, or two."
        if kpi.scoring is not None and given:
            what = f"KPI {kpi.id!r} has a 'scoring' and {', '.join(given)} beside it"
            place = draft.key("kpis", index, given[0])
            yield Problem("scoring.two", place, what, why, "Keep one of the two ways.")
        elif kpi.rule is None:
            lacking = [key for key in _KNOTS if key not in given]
            what = f"KPI {kpi.id!r} has no {', '.join(lacking)}"
            remedy = (
                "Write floor, target and stretch, or a 'scoring:' with its rule; docs/scoring.md has them."
            )
            yield Problem("scoring.none", draft.at("kpis", index), what, why, remedy)


def rules_can_score(draft: Draft) -> Iterator[Problem]:
    """A rule has readings in order and scores that rise with them; with each unit's own numbers too."""
    scores = _scores(draft)
    for index, kpi in draft.news("kpis"):
        if (rule := kpi.rule) is not None:
            path = ("kpis", index) if kpi.scoring is None else ("kpis", index, "scoring")
            yield from _flaws(draft, path, f"KPI {kpi.id!r}", flaws(rule, kpi.direction, scores=scores))
    by_id = {kpi.id: kpi for kpi in draft.spec.kpis}
    new_kpis = {kpi.id for _, kpi in draft.news("kpis")}
    new_targets = {index for index, _ in draft.news("targets")}
    for index, one in enumerate(draft.spec.targets):
        kpi_ = by_id.get(one.kpi)
        if kpi_ is None or kpi_.rule is None or not (index in new_targets or one.kpi in new_kpis):
            continue
        subject = f"KPI {one.kpi!r} for unit {one.unit!r}"
        try:
            rule = with_parameters(kpi_.rule, one.parameters)
        except ValueError as error:
            why = "What it says would not count."
            foreign = next(key for key in one.parameters if key not in parameters_of(kpi_.rule))
            place = draft.key("targets", index, foreign)
            what, _, remedy = str(error).partition(". ")
            yield Problem("target.parameter", place, f"{subject}: {what}", why, remedy)
            continue
        if not one.parameters:
            what = f"{subject}: the target says nothing"
            remedy = f"Name what differs: {', '.join(parameters_of(kpi_.rule))}."
            yield Problem("target.parameter", draft.at("targets", index), what, "It has no effect.", remedy)
        yield from _flaws(draft, ("targets", index), subject, flaws(rule, kpi_.direction, scores=scores))


def _flaws(
    draft: Draft, path: tuple[str | int, ...], subject: str, found: Iterable[Flaw]
) -> Iterator[Problem]:
    for flaw in found:
        place = draft.at(*path, *flaw.path)
        yield Problem(flaw.code, place, f"{subject}: {flaw.what}", flaw.why, flaw.remedy)


def _scores(draft: Draft) -> tuple[Decimal, Decimal, Decimal]:
    scores = draft.spec.policy.scoring
    return scores.floor, scores.target, scores.stretch


def readings_are_possible(draft: Draft) -> Iterator[Problem]:
    """Warns of a scoring rule's reading that no row can bring about."""
    for index, kpi in draft.news("kpis"):
        low, high = _range(draft, kpi)
        path = ("kpis", index) if kpi.scoring is None else ("kpis", index, "scoring")
        for key, value in _readings(kpi.rule):
            if (low is None or value >= low) and (high is None or value <= high):
                continue
            shown = ".".join(str(part) for part in key)
            what = f"KPI {kpi.id!r}: {shown} {value} lies where no reading can be ({low} to {high})"
            why = "Its scores would never reach one end of the scale."
            remedy = "Readings of shares are percents: write 85 for 85 %."
            yield Problem("kpi.unreachable", draft.at(*path, *key), what, why, remedy, Severity.WARNING)


def _readings(rule: RuleSpec | None) -> Iterator[tuple[tuple[str | int, ...], Decimal]]:
    """Every reading that a rule names, with the path to it."""
    if rule is None:
        return
    for key in parameters_of(rule):
        if key in _READINGS:
            yield (key,), getattr(rule, key)
    for key in ("knots", "bands"):
        for position, (reading, _) in enumerate(getattr(rule, key, ())):
            yield (key, position), reading


def chance_decides_little(draft: Draft) -> Iterator[Problem]:
    """Warns of a cliff of half the target score or more: how often chance alone pushes a unit over it.

    At the smallest sample that is ranked; ``doctor`` tells it for the samples that there are.
    """
    target = Fraction(draft.spec.policy.scoring.target)
    for index, kpi in draft.news("kpis"):
        rule = kpi.rule
        if rule is None or next(flaws(rule, kpi.direction, scores=_scores(draft)), None):
            continue
        curve = compile_scoring(rule, kpi.direction, scores=_scores(draft))
        n = draft.spec.policy.flag_below if kpi.evidence.flag_below is None else kpi.evidence.flag_below
        sample = _sample(draft, kpi, max(n, 1))
        found = None
        if isinstance(curve, Curve) and sample is not None:
            found = cliff(curve, kpi.direction, sample, target=target, least=target / 2)
        if found is not None and found.midway_risk >= _RISK:
            what = (
                f"KPI {kpi.id!r}: beyond {_short(found.reading)} the score falls by {_short(found.drop)} to "
                f"{_short(found.low)}; of units whose true reading is {_short(found.midway)}, "
                f"{found.midway_risk:.0%} are measured beyond it by chance at n = {n} "
                f"({found.risk:.0%} of those at {_short(found.deserving)})"
            )
            why = "Chance would take these points from units that deserve them."
            remedy = "Let the score fall in a line (floor_target_stretch, knots), or ask for larger samples."
            path = ("kpis", index) if kpi.scoring is None else ("kpis", index, "scoring")
            yield Problem("scoring.cliff", draft.at(*path), what, why, remedy, Severity.WARNING)


def _sample(draft: Draft, kpi: KpiSpec, n: int) -> Sample | None:
    """What chance does at n rows; a mean's deviation is taken as a quarter of its column's range."""
    low, high = _range(draft, kpi)
    spread = float(high - low) / 4 if low is not None and high is not None else None
    source = draft.sources.get(kpi.measure.source)
    if source is None or source.kind is FactKind.COUNTER:
        return None
    measure = Measure(kpi.measure.kind, Term(kpi.measure.source, (), kpi.measure.value), per=_PERCENT)
    if kpi.measure.kind in {Kind.RATIO, Kind.RATE}:
        return None
    return sampling(measure, n, sd=spread)


def _short(value: Fraction) -> str:
    return f"{float(value):.4g}"


def _range(draft: Draft, kpi: KpiSpec) -> tuple[Decimal | None, Decimal | None]:
    if kpi.measure.kind in _SHARES:
        return Decimal(0), Decimal(100)
    if kpi.measure.kind is Kind.NPS:
        return Decimal(-100), Decimal(100)
    source = draft.sources.get(kpi.measure.source)
    column = source.columns.get(kpi.measure.value or "") if source else None
    if column is None or kpi.measure.kind not in {Kind.MEAN, Kind.PERCENTILE}:
        return None, None
    return column.low, column.high
