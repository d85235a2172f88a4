"""One month's deliveries: which system sends what, in which form, with which faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecard.demo import dirt, writing
from scorecard.demo.counters import counters
from scorecard.demo.inspections import inspections
from scorecard.demo.organisation import PROVINCE, Ground
from scorecard.demo.planting import Scene
from scorecard.demo.survey import COLUMNS, survey
from scorecard.demo.tickets import tickets
from scorecard.model.book import Edition
from scorecard.model.source import ColumnType

Rows = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Delivered:
    """One written file: rows in it, how many must be refused, how many cells say "no answer" in words."""

    path: Path
    rows: int
    refused: int
    no_answer: int = 0


@dataclass(frozen=True, slots=True)
class Sender:
    """What a month's files are made from."""

    book: Edition
    ground: Ground
    scene: Scene
    folder: Path

    def headings(self, source: str, *, aliases: bool = True) -> dict[str, str]:
        """Column -> heading of a delivered file: the first alias, or the column's own name."""
        return {
            column.name: column.aliases[0] if aliases and column.aliases else column.name
            for column in self.book.source_by_id[source].columns
            if column.type is not ColumnType.MINUTES
        }

    def flags(self, source: str, rows: Rows, *columns: str) -> None:
        """Write flags in the words of the source's columns."""
        for name in columns:
            column = self.book.source_by_id[source].column(name)
            words = {True: column.true[0], False: column.false[0]}
            for row in rows:
                row[name] = words[bool(row[name])]

    def path(self, name: str) -> Path:
        """The file's path in the month's folder."""
        return self.folder / str(self.scene.period) / name


def deliver(sender: Sender) -> Iterator[Delivered]:
    """Write every file of the month."""
    sender.path("").mkdir(parents=True, exist_ok=True)
    provinces = [unit.id for unit in sender.ground.at(PROVINCE)]
    for position, province in enumerate(provinces):
        yield _SURVEYS[position % len(_SURVEYS)](sender, province)
    yield _tickets(sender)
    for province in provinces:
        if rows := inspections(sender.ground, sender.scene, province):
            yield _inspections(sender, province, rows)
    yield _counters(sender)


def _survey_utf8(sender: Sender, province: str) -> Delivered:
    """UTF-8 with a byte order mark; once a quarter a heading comes with spaces around it."""
    rows = survey(sender.ground, sender.scene, province)
    faults = (dirt.unknown_unit("unit"), dirt.score_of_eleven, dirt.no_such_day("answered"), dirt.no_id)
    refused, marks = _soil_survey(sender, province, rows, faults)
    headings = sender.headings("survey")
    if sender.scene.period.month % 3 == 0:
        headings["overall"] = f" {headings['overall']}  "
    path = sender.path(f"survey_{province}_{sender.scene.period}.csv")
    writing.write_csv(path, headings, rows, writing.UTF8_BOM)
    return Delivered(path, len(rows), refused, marks)


def _survey_gb18030(sender: Sender, province: str) -> Delivered:
    """GB18030, units by name, dates with slashes."""
    rows = survey(sender.ground, sender.scene, province)
    names = {unit.id: unit.name.zh for unit in sender.ground.tree.units}
    for row in rows:
        answered = row["answered"]
        row["unit"] = names[str(row["unit"])]
        row["answered"] = f"{answered:%Y/%m/%d}" if isinstance(answered, date) else answered
    faults = (dirt.unknown_unit("unit"), dirt.score_of_eleven, dirt.unknown_word("segment"))
    refused, marks = _soil_survey(sender, province, rows, faults)
    path = sender.path(f"测评_{province}_{sender.scene.period}.csv")
    writing.write_csv(path, sender.headings("survey"), rows, writing.GB18030)
    return Delivered(path, len(rows), refused, marks)


def _survey_parquet(sender: Sender, province: str) -> Delivered:
    """A warehouse's extract: typed, English column names, nulls."""
    rows = survey(sender.ground, sender.scene, province)
    dice = sender.ground.dice("dirt", "survey", sender.scene.period, province)
    refused = dirt.soil(rows, (dirt.score_of_eleven, dirt.no_id), dice)
    path = sender.path(f"survey_{province}_{sender.scene.period}.parquet")
    writing.write_parquet(path, sender.headings("survey", aliases=False), rows)
    return Delivered(path, len(rows), refused)


_SURVEYS: tuple[Callable[[Sender, str], Delivered], ...] = (_survey_utf8, _survey_gb18030, _survey_parquet)


def _soil_survey(
    sender: Sender, province: str, rows: Rows, faults: tuple[dirt.Fault, ...]
) -> tuple[int, int]:
    dice = sender.ground.dice("dirt", "survey", sender.scene.period, province)
    marks = dirt.write_no_answer(rows, COLUMNS)
    return dirt.soil(rows, faults * dice.randint(1, 2), dice), marks


def _tickets(sender: Sender) -> Delivered:
    rows = tickets(sender.ground, sender.scene)
    aliases = {unit.id: unit.aliases[0] if unit.aliases else unit.id for unit in sender.ground.tree.units}
    for row in rows:
        row["unit"] = aliases[str(row["unit"])]
    sender.flags("tickets", rows, "reopened", "repeat")
    dice = sender.ground.dice("dirt", "tickets", sender.scene.period)
    faults = (dirt.unknown_word("category"), dirt.no_such_day("opened"))
    refused = dirt.soil(rows, faults, dice)
    path = sender.path(f"tickets_{sender.scene.period}.csv")
    writing.write_csv(path, sender.headings("tickets"), rows, writing.UTF8_BOM)
    return Delivered(path, len(rows), refused)


def _inspections(sender: Sender, province: str, rows: Rows) -> Delivered:
    sender.flags("inspections", rows, "passed")
    dice = sender.ground.dice("dirt", "inspections", sender.scene.period, province)
    refused = dirt.soil(rows, (dirt.unknown_unit("hall"),), dice)
    path = sender.path(f"inspections_{province}_{sender.scene.period}.xlsx")
    sheet = sender.book.source_by_id["inspections"].sheet or "Sheet1"
    writing.write_xlsx(path, sheet, sender.headings("inspections"), rows)
    return Delivered(path, len(rows), refused)


def _counters(sender: Sender) -> Delivered:
    rows = counters(sender.ground, sender.scene)
    path = sender.path(f"counters_{sender.scene.period}.parquet")
    writing.write_parquet(path, sender.headings("counters", aliases=False), rows)
    return Delivered(path, len(rows), 0)
