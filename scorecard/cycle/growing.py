"""The units of a month: those of the definitions, and those that only rows name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scorecard.compute.aggregate import plan
from scorecard.compute.grow import grow
from scorecard.model.book import Edition
from scorecard.model.org import Found
from scorecard.store.duck import scan
from scorecard.store.workspace import Workspace


def grown(workspace: Workspace, edition: Edition, periods: Sequence[str]) -> Edition:
    """The edition with the units that only rows of the periods name; its digest stays the definitions'.

    A unit is there where a row that counts belongs to it: what only an outdated version of a row names
    (``Source.latest``) is not.
    """
    found: list[Found] = []
    counted: set[str] = set()
    for source in (one for one in edition.sources if one.unit.path):
        files = workspace.deliveries.rows_of(source.id, None if source.latest else periods)
        if files:
            for period in periods:
                found.extend(workspace.deliveries.units_of(source.id, period))
            rows = scan(plan(replace(edition, kpis=()), source, periods, files))
            counted.update(unit for _, unit, *_ in rows)
    return replace(edition, units=grow(edition.units, edition.levels, found, counted))
