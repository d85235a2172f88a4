"""One period through every stage, in order: ``STEPS``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from fractions import Fraction

from scorecard.compute.attribute import attribute
from scorecard.compute.audit import audit
from scorecard.compute.findings import findings
from scorecard.compute.reconcile import publish as reconciled
from scorecard.compute.stand import Ground, stand
from scorecard.compute.weigh import weigh
from scorecard.cycle.counting import Months, counted, look
from scorecard.cycle.growing import grown
from scorecard.cycle.proving import correlations, history, months_before, proof, proven
from scorecard.cycle.ranking import ranked
from scorecard.cycle.reading import applicable, bases, graded, readings_of
from scorecard.cycle.tabling import tables
from scorecard.cycle.work import Work, begin, year_of
from scorecard.model.audit import Audit
from scorecard.model.book import Book
from scorecard.model.period import Period
from scorecard.model.result import State
from scorecard.model.tally import Tally
from scorecard.store.results import Run
from scorecard.store.workspace import Workspace


def run(workspace: Workspace, book: Book, period: Period, *, at: str) -> Run:
    """Carry one period through every step and append its results. Raises BadRequest without deliveries."""
    work = begin(workspace, book, period)
    for step in STEPS:
        work = step(work)
    return workspace.results.add(str(period), at=at, book=work.edition.digest, tables=tables(work))


def tally(work: Work) -> Work:
    """Scan each source once and add everything up to every unit: the month, its year so far, and the months
    before that scoring rules and registers look back at.
    """
    space, edition = work.workspace, work.edition
    months = Months(str(work.period), year_of(work.book, work.period), months_before(work.book, work.period))
    found = look(space, work.book, (edition, grown(space, edition, months.year)), months)
    past = history(edition, found.past, months.before)
    return replace(work, counted=found.month, year_counted=found.year, earlier=_earlier(work), history=past)


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
    months = (str(period),)
    edition = grown(work.workspace, work.book.on(period), months)
    kpis = tuple(kpi for kpi in edition.kpis if kpi.id in wanted)
    needed = {source for kpi in kpis for source in kpi.measure.sources}
    sources = tuple(source for source in edition.sources if source.id in needed)
    past = replace(edition, kpis=kpis, sources=sources)
    read_ = readings_of(past, counted(work.workspace, past, months))
    return {
        (unit, kpi): one.value
        for unit, found in read_.items()
        for kpi, one in found.items()
        if one.value is not None
    }


def score(work: Work) -> Work:
    """Read every KPI that applies to each unit, and score the units of each level together; the year alike.

    The year to date is read from its pooled rows and scored by what is in force in its last month; it has
    no months before it. What is withheld of the month is withheld of the year, or the two would tell it.
    """
    edition = work.edition
    found = graded(edition, readings_of(edition, work.counted), work.earlier)
    pooled = readings_of(edition, work.year_counted)
    for unit, own in found.items():
        for kpi, one in own.items():
            if one.state is State.HIDDEN:
                pooled[unit][kpi] = replace(pooled[unit][kpi], value=None, state=State.HIDDEN)
    year = graded(edition, pooled, {})
    return replace(
        work,
        readings=found,
        year_readings=year,
        based=bases(edition, found, work.earlier),
        year_based=bases(edition, year, {}),
    )


def proving(work: Work) -> Work:
    """The intervals of every reading and of its score."""
    kpis = work.edition.kpi_by_id
    found = {
        unit: {
            kpi: proven(
                work.edition,
                kpis[kpi],
                unit,
                one,
                work.counted.tallies.get((unit, kpi), Tally()),
                work.based[unit][kpi],
                work.history.get((unit, kpi), ()),
            )
            for kpi, one in own.items()
        }
        for unit, own in work.readings.items()
    }
    return replace(work, proofs=found)


def attribution(work: Work) -> Work:
    """Weigh, take the index apart and round it once for all pages, unit by unit."""
    edition = work.edition
    process_of = {kpi.id: kpi.process for kpi in edition.kpis}
    weights, attributions, published = {}, {}, {}
    for unit in edition.units.units:
        scores = {
            kpi: reading.score for kpi, reading in work.readings[unit.id].items() if reading.score is not None
        }
        kpis = applicable(edition, unit.level)
        leaves = weigh(edition.processes, kpis, scores, edition.policy.coverage_min)
        weights[unit.id] = leaves
        if leaves:
            found = attribute(edition.kpi_by_id, leaves, scores, edition.policy.target_score)
            attributions[unit.id] = found
            published[unit.id] = reconciled(found, process_of)
    return replace(work, weights=weights, attributions=attributions, published=published)


def standing(work: Work) -> Work:
    """Where the index, each process and each department stands in each unit, and how sure it is."""
    edition = work.edition
    together = correlations(edition, work.counted)
    found = {}
    for unit in edition.units.units:
        kpis = applicable(edition, unit.level)
        every = weigh(edition.processes, kpis, [kpi.id for kpi in kpis], edition.policy.coverage_min)
        ground = Ground(
            edition,
            kpis,
            work.readings[unit.id],
            edition.sampled,
            {source.id: work.counted.present.get((unit.id, source.id), 0) for source in edition.sources},
            every,
            work.weights[unit.id],
            work.attributions.get(unit.id),
            work.published.get(unit.id, {}),
        )
        found[unit.id] = tuple(
            proof(one, edition, unit.id, work.readings[unit.id], work.proofs[unit.id], together[unit.id])
            for one in stand(ground)
        )
    return replace(work, standings=found)


def ranking(work: Work) -> Work:
    """Rank units among their peers, and departments among those of the unit, with the evidence."""
    return replace(work, standings=ranked(work.edition, work.standings))


def auditing(work: Work) -> Work:
    """What becomes of each unit's index weight on its way to the departments, and what was found."""
    edition = work.edition
    found = {}
    for unit in edition.units.units:
        kpis = applicable(edition, unit.level)
        passages = audit(edition.processes, kpis, work.readings[unit.id], work.weights[unit.id])
        found[unit.id] = Audit(passages, findings(edition, kpis, passages))
    return replace(work, audits=found)


STEPS: tuple[Callable[[Work], Work], ...] = (
    tally,
    score,
    proving,
    attribution,
    standing,
    ranking,
    auditing,
)
