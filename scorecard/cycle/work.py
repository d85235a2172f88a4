"""One period under way, and how it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from scorecard.cycle.counting import Counted, registers
from scorecard.cycle.growing import grown
from scorecard.cycle.proving import MONTHS_BACK, History, Proven
from scorecard.cycle.taking import contract, read_again
from scorecard.errors import BadRequest
from scorecard.model.audit import Audit
from scorecard.model.book import Book, Edition
from scorecard.model.delivery import Delivery
from scorecard.model.period import Period
from scorecard.model.result import Attribution, Published, Reading, Standing
from scorecard.store.workspace import Workspace

Based = Mapping[str, Mapping[str, tuple[Fraction | None, ...]]]
"""Unit -> KPI -> the readings that its score was earned from."""


@dataclass(frozen=True, slots=True)
class Work:
    """One period under way: each step fills what the next ones need.

    ``counted``, ``readings``, ``based``: of the month; with ``year_`` before them, of its year so far.
    ``earlier``: KPI -> unit -> readings of the months before, the last one first, of the KPIs whose rules
    look back; ``history``: of those whose months tell how much they vary. The mappings by unit hold KPI id
    -> value, (KPI, department) -> cell.
    """

    workspace: Workspace
    book: Book
    edition: Edition
    period: Period
    deliveries: tuple[Delivery, ...]
    counted: Counted = field(default_factory=Counted)
    year_counted: Counted = field(default_factory=Counted)
    earlier: Mapping[str, Mapping[str, Sequence[Fraction | None]]] = field(default_factory=dict)
    history: History = field(default_factory=dict)
    readings: Mapping[str, Mapping[str, Reading]] = field(default_factory=dict)
    year_readings: Mapping[str, Mapping[str, Reading]] = field(default_factory=dict)
    based: Based = field(default_factory=dict)
    year_based: Based = field(default_factory=dict)
    proofs: Mapping[str, Mapping[str, Proven]] = field(default_factory=dict)
    weights: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    attributions: Mapping[str, Attribution] = field(default_factory=dict)
    published: Mapping[str, Mapping[tuple[str, str], Published]] = field(default_factory=dict)
    standings: Mapping[str, tuple[Standing, ...]] = field(default_factory=dict)
    audits: Mapping[str, Audit] = field(default_factory=dict)


def year_of(book: Book, period: Period) -> tuple[str, ...]:
    """The months of the period's year up to it, the first one first, none before the book begins."""
    months = (Period(period.year, month) for month in range(1, period.month + 1))
    return tuple(str(one) for one in months if one >= book.start)


def begin(workspace: Workspace, book: Book, period: Period) -> Work:
    """The work before the first step: the edition in force, with the units that rows name, and the deliveries
    of the period.

    A delivery that was read under other definitions of its source is read again from the file as it came.
    Raises BadRequest without deliveries, or for a period before the book begins.
    """
    edition = book.on(period)
    every = [one for one in workspace.deliveries.all() if one.source in edition.source_by_id]
    mine = [one for one in every if str(period) in one.periods]
    if not mine:
        known = sorted({found for one in every for found in one.periods})
        span = known[0] if len(known) == 1 else f"{known[0]} to {known[-1]}" if known else ""
        have = f"There are rows for {span}." if span else "Nothing was delivered yet."
        raise BadRequest(f"No delivered row belongs to {period}. {have} Take files in with 'deliver'.")
    latest = {source.id for source in edition.sources if source.latest}
    months = _looked_at(book, edition, period)
    for one in every:
        needed = one.source in latest or not months.isdisjoint(one.periods)
        if needed and one.contract != contract(book, one.source, one.periods):
            read_again(workspace, book, one)
    current = (one for one in workspace.deliveries.all() if one.source in edition.source_by_id)
    mine = [one for one in current if str(period) in one.periods]
    return Work(workspace, book, grown(workspace, edition, (str(period),)), period, tuple(mine))


def _looked_at(book: Book, edition: Edition, period: Period) -> frozenset[str]:
    """Every month whose rows the period's results rest on."""
    back = max([kpi.months_back for kpi in edition.kpis] + [MONTHS_BACK if registers(edition) else 0])
    before = {str(period.plus(-one)) for one in range(back + 1)}
    return frozenset(before | set(year_of(book, period)))
