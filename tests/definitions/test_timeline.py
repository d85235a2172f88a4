"""What is in force changes on the first day of a month, as a whole, and never backwards."""

from __future__ import annotations

import pytest

from scorecard.definitions import check, load
from scorecard.errors import BadRequest
from scorecard.model.book import Setting
from scorecard.model.kpi import Missing
from scorecard.model.period import Period
from tests.definitions.small_book import BOOK, MEDIAN, told, write

JUNE, JULY, OCTOBER = Period(2026, 6), Period(2026, 7), Period(2026, 10)
HEAD = """\
changes:
  - id: mid
    title: {zh: 年中调整, en: Mid-year}
    from: 2026-07
    reference: 小司〔2026〕7号
    owner: market
"""


def changed(folder, body, text=BOOK, head=HEAD):
    """The small book with one change order in a file of its own."""
    write(folder, text)
    return load(write(folder, head + body, "changes.yaml"))


WEIGHTS = """\
    set:
      kpis:
        net.mean: {weight: 45%}
        net.nps: {weight: 30%}
"""


def test_a_change_leaves_what_was_in_force_before_untouched(tmp_path):
    """From July two weights differ; June has the digest that it had without the change."""
    plain = load(write(tmp_path))
    book = changed(tmp_path, WEIGHTS)
    weights = [{kpi.id: kpi.weight for kpi in book.on(month).kpis} for month in (JUNE, JULY)]
    assert [(one["net.mean"], one["net.nps"], one["net.spent"]) for one in weights] == [
        (4000, 3500, 2500),
        (4500, 3000, 2500),
    ]
    assert book.on(JUNE) == plain.on(JUNE)
    assert book.on(JUNE).digest == plain.on(JUNE).digest != book.on(JULY).digest
    assert book.digest != plain.digest


def test_a_change_with_an_end_gives_way_to_what_was_before(tmp_path):
    """A summer rule: from July, until October; then the old weights again, and the old digest."""
    book = changed(tmp_path, WEIGHTS, head=HEAD.replace("2026-07", "2026-07\n    until: 2026-10", 1))
    assert book.on(JULY).kpi_by_id["net.mean"].weight == 4500
    assert book.on(OCTOBER).digest == book.on(JUNE).digest


def test_one_file_adds_a_kpi_and_makes_room_for_it(tmp_path):
    """The new KPI and its neighbour's smaller weight begin together; the KPI has the change's document."""
    more = "          evidence: {hide_below: 5, missing: zero}\n"
    body = f"    set: {{kpis: {{care.rate: {{weight: 30%}}}}}}\n{MEDIAN}{more}"
    book = changed(tmp_path, body)
    assert "care.median" not in book.on(JUNE).kpi_by_id
    added = book.on(JULY).kpi_by_id["care.median"]
    assert (added.weight, added.owner, added.reference) == (2000, "market", "小司〔2026〕7号")
    assert (added.evidence.hide_below, added.evidence.flag_below) == (5, 30)
    assert added.evidence.missing is Missing.ZERO
    assert book.on(JUNE).kpi_by_id["care.rate"].owner == "network"


def test_what_ends_is_gone_from_that_month_on(tmp_path):
    """A KPI ends in July, its weight goes to another; the history tells both."""
    body = "    set: {kpis: {net.mean: {weight: 65%}}}\n    end: {kpis: [net.spent]}\n"
    book = changed(tmp_path, body)
    assert "net.spent" in book.on(JUNE).kpi_by_id
    assert "net.spent" not in book.on(JULY).kpi_by_id
    (change,) = book.changes
    assert change.settings == (
        Setting("kpis", "net.mean", "weight", "40%", "65%"),
        Setting("kpis", "net.spent", "until", None, "2026-07"),
    )


def test_units_are_renamed_moved_merged_and_split(tmp_path):
    """Ids stay; a merged unit's rows have an heir, a split one's none; a split share goes on in parts."""
    text = (
        BOOK.replace("level: city, parent: G}", "level: city, parent: G, until: 2026-03, successor: BJ}", 1)
        .replace("from: 2026-01}", "from: 2026-01, until: 2026-10, successor: {network: 75%, sales: 25%}}")
        .replace(
            "perspectives:", "  - {id: sales, name: {zh: 销售部, en: Sales}, from: 2026-10}\nperspectives:"
        )
    )
    book = changed(tmp_path, "    set: {units: {BJ: {name: {zh: 北江市, en: Beijiang City}}}}\n", text)
    assert [unit.id for unit in book.on(Period(2026, 2)).units.units] == ["G", "BJ", "NH"]
    assert [(one.unit.id, one.heir) for one in book.on(Period(2026, 3)).retired] == [("NH", "BJ")]
    assert [book.on(month).units.by_id["BJ"].name.en for month in (JUNE, JULY)] == [
        "Beijiang",
        "Beijiang City",
    ]
    assert book.on(JUNE).kpi_by_id["net.mean"].shares == (("network", 7000), ("market", 3000))
    assert book.on(OCTOBER).kpi_by_id["net.mean"].shares == (("network", 9250), ("sales", 750))


def test_a_unit_is_held_to_its_own_target_and_those_below_it_too(tmp_path):
    """The nearest target on the way up counts; what it leaves out is the KPI's; until it ends."""
    text = (
        BOOK
        + """\
targets:
  - {kpi: net.nps, unit: G, from: 2026-07, target: 45}
  - {kpi: net.nps, unit: BJ, from: 2026-07, until: 2026-10, target: 50, floor: 10}
"""
    )
    book = load(write(tmp_path, text))
    june, july, october = (book.on(month) for month in (JUNE, JULY, OCTOBER))

    def aims(edition):
        kpi = edition.kpi_by_id["net.nps"]
        found = [edition.aim(kpi, unit) for unit in ("G", "BJ", "NH")]
        return [(int(aim.floor), int(aim.target), int(aim.stretch)) for aim in found]

    assert aims(june) == [(0, 40, 60)] * 3
    assert aims(july) == [(0, 45, 60), (10, 50, 60), (0, 45, 60)]
    assert aims(october) == [(0, 45, 60)] * 3


def test_policy_and_words_change_too(tmp_path):
    """Single parts of the book are set key by key."""
    book = changed(
        tmp_path, "    set: {policy: {hide_below: 15}, glossary: {unit: {zh: 分公司, en: Branch}}}\n"
    )
    assert [book.on(month).policy.hide_below for month in (JUNE, JULY)] == [10, 15]
    assert [book.on(month).kpi_by_id["net.nps"].evidence.hide_below for month in (JUNE, JULY)] == [10, 15]
    assert [book.on(month).terms["unit"].en for month in (JUNE, JULY)] == ["Unit", "Branch"]


def test_nothing_is_defined_before_the_book_begins(tmp_path):
    """A period before the book's first month is refused with that month."""
    with pytest.raises(BadRequest, match="begins in 2022-01"):
        load(write(tmp_path)).on(Period(2021, 12))


def test_a_problem_of_a_later_month_says_from_when(tmp_path):
    """Weights that add up today but not from July on are told at the change's own line."""
    write(tmp_path)
    _, problems = check(
        write(tmp_path, HEAD + "    set: {kpis: {net.mean: {weight: 45%}}}\n", "changes.yaml")
    )
    assert [(one.code, one.place.file.rpartition("/")[2], one.place.line) for one in problems] == [
        ("sum.kpis", "changes.yaml", 7)
    ], told(problems)
    assert problems[0].what.startswith("from 2026-07 on: ")
