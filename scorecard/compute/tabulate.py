"""Values to the rows of the result tables (``model.table``), column by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from scorecard.errors import BadRequest
from scorecard.model.audit import Audit
from scorecard.model.book import Edition
from scorecard.model.delivery import Delivery
from scorecard.model.evidence import Card, Interval
from scorecard.model.formula import written
from scorecard.model.kpi import Aim, Kpi
from scorecard.model.lever import Lever
from scorecard.model.part import Part
from scorecard.model.result import Proof, Published, Reading, Standing, State
from scorecard.model.rounding import half_up
from scorecard.model.rule_text import readings_text, rule_text
from scorecard.model.scoring import Scoring
from scorecard.model.tally import Tally

Rows = list[tuple[object, ...]]
_TOO_LARGE = 10**12


def dimensions(edition: Edition, period: str, deliveries: Iterable[Delivery]) -> dict[str, Rows]:
    """The tables that name things: book, unit, department, process, kpi, share, term, delivery."""
    policy = edition.policy
    return {
        "book": [
            (
                period,
                edition.id,
                edition.name.zh,
                edition.name.en,
                edition.index.zh,
                edition.index.en,
                edition.digest,
                half_up(policy.target_score, 2),
                half_up(100 * policy.coverage_min, 2),
                policy.hide_below,
                policy.flag_below,
            )
        ],
        "unit": _units(edition, period),
        "department": [
            (period, one.id, position, one.name.zh, one.name.en)
            for position, one in enumerate(edition.departments)
        ],
        "process": [
            (period, one.id, _percent(one.weight), position, one.name.zh, one.name.en)
            for position, one in enumerate(edition.processes)
        ],
        "kpi": _kpis(edition, period),
        "share": [
            (period, kpi.id, department, _percent(share))
            for kpi in edition.kpis
            for department, share in kpi.shares
        ],
        "term": [
            *((period, key, text.zh, text.en) for key, text in edition.terms.items()),
            *((period, f"source.{one.id}", one.name.zh, one.name.en) for one in edition.sources),
        ],
        "successor": _successors(edition, period),
        "delivery": [
            (period, one.digest, one.file, one.source, one.rows_read, one.rows_kept, one.rows_refused)
            for one in deliveries
        ],
    }


def tally_row(period: str, unit: str, kpi: Kpi, tally: Tally) -> tuple[object, ...]:
    """A row of ``tally``; every term of a formula has its sum in it, 0 where it met no row."""
    sums = dict(tally.terms)
    return (
        period,
        unit,
        kpi.id,
        tally.n,
        tally.weight,
        tally.total,
        tally.squares,
        tally.hits,
        tally.promoters,
        tally.detractors,
        tally.base,
        tally.clusters,
        tally.weight_squares,
        tally.weight_values,
        tally.value_squares,
        " ".join(f"{value}:{count}" for value, count in tally.histogram),
        " ".join(f"{name}:{sums.get(name, 0)}" for name, _ in kpi.measure.terms),
    )


def reading_row(
    period: str,
    unit: str,
    kpi: Kpi,
    reading: Reading,
    *,
    aim: Aim,
    weight: int | None,
    intervals: tuple[Interval | None, Interval | None] = (None, None),
) -> tuple[object, ...]:
    """A row of ``reading``; ``aim``: what the unit is held to; ``weight`` in hundredths of a percent.
    ``intervals``: of the reading and of the score.

    Raises BadRequest for a reading of more than twelve digits before the point, which no table holds.
    """
    if reading.value is not None and abs(reading.value) >= _TOO_LARGE:
        raise BadRequest(
            f"The reading of KPI {kpi.id!r} in unit {unit!r} is too large to be held: about "
            f"{float(reading.value):.3g}. Look for a mistyped value, or for a formula that multiplies sums."
        )
    value = None if reading.value is None else half_up(reading.value, kpi.decimals)
    score = None if reading.score is None else half_up(reading.score, 2)
    figures = reading.n, value, score, _hundredths(weight), *_readings(aim), reading.state.value
    own, scored = intervals
    proofs = *_ends(own, kpi.decimals), *_ends(scored, 2), "" if own is None else own.basis.value
    return period, unit, kpi.id, *figures, *proofs


def standing_row(period: str, unit: str, standing: Standing) -> tuple[object, ...]:
    """A row of ``standing``."""
    part = standing.part
    return (
        period,
        unit,
        standing.kind.value,
        standing.subject,
        standing.score,
        *(_hundredths(value) for value in _amounts(part)),
        _hundredths(None if part is None else part.weight),
        half_up(100 * standing.coverage, 2),
        standing.n,
        standing.rank,
        standing.ranked,
        standing.state.value,
        *_proof(standing.proof),
    )


def _proof(proof: Proof) -> tuple[object, ...]:
    sets = proof.ranks
    return (
        *_ends(proof.interval, 2),
        None if proof.error is None else half_up(Fraction(proof.error), 6),
        None if proof.shrunk is None else half_up(proof.shrunk, 2),
        *((None, None) if proof.bounds is None else (half_up(one, 2) for one in proof.bounds)),
        *((None,) * 4 if sets is None else (sets.low, sets.high, sets.sure_low, sets.sure_high)),
        "" if sets is None else " ".join(sets.alike),
        Card.YELLOW.value if proof.card else "",
    )


def basis_row(
    period: str,
    span: str,
    unit: str,
    kpi: str,
    rule: Scoring,
    based: Sequence[Fraction | None],
    state: State,
) -> tuple[object, ...]:
    """A row of ``basis``."""
    return period, span, unit, kpi, rule_text(rule), readings_text(based), state.value


def part_row(period: str, span: str, part: Part) -> tuple[object, ...]:
    """A row of ``part``."""
    return (
        period,
        span,
        part.unit,
        part.kpi,
        part.dimension,
        part.member,
        part.n,
        part.volume,
        str(part.value),
        " ".join(part.members),
    )


def lever_row(period: str, unit: str, kpi: str, lever: Lever) -> tuple[object, ...]:
    """A row of ``lever``."""
    return period, unit, kpi, lever.value, half_up(lever.score, 2), half_up(lever.gain, 2)


def contribution_rows(
    period: str, unit: str, cells: Mapping[tuple[str, str], Published], process_of: Mapping[str, str]
) -> Rows:
    """Rows of ``contribution``."""
    return [
        (period, unit, kpi, process_of[kpi], department, *(_hundredths(value) for value in _amounts(cell)))
        for (kpi, department), cell in cells.items()
    ]


def audit_rows(period: str, unit: str, audit: Audit) -> dict[str, Rows]:
    """Rows of ``passage`` and ``finding``."""
    return {
        "passage": [
            (period, unit, one.process, one.kpi, one.department, one.reach.value, _hundredths(one.weight))
            for one in audit.passages
        ],
        "finding": [
            (period, unit, place, one.matter.value, one.reach or "", subject, _hundredths(weight))
            for place, one in enumerate(audit.findings)
            for subject, weight in one.subjects
        ],
    }


def _units(edition: Edition, period: str) -> Rows:
    levels = {level.id: level.name for level in edition.levels}
    rows: Rows = []
    for position, (depth, unit) in enumerate(edition.units.walk()):
        lineage = f"/{'/'.join(reversed(edition.units.lineage(unit.id)))}/"
        level = levels[unit.level]
        rows.append(
            (
                period,
                unit.id,
                unit.parent,
                lineage,
                unit.level,
                level.zh,
                level.en,
                depth,
                unit.peer_group,
                position,
                unit.name.zh,
                unit.name.en,
            )
        )
    return rows


def _successors(edition: Edition, period: str) -> Rows:
    departments = [
        (period, "department", one.department, heir, str(part))
        for one in edition.succeeded
        for heir, part in one.heirs
    ]
    units = [(period, "unit", gone.unit.id, gone.heir or "", "1") for gone in edition.retired]
    return [*departments, *units]


def _kpis(edition: Edition, period: str) -> Rows:
    perspectives = {one.id: one.name for one in edition.perspectives}
    return [
        (
            period,
            kpi.id,
            kpi.process,
            kpi.perspective,
            perspectives[kpi.perspective].zh,
            perspectives[kpi.perspective].en,
            kpi.measure.kind.value,
            None if kpi.measure.formula is None else written(kpi.measure.formula),
            kpi.direction.value,
            kpi.measure.rows.source,
            kpi.unit.zh,
            kpi.unit.en,
            kpi.focus and kpi.focus.zh,
            kpi.focus and kpi.focus.en,
            kpi.decimals,
            *_readings(kpi.aim),
            _percent(kpi.weight),
            sha256(repr(kpi.measure).encode()).hexdigest(),
            edition.source_by_id[kpi.measure.rows.source].owner or kpi.owner,
            position,
            kpi.name.zh,
            kpi.name.en,
        )
        for position, kpi in enumerate(edition.kpis)
    ]


def _readings(aim: Aim) -> tuple[Decimal | None, ...]:
    readings = (aim.floor, aim.target, aim.stretch)
    return tuple(None if value is None else half_up(value, 6) for value in readings)


def _ends(interval: Interval | None, places: int) -> tuple[Decimal | None, Decimal | None]:
    if interval is None:
        return None, None
    return half_up(interval.low, places), half_up(interval.high, places)


def _amounts(part: Published | None) -> tuple[int | None, ...]:
    return (None, None, None) if part is None else (part.level, part.pressure, part.surplus)


def _hundredths(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value).scaleb(-2)


def _percent(basis_points: int) -> Decimal:
    return half_up(Fraction(basis_points, 100), 2)
