"""The units of a month: those of the definitions, and those that only rows name."""

from __future__ import annotations

from dataclasses import replace

from scorecard.compute.aggregate import plan
from scorecard.compute.grow import grow
from scorecard.model.book import Edition
from scorecard.model.org import Found
from scorecard.model.period import Period
from scorecard.store.duck import scan
from scorecard.store.workspace import Workspace


def grown(workspace: Workspace, edition: Edition, period: Period) -> Edition:
    """The edition with the units that only rows of the period name; its digest stays the definitions'.

    A unit is there where a row that counts belongs to it: what only an outdated version of a row names
    (``Source.latest``) is not.
    """
    found: list[Found] = []
    counted: set[str] = set()
    for source in (one for one in edition.sources if one.unit.path):
        files = workspace.deliveries.rows_of(source.id, None if source.latest else str(period))
        if files:
            found.extend(workspace.deliveries.units_of(source.id, str(period)))
            rows = scan(plan(replace(edition, kpis=()), source, str(period), files))
            counted.update(unit for unit, *_ in rows)
    return replace(edition, units=grow(edition.units, edition.levels, found, counted))
