"""A small company for tests: three levels, two processes, five KPIs, three departments, two months.

Made by hand from the model's values, so that a test of one room needs no other room; ``sample_snapshot``
carries it through the real cycle.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import polars as pl

from scorecard import cycle
from scorecard.model.book import Book, Edition, Policy
from scorecard.model.delivery import Delivery
from scorecard.model.kpi import (
    Aim,
    Condition,
    Direction,
    Evidence,
    Kind,
    Kpi,
    Measure,
    Perspective,
    Process,
    Term,
    Test,
)
from scorecard.model.org import Department, Succeeded, Unit, UnitLevel, UnitTree
from scorecard.model.period import Period
from scorecard.model.scoring import Curve
from scorecard.model.source import Column, ColumnType, FactKind, Origin, Source
from scorecard.model.text import Text
from scorecard.store.reader import Reader
from scorecard.store.workspace import Workspace

PERIODS = ("2026-05", "2026-06")
EVIDENCE = Evidence(hide_below=3, flag_below=5)
UNITS = ("G", "P1", "P2", "P1C1", "P1C2", "P2C1")
CITIES = ("P1C1", "P1C2", "P2C1")


def text(name: str) -> Text:
    """A name in both languages."""
    return Text(zh=f"{name}中文", en=name)


def curve(direction: Direction, *readings: Fraction) -> Curve:
    """Floor, target and stretch readings at 0, 80 and 100 points."""
    knots = tuple(zip(readings, (Fraction(0), Fraction(80), Fraction(100)), strict=True))
    return Curve(knots[::-1] if direction is Direction.LOWER else knots)


def kpi(identity: str, measure: Measure, *, shares: dict[str, int], weight: int, **changes: object) -> Kpi:
    """A KPI of the small company; the process is the part before the dot."""
    direction = changes.pop("direction", Direction.HIGHER)
    knots = changes.pop("knots", (Fraction(6), Fraction(8), Fraction(9)))
    made = Kpi(
        id=identity,
        name=text(identity),
        process=identity.partition(".")[0],
        perspective="customer",
        measure=measure,
        direction=direction,
        unit=Text("分", "points"),
        decimals=2,
        aim=Aim(curve(direction, *knots), *knots),
        weight=weight,
        levels=("group", "province", "city"),
        shares=tuple(shares.items()),
        evidence=EVIDENCE,
    )
    return replace(made, **changes)


def survey(touchpoint: str) -> Term:
    """Scores of one touchpoint."""
    return Term("survey", (Condition("touchpoint", Test.IN, (touchpoint,)),), "score")


def small_edition() -> Edition:
    """What is in force at the small company."""
    tickets = Term("tickets", (Condition("kind", Test.IN, ("network",)),))
    return Edition(
        id="small",
        name=text("Small company"),
        index=Text("满意度指数", "Satisfaction index"),
        digest="0" * 64,
        policy=Policy(hide_below=EVIDENCE.hide_below, flag_below=EVIDENCE.flag_below),
        levels=tuple(UnitLevel(one, text(one)) for one in ("group", "province", "city")),
        units=UnitTree(
            (
                Unit("G", text("Group"), "group"),
                Unit("P1", text("North"), "province", "G"),
                Unit("P2", text("South"), "province", "G"),
                Unit("P1C1", text("Alder"), "city", "P1"),
                Unit("P1C2", text("Birch"), "city", "P1"),
                Unit("P2C1", text("Cedar"), "city", "P2"),
            )
        ),
        departments=tuple(Department(one, text(one)) for one in ("net", "care", "sales")),
        perspectives=(Perspective("customer", text("customer")),),
        processes=(Process("network", text("Network"), 6000), Process("hall", text("Hall"), 4000)),
        kpis=(
            kpi(
                "network.mean",
                Measure(Kind.MEAN, survey("network")),
                shares={"net": 7000, "care": 3000},
                weight=5000,
            ),
            kpi(
                "network.rate",
                Measure(Kind.RATE, tickets, base=Term("counters", (), "subscribers"), per=10_000),
                shares={"net": 3333, "care": 6667},
                weight=2500,
                direction=Direction.LOWER,
                knots=(Fraction(30), Fraction(10), Fraction(5)),
            ),
            kpi(
                "network.p90",
                Measure(Kind.PERCENTILE, replace(tickets, value="minutes"), at=90),
                shares={"net": 10_000},
                weight=2500,
                direction=Direction.LOWER,
                knots=(Fraction(600), Fraction(200), Fraction(100)),
                decimals=0,
            ),
            kpi(
                "hall.top",
                Measure(Kind.TOP_BOX, survey("hall"), at=9),
                shares={"sales": 9000, "care": 1000},
                weight=7000,
                knots=(Fraction(20), Fraction(50), Fraction(70)),
            ),
            kpi(
                "hall.nps",
                Measure(Kind.NPS, survey("hall"), promoters=9, detractors=6),
                shares={"sales": 10_000},
                weight=3000,
                knots=(Fraction(-50), Fraction(20), Fraction(60)),
            ),
        ),
        sources=(
            Source(
                "survey",
                FactKind.RESPONSE,
                text("survey"),
                ("survey*",),
                (Column("touchpoint", ColumnType.TEXT), Column("score", ColumnType.INTEGER, low=1, high=10)),
                Origin(column="day"),
                Origin(column="unit"),
            ),
            Source(
                "tickets",
                FactKind.TICKET,
                text("tickets"),
                ("tickets*",),
                (Column("kind", ColumnType.TEXT), Column("minutes", ColumnType.INTEGER)),
                Origin(column="day"),
                Origin(column="unit"),
            ),
            Source(
                "counters",
                FactKind.COUNTER,
                text("counters"),
                ("counters*",),
                (Column("subscribers", ColumnType.INTEGER),),
                Origin(column="day"),
                Origin(column="unit"),
            ),
        ),
        terms={"unit": Text("单位", "Unit")},
        succeeded=(Succeeded("wires", (("net", Fraction(1)),)),),
    )


def always(edition: Edition) -> Book:
    """A book that never changes."""
    return Book("0" * 64, ((Period(1900, 1), edition),))


def small_book() -> Book:
    """The book of the small company."""
    return always(small_edition())


def sample_frames() -> dict[str, pl.DataFrame]:
    """Kept rows by source, as ingest would give them. P2C1 has four answers a touchpoint: a small sample."""
    survey_rows, ticket_rows, counter_rows = [], [], []
    for month, period in enumerate(PERIODS):
        for place, unit in enumerate(CITIES):
            for number in range(4 if unit == "P2C1" else 12):
                for touch, touchpoint in enumerate(("network", "hall")):
                    score = 6 + (number * 7 + place * 3 + touch + month) % 5
                    survey_rows.append((period, unit, touchpoint, score))
            minutes = (60 * (number + 1) + place for number in range(5 + place + month))
            ticket_rows.extend((period, unit, "network", elapsed) for elapsed in minutes)
            counter_rows.append((period, unit, 4000 + 700 * place + 10 * month))
    frames = {
        "survey": (survey_rows, ["touchpoint", "score"]),
        "tickets": (ticket_rows, ["kind", "minutes"]),
        "counters": (counter_rows, ["subscribers"]),
    }
    return {
        source: pl.DataFrame(rows, schema=["_period", "_unit", *columns], orient="row").with_row_index(
            "_line", 2
        )
        for source, (rows, columns) in frames.items()
    }


def keep_frames(workspace: Workspace, frames: dict[str, pl.DataFrame], book: Book | None = None) -> None:
    """Put frames into the workspace as deliveries, past ingest."""
    for source, frame in frames.items():
        original = workspace.root / f"{source}.csv"
        original.parent.mkdir(parents=True, exist_ok=True)
        frame.write_csv(original)
        digest = sha256(original.read_bytes()).hexdigest()
        periods = tuple(sorted(set(frame["_period"].to_list())))
        counts = (frame.height, frame.height, 0)
        terms = cycle.contract(book or small_book(), source, periods)
        delivery = Delivery(digest, original.name, source, *counts, periods, f"{date(2026, 7, 1)}", terms)
        refused = pl.DataFrame(schema=["line", "column", "code", "what", "raw"])
        workspace.deliveries.keep(delivery, original=original, rows=frame, refused=refused)


def sample_workspace(root: Path, book: Book | None = None) -> Workspace:
    """The small company's two months, computed and published."""
    workspace = Workspace(root)
    keep_frames(workspace, sample_frames(), book)
    for period in PERIODS:
        cycle.run(workspace, book or small_book(), Period.parse(period), at="2026-07-01T00:00:00+00:00")
    workspace.snapshots.publish(workspace.results.path)
    return workspace


def sample_snapshot(root: Path) -> Reader:
    """A reader of the small company's snapshot."""
    return Reader(sample_workspace(root).snapshots.current())
