"""The small company again, with a survey whose rows name province and city themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from scorecard import cycle
from scorecard.model.book import Book, Edition
from scorecard.model.org import Unit, UnitTree
from scorecard.model.period import Period
from scorecard.model.source import Column, ColumnType, Origin
from scorecard.store.workspace import Workspace
from tests.sample import always, small_edition, text

HEADING = "day,province,city,touchpoint,score"
NORTH = Unit("N", text("North"), "province", "G", ("Norden", "北部"))
JUNE = Period(2026, 6)


def places_edition(*units: Unit, **changes: object) -> Edition:
    """Only the group is listed, and the units given."""
    edition = small_edition()
    columns = (
        Column("day", ColumnType.DATE, required=True),
        Column("province", ColumnType.TEXT),
        Column("city", ColumnType.TEXT),
        Column("touchpoint", ColumnType.TEXT),
        Column("score", ColumnType.INTEGER, low=1, high=10),
    )
    survey = replace(
        edition.source_by_id["survey"], columns=columns, unit=Origin(path=("province", "city"), below="G")
    )
    tree = UnitTree((Unit("G", text("Group"), "group"), *units))
    return replace(edition, units=tree, **{"sources": (survey, *edition.sources[1:]), **changes})


def places_book(*units: Unit, **changes: object) -> Book:
    """That edition for all time."""
    return always(places_edition(*units, **changes))


def survey_file(folder: Path, *rows: str, name: str = "survey.csv", heading: str = HEADING) -> Path:
    """A delivered survey file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("\n".join([heading, *rows, ""]), encoding="utf-8")
    return path


def answers(province: str, city: str, *scores: int, month: str = "2026-06") -> list[str]:
    """Rows of one place: each score once for either touchpoint."""
    return [f"{month}-03,{province},{city},{one},{score}" for score in scores for one in ("network", "hall")]


def delivered(root: Path, book: Book, *files: Iterable[str]) -> Workspace:
    """A workspace that took in one file for each of the rows given."""
    workspace = Workspace(root / "w")
    for number, rows in enumerate(files):
        path = survey_file(root / "in", *rows, name=f"survey_{number}.csv")
        cycle.deliver(workspace, book, [path], at=f"2026-07-{number + 1:02}")
    return workspace


def carried(workspace: Workspace, book: Book, period: Period = JUNE) -> cycle.Work:
    """The work after every step."""
    work = cycle.begin(workspace, book, period)
    for step in cycle.STEPS:
        work = step(work)
    return work
