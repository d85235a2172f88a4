"""A second implementation of the audit, from published definitions and readings, meets the stored parts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scorecard import cycle
from scorecard.model.audit import Reach
from scorecard.model.kpi import Evidence
from scorecard.model.org import UNASSIGNED
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.store.reader import Reader
from scorecard.store.reads import Read, Scope
from scorecard.store.workspace import Workspace
from tests.sample import UNITS, always, keep_frames, sample_frames, small_edition


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """Rows of a table: odd shares, KPIs of the group only, a small sample, cities without tickets."""
    edition = small_edition()
    odd = (("net", 3333), ("care", 1111), (UNASSIGNED, 5556))
    changed = {
        "network.mean": {"shares": odd, "weight": 4000, "evidence": Evidence(hide_below=5, flag_below=6)},
        "network.rate": {"weight": 3000},
        "network.p90": {"weight": 3000},
    }
    kpis = [replace(one, **changed.get(one.id, {})) for one in edition.kpis]
    kpis = [replace(one, levels=("group",)) if one.process == "hall" else one for one in kpis]
    processes = tuple(
        replace(one, weight=weight) for one, weight in zip(edition.processes, (6667, 3333), strict=True)
    )
    book = always(replace(edition, kpis=tuple(kpis), processes=processes))
    workspace = Workspace(tmp_path_factory.mktemp("audit"))
    frames = sample_frames()
    frames["tickets"] = frames["tickets"].filter(frames["tickets"]["_unit"] == "P2C1")
    keep_frames(workspace, frames, book)
    cycle.run(workspace, book, Period(2026, 6), at="now")
    reader = Reader(workspace.snapshots.publish(workspace.results.path))

    def ask(table, unit=None):
        where = f" WHERE unit = '{unit}'" if unit else ""
        return reader.read(Principal("all"), Read("audit", f"SELECT * FROM {table}{where}", Scope.OPEN))

    yield ask
    reader.close()


def largest_remainder(whole, parts):
    """Hundredths of a percent to keys, in proportion: floors first, then the largest remainders."""
    total = sum(parts.values())
    exact = {key: Fraction(whole) * part / total for key, part in parts.items()}
    found = {key: int(value) for key, value in exact.items()}
    left = whole - sum(found.values())
    for key in sorted(parts, key=lambda one: (found[one] - exact[one], -exact[one], one))[:left]:
        found[key] += 1
    return found


@pytest.mark.parametrize("unit", UNITS)
def test_every_stored_part_is_that_of_the_second_implementation(rows, unit):
    """Process, KPI, department, class and weight of every part, for every unit."""
    readings = {row["kpi"]: row for row in rows("reading", unit)}
    shares = [(row["kpi"], row["department"], Fraction(row["share"])) for row in rows("share")]
    expected = set()
    for process in rows("process"):
        whole = int(process["weight"] * 100)
        own = {
            row["kpi"]: Fraction(row["weight"])
            for row in rows("kpi")
            if row["process"] == process["process"] and row["kpi"] in readings
        }
        if not own:
            expected.add((process["process"], "", "", "unmeasured", whole))
            continue
        for kpi, weight in largest_remainder(whole, own).items():
            reading = readings[kpi]
            why = (
                reading["state"]
                if reading["score"] is None
                else "reached"
                if reading["weight"]
                else "unpublished"
            )
            mine = {department: share for one, department, share in shares if one == kpi}
            for department, part in largest_remainder(weight, mine).items():
                reach = "unassigned" if department == UNASSIGNED else why
                expected.add((process["process"], kpi, department, reach, part))
    columns = ("process", "kpi", "department", "reach")
    stored = rows("passage", unit)
    assert {(*(row[one] for one in columns), int(row["weight"] * 100)) for row in stored} == expected
    assert sum(row["weight"] for row in stored) == Decimal("100.00")


def test_every_class_is_met_somewhere(rows):
    """The company is odd enough to try them all."""
    assert {row["reach"] for row in rows("passage")} == set(Reach)
