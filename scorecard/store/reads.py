"""The named reads: every question that people's views may ask of a snapshot, and who may ask it.

SQL stands here and nowhere else on the read side. Each read lists its columns, orders its rows and takes
named parameters; ``reader`` adds the principal.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """Who may see the rows: anyone, who may open their unit, or who may open unit and department."""

    OPEN = "open"
    UNIT = "unit"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Read:
    """A named query. Scope unit needs a result column ``unit``, scope cell ``department`` as well."""

    name: str
    sql: str
    scope: Scope


_PROOF = (  # the evidence that everybody may see, as the rank that it belongs to
    "low, high, error, rank_low, rank_high, sure_low, sure_high, alike, card"
)
_STANDING = (  # the columns of a Line
    f"score, level, pressure, surplus, weight, coverage, n, rank, ranked, state, {_PROOF}, "
    "shrunk, bound_low, bound_high"
)

BOOKS = Read(
    "books",
    "SELECT period, id, zh, en, index_zh, index_en, digest, target_score, hide_below, flag_below "
    "FROM book ORDER BY period DESC",
    Scope.OPEN,
)
UNITS = Read(
    "units",
    "SELECT unit, parent, lineage, level, level_zh, level_en, depth, peer_group, zh, en "
    "FROM unit WHERE period = $period ORDER BY position, unit",
    Scope.OPEN,
)
OPENABLE = Read(
    "openable", "SELECT unit FROM unit WHERE period = $period ORDER BY position, unit", Scope.UNIT
)
DEPARTMENTS = Read(
    "departments",
    "SELECT department, zh, en FROM department WHERE period = $period ORDER BY position, department",
    Scope.OPEN,
)
PROCESSES = Read(
    "processes",
    "SELECT process, weight, zh, en FROM process WHERE period = $period ORDER BY position, process",
    Scope.OPEN,
)
KPIS = Read(
    "kpis",
    "SELECT kpi, process, perspective, perspective_zh, perspective_en, kind, formula, direction, "
    "source, unit_zh, unit_en, focus_zh, focus_en, decimals, floor, target, stretch, weight, owed_by, "
    "zh, en FROM kpi WHERE period = $period ORDER BY position, kpi",
    Scope.OPEN,
)
SHARES = Read(
    "shares",
    "SELECT kpi, department, share FROM share WHERE period = $period ORDER BY kpi, department",
    Scope.OPEN,
)
TERMS = Read("terms", "SELECT key, zh, en FROM term WHERE period = $period ORDER BY key", Scope.OPEN)
DELIVERIES = Read(
    "deliveries",
    "SELECT delivery, file, source, rows_read, rows_kept, rows_refused "
    "FROM delivery WHERE period = $period ORDER BY source, file, delivery",
    Scope.OPEN,
)
INDEX_RANKS = Read(
    "index_ranks",
    f"SELECT unit, score, n, rank, ranked, state, {_PROOF} FROM standing "  # noqa: S608
    "WHERE period = $period AND kind = 'index' ORDER BY rank NULLS LAST, unit",
    Scope.OPEN,
)
DEPARTMENT_RANKS = Read(
    "department_ranks",
    f"SELECT unit, subject AS department, score, n, rank, ranked, state, {_PROOF} FROM standing "  # noqa: S608
    "WHERE period = $period AND unit = $unit AND kind = 'department' ORDER BY rank NULLS LAST, subject",
    Scope.OPEN,
)
CARDS = Read(
    "cards",
    "SELECT period, unit, kind, subject FROM standing WHERE period >= $since AND period < $until "
    "AND kind IN ('index', 'department') AND card = 'yellow' ORDER BY period DESC, unit, kind, subject",
    Scope.OPEN,
)
PROCESS_CARDS = Read(
    "process_cards",
    "SELECT period, unit, kind, subject FROM standing WHERE period >= $since AND period < $until "
    "AND kind = 'process' AND card = 'yellow' ORDER BY period DESC, unit, subject",
    Scope.UNIT,
)
INDEX_LINES = Read(
    "index_lines",
    f"SELECT unit, {_STANDING} FROM standing "  # noqa: S608
    "WHERE period = $period AND kind = 'index' ORDER BY unit",
    Scope.UNIT,
)
STANDINGS = Read(
    "standings",
    f"SELECT unit, kind, subject, {_STANDING} FROM standing "  # noqa: S608
    "WHERE period = $period AND unit = $unit AND kind IN ('index', 'process') ORDER BY kind, subject",
    Scope.UNIT,
)
DEPARTMENT_LINES = Read(
    "department_lines",
    f"SELECT unit, subject AS department, {_STANDING} FROM standing "  # noqa: S608
    "WHERE period = $period AND unit = $unit AND kind IN ('department', 'unassigned') ORDER BY subject",
    Scope.CELL,
)
DEPARTMENT_BELOW = Read(
    "department_below",
    f"SELECT standing.unit, subject AS department, {_STANDING.replace('level', 'standing.level')} "  # noqa: S608
    "FROM standing JOIN unit ON unit.period = standing.period AND unit.unit = standing.unit "
    "WHERE standing.period = $period AND unit.parent = $parent AND kind = 'department' "
    "AND subject = $department ORDER BY unit.position, standing.unit",
    Scope.CELL,
)
INDEX_SERIES = Read(
    "index_series",
    f"SELECT period, unit, {_STANDING} FROM standing "  # noqa: S608
    "WHERE unit = $unit AND kind = 'index' AND period <= $until ORDER BY period",
    Scope.UNIT,
)
DEPARTMENT_SERIES = Read(
    "department_series",
    f"SELECT period, unit, subject AS department, {_STANDING} FROM standing "  # noqa: S608
    "WHERE unit = $unit AND kind = 'department' AND subject = $department AND period <= $until "
    "ORDER BY period",
    Scope.CELL,
)
CELLS = Read(
    "cells",
    "SELECT unit, kpi, process, department, level, pressure, surplus FROM contribution "
    "WHERE period = $period AND unit = $unit ORDER BY kpi, department",
    Scope.CELL,
)
KPI_TOTALS = Read(
    "kpi_totals",
    "SELECT unit, kpi, process, sum(level) AS level, sum(pressure) AS pressure, sum(surplus) AS surplus "
    "FROM contribution WHERE period = $period AND unit = $unit GROUP BY unit, kpi, process ORDER BY kpi",
    Scope.UNIT,
)
LEVERS = Read(
    "levers",
    "SELECT unit, kpi, value, score, gain FROM lever WHERE period = $period AND unit = $unit "
    "ORDER BY gain DESC, kpi",
    Scope.UNIT,
)
PASSAGES = Read(
    "passages",
    "SELECT unit, process, kpi, department, reach, weight FROM passage "
    "WHERE period = $period AND unit = $unit AND reach NOT IN ('unassigned', 'unmeasured') "
    "ORDER BY process, kpi, department",
    Scope.CELL,
)
PASSAGE_TOTALS = Read(
    "passage_totals",
    "SELECT unit, process, kpi, reach, sum(weight) AS weight FROM passage "
    "WHERE period = $period AND unit = $unit GROUP BY unit, process, kpi, reach ORDER BY process, kpi, reach",
    Scope.UNIT,
)
FINDINGS = Read(
    "findings",
    "SELECT unit, position, matter, reach, subject, weight FROM finding "
    "WHERE period = $period AND unit = $unit ORDER BY position, subject",
    Scope.UNIT,
)
READINGS = Read(
    "readings",
    "SELECT unit, kpi, n, value, score, weight, floor, target, stretch, state, "
    "value_low, value_high, low, high, basis FROM reading "
    "WHERE period = $period AND unit = $unit ORDER BY kpi",
    Scope.UNIT,
)
READING_SERIES = Read(
    "reading_series",
    "SELECT reading.period, reading.unit, n, value, score, state, decimals, measured "
    "FROM reading JOIN kpi ON kpi.period = reading.period AND kpi.kpi = reading.kpi "
    "WHERE reading.unit = $unit AND reading.kpi = $kpi AND reading.period <= $until "
    "ORDER BY reading.period",
    Scope.UNIT,
)
READINGS_BELOW = Read(
    "readings_below",
    "SELECT reading.unit, n, value, score, state, value_low, value_high, low, high "
    "FROM reading JOIN unit ON unit.period = reading.period AND unit.unit = reading.unit "
    "WHERE reading.period = $period AND reading.kpi = $kpi AND unit.parent = $parent "
    "ORDER BY unit.position, reading.unit",
    Scope.UNIT,
)
UNIT_SERIES = Read(
    "unit_series",
    "SELECT reading.period, reading.unit, reading.kpi, kpi.process, n, value, reading.state, decimals, "
    "measured, kpi.weight AS declared, rule "
    "FROM reading JOIN kpi ON kpi.period = reading.period AND kpi.kpi = reading.kpi "
    "LEFT JOIN basis ON basis.period = reading.period AND basis.unit = reading.unit "
    "AND basis.kpi = reading.kpi AND span = 'month' "
    "WHERE reading.unit = $unit AND reading.period <= $until ORDER BY reading.kpi, reading.period",
    Scope.UNIT,
)
PROCESS_SERIES = Read(
    "process_series",
    "SELECT period, unit, subject AS process, score, low, high, n, state FROM standing "
    "WHERE unit = $unit AND kind = 'process' AND period <= $until ORDER BY subject, period",
    Scope.UNIT,
)
PROCESS_BELOW = Read(
    "process_below",
    "SELECT standing.unit, score, low, high, pressure, n, rank, ranked, rank_low, rank_high, state "
    "FROM standing JOIN unit ON unit.period = standing.period AND unit.unit = standing.unit "
    "WHERE standing.period = $period AND unit.parent = $parent AND kind = 'process' "
    "AND subject = $process ORDER BY unit.position, standing.unit",
    Scope.UNIT,
)
KPI_PARTS = Read(
    "kpi_parts",
    "SELECT unit, dimension, member, n, volume::HUGEINT AS volume, value, members FROM part "
    "WHERE period = $period AND span = 'month' AND unit = $unit AND kpi = $kpi AND dimension <> 'unit' "
    "ORDER BY dimension, volume DESC, member",
    Scope.UNIT,
)
TALLIES = Read(
    "tallies",
    "SELECT unit, kpi, n, weight::HUGEINT AS weight, total::HUGEINT AS total, squares::HUGEINT AS squares, "
    "hits::HUGEINT AS hits, promoters::HUGEINT AS promoters, detractors::HUGEINT AS detractors, "
    "base::HUGEINT AS base, terms FROM tally "
    "WHERE period = $period AND unit = $unit AND kpi = $kpi ORDER BY kpi",
    Scope.UNIT,
)
COVERAGE_MIN = Read(
    "coverage_min", "SELECT coverage_min FROM book WHERE period = $period ORDER BY period", Scope.OPEN
)
MEASURED = Read("measured", "SELECT kpi, measured FROM kpi WHERE period = $period ORDER BY kpi", Scope.OPEN)
SUCCESSORS = Read(
    "successors",
    "SELECT kind, id, heir, part FROM successor WHERE period = $period ORDER BY kind, id, heir",
    Scope.OPEN,
)
BASES = Read(
    "bases",
    "SELECT unit, kpi, rule, readings, state FROM basis "
    "WHERE period = $period AND span = $span AND unit = $unit ORDER BY kpi",
    Scope.UNIT,
)
PARTS = Read(
    "parts",
    "SELECT unit, kpi, dimension, member, volume::HUGEINT AS volume, value, members FROM part "
    "WHERE period = $period AND span = $span AND unit = $unit ORDER BY kpi, dimension, member",
    Scope.UNIT,
)
DIMENSIONS = Read(
    "dimensions", "SELECT DISTINCT dimension FROM part WHERE period = $period ORDER BY dimension", Scope.OPEN
)
INDEX_PROOF = Read(
    "index_proof",
    "SELECT unit, score, low, high, error FROM standing "
    "WHERE period = $period AND unit = $unit AND kind = 'index' ORDER BY unit",
    Scope.UNIT,
)
DEFINITIONS = Read(
    "definitions",
    "SELECT kpi, heading, zh, en FROM definition WHERE period = $period ORDER BY kpi, position",
    Scope.OPEN,
)
HISTORY = Read(
    "history",
    "SELECT kpi, since, until, change, reference, owner_zh, owner_en, title_zh, title_en, what_zh, what_en, "
    "old_zh, old_en, new_zh, new_en FROM history WHERE period = $period ORDER BY kpi, position",
    Scope.OPEN,
)
TENURES = Read(
    "tenures",
    "SELECT kind, id, since, until, zh, en FROM tenure WHERE period = $period ORDER BY position",
    Scope.OPEN,
)
EDITIONS = Read(
    "editions", "SELECT since, digest FROM edition WHERE period = $period ORDER BY since", Scope.OPEN
)
