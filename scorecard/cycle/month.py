"""One period through every stage, in order: ``STEPS``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from scorecard.compute.aggregate import merge, plan, tallies
from scorecard.compute.attribute import attribute
from scorecard.compute.audit import audit
from scorecard.compute.dictionary.dictionary import dictionary
from scorecard.compute.findings import findings
from scorecard.compute.rank import rank
from scorecard.compute.reconcile import publish as reconciled
from scorecard.compute.roll_up import roll_up
from scorecard.compute.score import grade, read
from scorecard.compute.stand import Ground, stand
from scorecard.compute.tabulate import (
    audit_rows,
    contribution_rows,
    dimensions,
    reading_row,
    standing_row,
    tally_row,
)
from scorecard.compute.weigh import weigh
from scorecard.cycle.growing import grown
from scorecard.cycle.taking import contract, read_again
from scorecard.errors import BadRequest
from scorecard.glossary import phrases
from scorecard.model.audit import Audit
from scorecard.model.book import Book, Edition
from scorecard.model.delivery import Delivery
from scorecard.model.kpi import Kpi
from scorecard.model.period import Period
from scorecard.model.result import Attribution, Published, Reading, Standing, State, Subject
from scorecard.model.tally import Tally
from scorecard.store.duck import scan
from scorecard.store.results import Run
from scorecard.store.workspace import Workspace

Rows = list[tuple[object, ...]]
_WITHOUT_ROWS = frozenset({State.MISSING, State.ZERO, State.CARRIED})


@dataclass(frozen=True, slots=True)
class Work:
    """One period under way: each step fills what the next ones need.

    ``present``: (unit, source) -> rows of the source at or below the unit. ``tallies``: of every unit,
    rolled up. ``earlier``: KPI -> unit -> readings of the months before, the last one first, of the KPIs
    whose rules look back. The mappings by unit hold KPI id -> value, (KPI, department) -> cell.
    """

    workspace: Workspace
    book: Book
    edition: Edition
    period: Period
    deliveries: tuple[Delivery, ...]
    present: Mapping[tuple[str, str], int] = field(default_factory=dict)
    tallies: Mapping[tuple[str, str], Tally] = field(default_factory=dict)
    earlier: Mapping[str, Mapping[str, Sequence[Fraction | None]]] = field(default_factory=dict)
    readings: Mapping[str, Mapping[str, Reading]] = field(default_factory=dict)
    weights: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    attributions: Mapping[str, Attribution] = field(default_factory=dict)
    published: Mapping[str, Mapping[tuple[str, str], Published]] = field(default_factory=dict)
    standings: Mapping[str, tuple[Standing, ...]] = field(default_factory=dict)
    audits: Mapping[str, Audit] = field(default_factory=dict)


def run(workspace: Workspace, book: Book, period: Period, *, at: str) -> Run:
    """Carry one period through every step and append its results. Raises BadRequest without deliveries."""
    work = begin(workspace, book, period)
    for step in STEPS:
        work = step(work)
    return workspace.results.add(str(period), at=at, book=work.edition.digest, tables=tables(work))


def begin(workspace: Workspace, book: Book, period: Period) -> Work:
    """The work before the first step: the edition in force, with the units that rows name, and the deliveries
    of the period.

    A delivery that was read under other definitions of its source is read again from the file as it came.
    Raises BadRequest without deliveries, or for a period before the book begins.
    """
    edition = book.on(period)
    every = [one for one in workspace.deliveries.all() if one.source in edition.source_by_id]
    latest = {source.id for source in edition.sources if source.latest}
    back = max((kpi.months_back for kpi in edition.kpis), default=0)
    months = {str(period.plus(-one)) for one in range(back + 1)}
    mine = [one for one in every if str(period) in one.periods]
    if not mine:
        known = sorted({found for one in every for found in one.periods})
        span = known[0] if len(known) == 1 else f"{known[0]} to {known[-1]}" if known else ""
        have = f"There are rows for {span}." if span else "Nothing was delivered yet."
        raise BadRequest(f"No delivered row belongs to {period}. {have} Take files in with 'deliver'.")
    for one in every:
        needed = one.source in latest or not months.isdisjoint(one.periods)
        if needed and one.contract != contract(book, one.source, one.periods):
            read_again(workspace, book, one)
    current = (one for one in workspace.deliveries.all() if one.source in edition.source_by_id)
    mine = [one for one in current if str(period) in one.periods]
    return Work(workspace, book, grown(workspace, edition, period), period, tuple(mine))


def tally(work: Work) -> Work:
    """Scan each source once and add everything up to every unit; the months before too, where a rule asks."""
    present, found = _tallied(work, work.edition, work.period)
    return replace(work, present=present, tallies=found, earlier=_earlier(work))


def _tallied(
    work: Work, edition: Edition, period: Period
) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], Tally]]:
    """(unit, source) -> rows and (unit, KPI) -> tally of a period, at or below every unit."""
    parts = []
    present: dict[tuple[str, str], int] = {}
    for source in edition.sources:
        files = work.workspace.deliveries.rows_of(source.id, None if source.latest else str(period))
        if not files:
            continue
        query = plan(edition, source, str(period), files)
        rows = scan(query)
        parts.append(tallies(query, rows))
        for unit, count, *_ in rows:
            for above in edition.units.lineage(unit):
                present[above, source.id] = present.get((above, source.id), 0) + count
    return present, roll_up(merge(parts), edition.units)


def _earlier(work: Work) -> dict[str, dict[str, list[Fraction | None]]]:
    """KPI -> unit -> readings of the months before, the last one first, as far back as its rules look."""
    wanted = {kpi.id: kpi.months_back for kpi in work.edition.kpis if kpi.months_back}
    found: dict[str, dict[str, list[Fraction | None]]] = {kpi: {} for kpi in wanted}
    for back in range(1, max(wanted.values(), default=0) + 1):
        period = work.period.plus(-back)
        past = _read_in(work, period, {kpi for kpi, months in wanted.items() if months >= back})
        for kpi, by_unit in found.items():
            for unit in work.edition.units.units:
                by_unit.setdefault(unit.id, []).append(past.get((unit.id, kpi)))
    return found


def _read_in(work: Work, period: Period, wanted: Collection[str]) -> dict[tuple[str, str], Fraction]:
    """(unit, KPI) -> the reading of an earlier month, by what was in force then."""
    if period < work.book.start:
        return {}
    edition = grown(work.workspace, work.book.on(period), period)
    kpis = tuple(kpi for kpi in edition.kpis if kpi.id in wanted)
    needed = {source for kpi in kpis for source in kpi.measure.sources}
    sources = tuple(source for source in edition.sources if source.id in needed)
    past = replace(edition, kpis=kpis, sources=sources)
    present, tallies_ = _tallied(work, past, period)
    read_ = _readings(past, present, tallies_)
    return {
        (unit, kpi): one.value
        for unit, found in read_.items()
        for kpi, one in found.items()
        if one.value is not None
    }


def _readings(
    edition: Edition,
    present: Mapping[tuple[str, str], int],
    tallies_: Mapping[tuple[str, str], Tally],
) -> dict[str, dict[str, Reading]]:
    """Unit -> KPI -> reading of every KPI that applies to it, not scored yet.

    Where a source that the KPI reads has no row at all for the unit, the KPI is missing: a complaint rate
    is not 0 because nobody delivered the tickets.
    """
    found: dict[str, dict[str, Reading]] = {}
    for unit in edition.units.units:
        own = found.setdefault(unit.id, {})
        for kpi in _applicable(edition, unit.level):
            known = all((unit.id, source) in present for source in kpi.measure.sources)
            sums = tallies_.get((unit.id, kpi.id), Tally()) if known else None
            own[kpi.id] = read(kpi, sums, sampled=kpi.id in edition.sampled)
    return found


def score(work: Work) -> Work:
    """Read every KPI that applies to each unit, and score the units of each level together."""
    edition = work.edition
    found = _readings(edition, work.present, work.tallies)
    for level in edition.levels:
        units = [unit.id for unit in edition.units.units if unit.level == level.id]
        for kpi in _applicable(edition, level.id):
            aims = {unit: edition.aim(kpi, unit) for unit in units}
            own = {unit: found[unit][kpi.id] for unit in units}
            for unit, one in grade(kpi, aims, own, work.earlier.get(kpi.id, {})).items():
                found[unit][kpi.id] = one
    return replace(work, readings=found)


def attribution(work: Work) -> Work:
    """Weigh, take the index apart and round it once for all pages, unit by unit."""
    edition = work.edition
    process_of = {kpi.id: kpi.process for kpi in edition.kpis}
    weights, attributions, published = {}, {}, {}
    for unit in edition.units.units:
        scores = {
            kpi: reading.score for kpi, reading in work.readings[unit.id].items() if reading.score is not None
        }
        kpis = _applicable(edition, unit.level)
        leaves = weigh(edition.processes, kpis, scores, edition.policy.coverage_min)
        weights[unit.id] = leaves
        if leaves:
            found = attribute(edition.kpi_by_id, leaves, scores, edition.policy.target_score)
            attributions[unit.id] = found
            published[unit.id] = reconciled(found, process_of)
    return replace(work, weights=weights, attributions=attributions, published=published)


def standing(work: Work) -> Work:
    """Where the index, each process and each department stands in each unit, before ranks."""
    edition = work.edition
    found = {}
    for unit in edition.units.units:
        kpis = _applicable(edition, unit.level)
        every = weigh(edition.processes, kpis, [kpi.id for kpi in kpis], edition.policy.coverage_min)
        ground = Ground(
            edition,
            kpis,
            work.readings[unit.id],
            edition.sampled,
            {source.id: work.present.get((unit.id, source.id), 0) for source in edition.sources},
            every,
            work.weights[unit.id],
            work.attributions.get(unit.id),
            work.published.get(unit.id, {}),
        )
        found[unit.id] = stand(ground)
    return replace(work, standings=found)


def ranking(work: Work) -> Work:
    """Rank units among those of their level, and departments among those of the unit."""
    found = {
        unit: _ranked(standings, lambda one: one.kind is Subject.DEPARTMENT)
        for unit, standings in work.standings.items()
    }
    for level in work.edition.levels:
        units = [unit.id for unit in work.edition.units.units if unit.level == level.id]
        leaders = _ranked([found[unit][0] for unit in units], lambda _: True)
        for unit, leader in zip(units, leaders, strict=True):
            found[unit] = (leader, *found[unit][1:])
    return replace(work, standings=found)


def auditing(work: Work) -> Work:
    """What becomes of each unit's index weight on its way to the departments, and what was found."""
    edition = work.edition
    found = {}
    for unit in edition.units.units:
        kpis = _applicable(edition, unit.level)
        passages = audit(edition.processes, kpis, work.readings[unit.id], work.weights[unit.id])
        found[unit.id] = Audit(passages, findings(edition, kpis, passages))
    return replace(work, audits=found)


STEPS: tuple[Callable[[Work], Work], ...] = (tally, score, attribution, standing, ranking, auditing)


def tables(work: Work) -> dict[str, Rows]:
    """The rows of every result table."""
    period = str(work.period)
    process_of = {kpi.id: kpi.process for kpi in work.edition.kpis}
    kpis = work.edition.kpi_by_id
    found = {**dimensions(work.edition, period, work.deliveries)}
    found |= dictionary(work.book, work.period, phrases(work.edition.terms))
    found |= {"tally": [], "reading": [], "standing": [], "contribution": [], "passage": [], "finding": []}
    for unit, readings in work.readings.items():
        cells = work.published.get(unit, {})
        weights = _weights(cells)
        for kpi, reading in readings.items():
            aim = work.edition.aim(kpis[kpi], unit)
            row = reading_row(period, unit, kpis[kpi], reading, aim=aim, weight=weights.get(kpi))
            found["reading"].append(row)
            if reading.state not in _WITHOUT_ROWS:
                sums = work.tallies.get((unit, kpi), Tally())
                found["tally"].append(tally_row(period, unit, kpis[kpi], sums))
        found["standing"].extend(standing_row(period, unit, one) for one in work.standings[unit])
        found["contribution"].extend(contribution_rows(period, unit, cells, process_of))
        for name, rows in audit_rows(period, unit, work.audits[unit]).items():
            found[name].extend(rows)
    return found


def _applicable(edition: Edition, level: str) -> tuple[Kpi, ...]:
    return tuple(kpi for kpi in edition.kpis if level in kpi.levels)


def _weights(cells: Mapping[tuple[str, str], Published]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for (kpi, _), cell in cells.items():
        weights[kpi] = weights.get(kpi, 0) + cell.weight
    return weights


def _ranked(standings: Iterable[Standing], among: Callable[[Standing], bool]) -> tuple[Standing, ...]:
    """The standings with ranks for those ``among`` the peers whose state is ok; nobody is ranked alone."""
    every = list(standings)
    scores: dict[str, Decimal] = {
        str(position): one.score
        for position, one in enumerate(every)
        if among(one) and one.state is State.OK and one.score is not None
    }
    ranks = rank(scores) if len(scores) > 1 else {}
    return tuple(
        replace(one, rank=ranks.get(str(position)), ranked=len(ranks)) if among(one) else one
        for position, one in enumerate(every)
    )
