"""The model's book holds what the files say, exactly and in the stored scale."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scorecard.definitions import load
from scorecard.definitions.build import build
from scorecard.model.book import Policy
from scorecard.model.kpi import Condition, Direction, Kind
from scorecard.model.kpi import Test as Compare
from scorecard.model.org import Department
from scorecard.model.period import Period
from scorecard.model.source import ColumnType, Latest, Origin
from scorecard.model.text import Text
from tests.definitions.small_book import BOOK, write
from tests.definitions.test_draft import laid
from tests.definitions.test_fuzz import WHOLE


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """What the small book has in force at its beginning."""
    return first(tmp_path_factory.mktemp("book"))


def first(folder, text=BOOK):
    """The first edition of a book."""
    return load(write(folder, text)).editions[0][1]


def test_parents_come_before_children(book):
    """The tree is ordered from the root, else as written."""
    assert [unit.id for unit in book.units.units] == ["G", "BJ", "NH"]
    assert book.units.by_id["BJ"].aliases == ("北江分公司",)


def test_the_curve_joins_readings_and_scores(book):
    """Floor, target and stretch get the policy's scores, falling readings where lower is better."""
    mean, rate = book.kpi_by_id["net.mean"], book.kpi_by_id["care.rate"]
    assert mean.aim.scoring.knots == ((7, 0), (Fraction(17, 2), 80), (Fraction(46, 5), 100))
    assert rate.direction is Direction.LOWER
    assert rate.aim.scoring.knots == ((10, 100), (20, 80), (30, 0))
    assert all(type(part) is Fraction for knot in mean.aim.scoring.knots for part in knot)


def test_weights_and_shares_are_basis_points(book):
    """Percents are integers of hundredths; shares stand in the order of the departments."""
    assert [process.weight for process in book.processes] == [6250, 3750]
    assert book.kpi_by_id["net.mean"].shares == (("network", 7000), ("tariff", 3000))


def test_a_share_may_be_nobodys(tmp_path):
    """``unassigned`` needs no department, comes last and counts to the 100 %."""
    shares = first(tmp_path, BOOK.replace("{tariff: 30%, network: 70%}", "{unassigned: 30%, network: 70%}"))
    assert shares.kpi_by_id["net.mean"].shares == (("network", 7000), ("unassigned", 3000))
    assert [one.id for one in shares.departments] == ["network", "tariff"]


def test_a_perspective_may_speak_for_customers(book, tmp_path):
    """``customer: true`` is kept; left out it is false."""
    marked = first(tmp_path, BOOK.replace("en: Customer}}", "en: Customer}, customer: true}"))
    assert [one.customer for one in (*book.perspectives, *marked.perspectives)] == [False, True]


def test_thresholds_are_in_the_stored_scale(book):
    """A decimal column's thresholds and conditions are multiplied by its scale, others are not."""
    spent, within = book.kpi_by_id["net.spent"].measure, book.kpi_by_id["care.within"].measure
    assert (spent.at, spent.rows.scale) == (9990, 2)
    assert spent.rows.where == (Condition("amount", Compare.AT_LEAST, (1,)),)
    assert (within.at, within.rows.scale) == (2880, 0)
    assert within.rows.where == (Condition("passed", Compare.NOT_IN, (0,)),)


def test_defaults_of_a_kind_are_filled_in(book):
    """NPS has its thresholds, a rate its base and its per, other kinds neither."""
    nps, rate = book.kpi_by_id["net.nps"].measure, book.kpi_by_id["care.rate"].measure
    assert (nps.kind, nps.promoters, nps.detractors, nps.at) == (Kind.NPS, 9, 6, None)
    assert (rate.per, rate.rows.source, rate.rows.value) == (10_000, "tickets", None)
    assert (rate.base.source, rate.base.value, rate.base.scale) == ("survey", "amount", 2)
    assert book.kpi_by_id["net.mean"].measure.promoters is None


def test_a_percentile_is_a_whole_percent(tmp_path):
    """``at`` of a percentile is a percent, 90 if left out, never scaled like the column."""
    text = BOOK.replace(
        "kind: top_box, source: survey, value: amount, at: 99.9",
        "kind: percentile, source: survey, value: amount",
    )
    assert first(tmp_path, text).kpi_by_id["net.spent"].measure.at == 90


def test_a_base_without_source_reads_the_same_rows(tmp_path):
    """``base.source`` is the measure's own if left out."""
    text = BOOK.replace("base: {source: survey, value: amount}", "base: {where: {passed: true}}")
    base = first(tmp_path, text).kpi_by_id["care.rate"].measure.base
    assert (base.source, base.where) == ("tickets", (Condition("passed", Compare.IN, (1,)),))


def test_levels_left_out_are_all_levels(book):
    """A KPI is scored everywhere unless it says where."""
    assert book.kpi_by_id["net.mean"].levels == ("city",)
    assert book.kpi_by_id["net.nps"].levels == ("group", "city")


def test_sources_keep_their_contract(book):
    """Origins, weight, latest and columns arrive with their types and scales."""
    survey, tickets = book.source_by_id["survey"], book.source_by_id["tickets"]
    assert (survey.period, tickets.period) == (Origin("answered", None), Origin(None, "2022-06"))
    assert (survey.weight, survey.latest) == ("weight", Latest("id", "version"))
    assert survey.column("overall").low == 1
    assert tickets.column("elapsed").between == ("opened", "closed")
    assert tickets.column("passed").type is ColumnType.FLAG
    assert tickets.column("passed").true == ("是",)


@pytest.mark.parametrize(
    ("plain", "held"),
    [
        ("level: city, parent: G}", lambda book: book.units.by_id["NH"]),
        ("en: Network}}", lambda book: book.departments[0]),
        ("weight: 62.5%}", lambda book: book.processes[0]),
    ],
)
def test_a_definition_may_have_its_own_document_and_owner(tmp_path, plain, held):
    """Both arrive and count in the digest; those left out are the book's and are not repeated."""
    assert BOOK.count(plain) == 1
    before = first(tmp_path, BOOK)
    after = first(tmp_path, BOOK.replace(plain, plain[:-1] + ", reference: No. 7, owner: network}"))
    assert (held(before).reference, held(before).owner) == ("", "")
    assert (held(after).reference, held(after).owner) == ("No. 7", "network")
    assert after.digest != before.digest


def test_ranges_of_decimals_are_scaled(tmp_path):
    """``low`` and ``high`` are in the column's stored scale."""
    text = BOOK.replace("{type: decimal, decimals: 2}", "{type: decimal, decimals: 2, low: 0.5, high: 1000}")
    column = first(tmp_path, text).source_by_id["survey"].column("amount")
    assert (column.low, column.high) == (50, 100_000)


def test_a_merge_moves_shares_from_its_first_period_on(tmp_path):
    """``from`` and ``until`` are half-open, and a department's shares go on to its successor."""
    book = load(write(tmp_path))
    before, after = book.on(Period(2025, 12)), book.on(Period(2026, 1))
    assert before.departments == (
        Department("network", Text("网络部", "Network")),
        Department("tariff", Text("资费部", "Tariffs")),
    )
    assert [one.id for one in after.departments] == ["network", "market"]
    assert before.kpi_by_id["net.mean"].shares == (("network", 7000), ("tariff", 3000))
    assert after.kpi_by_id["net.mean"].shares == (("network", 7000), ("market", 3000))


def test_policy_left_out_is_the_default(tmp_path):
    """A book without ``policy`` has the model's."""
    head, rest = BOOK.split("policy:")
    assert first(tmp_path, head + rest[rest.index("glossary:") :]).policy == Policy()


def test_long_decimals_stay_exact(tmp_path):
    """A reading of many decimals is the fraction that was written."""
    text = BOOK.replace("target: 8.5", "target: 8.1000000000000001")
    kpi = first(tmp_path, text).kpi_by_id["net.mean"]
    assert kpi.aim.target == Fraction(Decimal("8.1000000000000001"))


def test_what_is_built_once_is_what_would_be_built_anew(tmp_path):
    """An edition that shares its definitions with earlier ones equals the one built of its month alone."""
    timeline = laid(write(tmp_path, WHOLE))
    editions = build(timeline).editions
    assert len(editions) == 5
    drafts = {draft.since: draft for draft in timeline.drafts}
    for since, edition in editions:
        ((_, alone),) = build(replace(timeline, drafts=(drafts[since],))).editions
        assert alone == edition
    before, july, last = (edition for _, edition in editions[1:4])
    assert last.source_by_id["survey"] is before.source_by_id["survey"]
    assert last.kpi_by_id["net.spent"] is july.kpi_by_id["net.spent"]
    assert july.kpi_by_id["net.spent"] is not before.kpi_by_id["net.spent"]  # the policy is another one
