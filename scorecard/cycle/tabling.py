"""A finished month as the rows of every result table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scorecard.compute.dictionary.dictionary import dictionary
from scorecard.compute.lever import lever
from scorecard.compute.tabulate import (
    Rows,
    audit_rows,
    basis_row,
    contribution_rows,
    dimensions,
    lever_row,
    part_row,
    reading_row,
    standing_row,
    tally_row,
)
from scorecard.cycle.counting import Counted
from scorecard.cycle.dividing import parts
from scorecard.cycle.work import Based, Work
from scorecard.glossary import phrases
from scorecard.model.kpi import Kpi
from scorecard.model.result import Published, Reading, State
from scorecard.model.tally import Tally

_WITHOUT_ROWS = frozenset({State.MISSING, State.ZERO, State.CARRIED})
_OWN = ("tally", "reading", "standing", "basis", "part", "lever", "contribution", "passage", "finding")


@dataclass(frozen=True, slots=True)
class _Span:
    """A month, or a year to date: what was counted, what was read, and what scores were earned from."""

    name: str
    counted: Counted
    readings: Mapping[str, Mapping[str, Reading]]
    based: Based


def tables(work: Work) -> dict[str, Rows]:
    """The rows of every result table."""
    period = str(work.period)
    process_of = {kpi.id: kpi.process for kpi in work.edition.kpis}
    found = {**dimensions(work.edition, period, work.deliveries)}
    found |= dictionary(work.book, work.period, phrases(work.edition.terms))
    found |= {name: [] for name in _OWN}
    for unit in work.readings:
        cells = work.published.get(unit, {})
        _read(work, unit, _weights(cells), found)
        found["standing"].extend(standing_row(period, unit, one) for one in work.standings[unit])
        found["contribution"].extend(contribution_rows(period, unit, cells, process_of))
        found["lever"].extend(_levers(work, unit))
        for name, rows in audit_rows(period, unit, work.audits[unit]).items():
            found[name].extend(rows)
    for span in (
        _Span("month", work.counted, work.readings, work.based),
        _Span("year", work.year_counted, work.year_readings, work.year_based),
    ):
        found["basis"].extend(_bases(work, span))
        found["part"].extend(
            part_row(period, span.name, one) for one in parts(work.edition, span.counted, span.readings)
        )
    return found


def _read(work: Work, unit: str, weights: Mapping[str, int], found: Mapping[str, Rows]) -> None:
    """Readings of a unit, and the sums behind those that are published."""
    period, kpis = str(work.period), work.edition.kpi_by_id
    for kpi, reading in work.readings[unit].items():
        aim, proofs = work.edition.aim(kpis[kpi], unit), work.proofs[unit][kpi]
        row = reading_row(
            period,
            unit,
            kpis[kpi],
            reading,
            aim=aim,
            weight=weights.get(kpi),
            intervals=(proofs.reading, proofs.score),
        )
        found["reading"].append(row)
        if reading.state not in _WITHOUT_ROWS:
            sums = work.counted.tallies.get((unit, kpi), Tally())
            found["tally"].append(tally_row(period, unit, kpis[kpi], sums))


def _bases(work: Work, span: _Span) -> Iterator[tuple[object, ...]]:
    kpis = work.edition.kpi_by_id
    for unit, readings in span.readings.items():
        for kpi, reading in readings.items():
            rule = work.edition.aim(kpis[kpi], unit).scoring
            based = span.based[unit][kpi]
            yield basis_row(str(work.period), span.name, unit, kpi, rule, based, reading.state)


def _levers(work: Work, unit: str) -> Iterator[tuple[object, ...]]:
    kpis: Mapping[str, Kpi] = work.edition.kpi_by_id
    for kpi, weight in work.weights[unit].items():
        score = work.readings[unit][kpi].score
        if score is None:
            continue
        found = lever(
            kpis[kpi],
            work.edition.aim(kpis[kpi], unit),
            work.based[unit][kpi],
            score,
            weight=weight,
            target=work.edition.policy.target_score,
        )
        if found is not None:
            yield lever_row(str(work.period), unit, kpi, found)


def _weights(cells: Mapping[tuple[str, str], Published]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for (kpi, _), cell in cells.items():
        weights[kpi] = weights.get(kpi, 0) + cell.weight
    return weights
