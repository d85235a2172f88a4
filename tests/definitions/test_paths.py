"""Sources whose units stand in the columns of their rows."""

from __future__ import annotations

import pytest

from scorecard.definitions import check, load
from scorecard.model.source import Origin
from tests.definitions.small_book import BOOK, told, write

LEVELS = "  - {id: city, name: {zh: 市公司, en: City}}\n"
PATH = "unit: {path: [touchpoint, hall], below: G}"
DEEPER = BOOK.replace(LEVELS, f"{LEVELS}  - {{id: hall, name: {{zh: 营业厅, en: Hall}}}}\n").replace(
    "unit: {column: hall}", PATH
)


def test_a_path_is_a_source_of_units(tmp_path):
    """The columns and the unit above them are in the book, and a level that only rows reach is used."""
    book, problems = check(write(tmp_path, DEEPER))
    assert book is not None
    assert problems == (), told(problems)
    assert book.newest.source_by_id["survey"].unit == Origin(path=("touchpoint", "hall"), below="G")


def test_a_level_that_no_path_reaches_is_told(tmp_path):
    """With a shorter path nothing stands on the lowest level."""
    _, problems = check(write(tmp_path, DEEPER.replace("[touchpoint, hall]", "[hall]")))
    assert [one.code for one in problems] == ["unused.levels"], told(problems)


@pytest.mark.parametrize(
    "changed", ["{path: [hall, touchpoint], below: G}", "{path: [touchpoint], below: BJ}", "{column: hall}"]
)
def test_another_path_is_another_book(changed, tmp_path):
    """Order and number of the columns, and the unit above them, enter the digest."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = load(write(tmp_path / "a", DEEPER))
    assert load(write(tmp_path / "b", DEEPER.replace(PATH, f"unit: {changed}"))).digest != one.digest


def test_a_change_may_turn_to_a_path(tmp_path):
    """From 2026-07 on the units come from the rows; before, from one column."""
    change = """
changes:
  - id: rows
    title: {zh: 单位取自工单, en: Units from the rows}
    from: 2026-07
    reference: 小司〔2026〕3号
    owner: network
    set: {sources: {survey: {unit: {path: [hall], below: G}}}}
"""
    book = load(write(tmp_path, BOOK + change))
    origins = [source.unit for source, _, _ in book.contracts("survey")]
    assert origins == [Origin(column="hall"), Origin(path=("hall",), below="G")]


def test_a_month_may_come_from_the_name_of_the_file(tmp_path):
    """A pattern with year and month once each is an origin of periods."""
    book, problems = check(write(tmp_path, BOOK.replace("always: 2022-06", 'file: "tickets_{yyyy}-{mm}*"')))
    assert book is not None, told(problems)
    assert book.newest.source_by_id["tickets"].period == Origin(file="tickets_{yyyy}-{mm}*")


def test_the_unit_above_a_path_must_be_in_force(tmp_path):
    """When it ends, the rows have nothing to lie below."""
    text = DEEPER.replace(PATH, "unit: {path: [hall], below: NH}").replace(
        "level: city, parent: G}", "level: city, parent: G, until: 2024-01, successor: BJ}"
    )
    book, problems = check(write(tmp_path, text))
    assert book is None
    assert [one.code for one in problems] == ["absent.unit"], told(problems)
    assert "2024-01" in str(problems[0])
