"""Scoring rules whose cliffs chance alone pushes units over, at the samples that there are."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.definitions.cliff import Cliff, cliff
from scorecard.definitions.sampling import sampling
from scorecard.doctor.finding import Finding, ok, warning
from scorecard.doctor.workspace.ground import Ground
from scorecard.model.book import Edition
from scorecard.model.kpi import Kpi
from scorecard.model.principal import Principal
from scorecard.model.result import State
from scorecard.model.scoring import Curve
from scorecard.store import reads
from scorecard.store.reader import Reader

_EVERYONE = Principal("all")
_RISK = 0.05
"""Fewer than one unit in twenty is not worth a warning."""


def cliffs(ground: Ground) -> Iterator[Finding]:
    """Each KPI whose score falls by half the target score or more: the unit with the smallest sample."""
    if ground.current is None:
        return
    reader = Reader(ground.current)
    try:
        period = str(reader.read(_EVERYONE, reads.BOOKS)[0]["period"])
        edition = ground.declared.edition(period)
        samples = _samples(reader, period, edition) if edition is not None else {}
    finally:
        reader.close()
    if edition is None:
        return
    worst = [(kpi, _worst(kpi, samples.get(kpi.id, {}), edition)) for kpi in edition.kpis]
    told = [_finding(kpi, period, *found) for kpi, found in worst if found is not None]
    yield from told or [ok("cliffs", f"No scoring rule lets chance take half the target score in {period}.")]


def _samples(reader: Reader, period: str, edition: Edition) -> dict[str, dict[str, int]]:
    """KPI -> unit -> n, of every published reading of a KPI that could have a cliff."""
    steep = {kpi.id for kpi in edition.kpis if _could_fall(kpi)}
    found: dict[str, dict[str, int]] = {}
    for unit in edition.units.units if steep else ():
        for row in reader.read(_EVERYONE, reads.READINGS, period=period, unit=unit.id):
            if row["kpi"] in steep and row["state"] in {State.OK, State.FLAGGED}:
                found.setdefault(str(row["kpi"]), {})[unit.id] = int(row["n"])
    return found


def _could_fall(kpi: Kpi) -> bool:
    """Whether its curve jumps: only a jump is a cliff at every sample size."""
    scoring = kpi.aim.scoring
    if not isinstance(scoring, Curve):
        return False
    readings = [reading for reading, _ in scoring.knots]
    return len(set(readings)) < len(readings)


def _worst(kpi: Kpi, samples: dict[str, int], edition: Edition) -> tuple[str, int, Cliff] | None:
    """(unit, n, cliff) of the smallest sample; None where chance takes little even there."""
    if not samples:
        return None
    unit, n = min(samples.items(), key=lambda one: (one[1], one[0]))
    aim, sample, target = edition.aim(kpi, unit), sampling(kpi.measure, n), edition.policy.target_score
    if sample is None or not isinstance(aim.scoring, Curve):
        return None
    found = cliff(aim.scoring, kpi.direction, sample, target=target, least=target / 2)
    return None if found is None or found.midway_risk < _RISK else (unit, n, found)


def _finding(kpi: Kpi, period: str, unit: str, n: int, one: Cliff) -> Finding:
    return warning(
        "cliffs",
        f"{kpi.id}: beyond {float(one.reading):.4g} the score falls by {float(one.drop):.4g} to "
        f"{float(one.low):.4g}. At {unit}'s n = {n} in {period} a unit whose true reading is "
        f"{float(one.midway):.4g} is measured beyond it in {one.midway_risk:.0%} of months by chance alone.",
        "Chance would take these points from units that deserve them.",
        "Let the score fall in a line (floor_target_stretch, knots), or ask for larger samples.",
    )
