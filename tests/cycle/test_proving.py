"""Where intervals come from, and where there is none."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest

from scorecard.cycle.counting import alike, registers
from scorecard.cycle.month import standing
from scorecard.cycle.proving import correlations, months_before, proven
from scorecard.model.evidence import Basis, Interval
from scorecard.model.kpi import Direction, Kind, Measure, Term
from scorecard.model.period import Period
from scorecard.model.result import Reading, State
from scorecard.model.source import Column, ColumnType
from scorecard.model.tally import Tally
from scorecard.store.workspace import Workspace
from tests.cycle.carried import carried, index_of
from tests.sample import sample_frames, small_book, small_edition


def months(frames, count):
    """June's rows again in each of the ``count`` months before May, tickets a few more or less."""
    for back in range(2, count + 2):
        period = str(Period(2026, 6).plus(-back))
        for source, frame in list(frames.items()):
            again = frame.filter(pl.col("_period") == "2026-06").with_columns(_period=pl.lit(period))
            if source == "tickets":
                again = again.head(again.height - back % 3)
            frames[source] = pl.concat([frames[source], again])
    return frames


def test_registers_are_what_no_sample_tells():
    """Ratios, rates, counters; formulas and percentiles over anything."""
    edition = small_edition()
    assert registers(edition) == {"network.rate", "network.p90"}
    formula = Measure(Kind.FORMULA, Term("survey"))
    kpis = (replace(edition.kpis[0], measure=formula), *edition.kpis[1:])
    assert registers(replace(edition, kpis=kpis)) == {"network.mean", "network.rate", "network.p90"}


def test_months_before_end_where_the_book_begins():
    """Twelve at most, the last one first."""
    assert months_before(small_book(), Period(2026, 6))[:2] == ("2026-05", "2026-04")
    assert len(months_before(small_book(), Period(2026, 6))) == 12
    young = replace(small_book(), editions=((Period(2026, 5), small_edition()),))
    assert months_before(young, Period(2026, 6)) == ("2026-05",)


def test_a_register_is_as_sure_as_its_months_are_alike(tmp_path):
    """Of two months nothing but the counts is known; of eight the ups and downs."""
    work = carried(Workspace(tmp_path / "young"))
    assert work.proofs["G"]["network.rate"].reading.basis is Basis.COUNTS
    work = carried(Workspace(tmp_path / "old"), frames=months(sample_frames(), 7))
    assert work.proofs["G"]["network.rate"].reading.basis is Basis.MONTHS
    assert work.history["G", "network.rate"][8:] == [None] * 4
    assert work.proofs["G"]["network.mean"].reading.basis is Basis.ROWS


def test_a_percentile_of_few_rows_rests_on_its_months(tmp_path):
    """Twenty tickets do not bound their 90th percentile; eight months of it do, and two do not."""
    work = carried(Workspace(tmp_path / "old"), frames=months(sample_frames(), 7))
    assert work.proofs["P1C1"]["network.p90"].reading.basis is Basis.MONTHS
    work = carried(Workspace(tmp_path / "young"))
    unknown = work.proofs["P1C1"]["network.p90"]
    assert (unknown.reading, unknown.score.basis) == (None, Basis.NOTHING)
    assert index_of(work, "P1C1").proof.error > 5  # 15 % of the index could be anything


def test_what_was_not_delivered_counts_0_for_certain_and_what_is_carried_is_not_known():
    """Zero has an interval of no width; after a reading of an earlier month anything is possible."""
    edition = small_edition()
    kpi = edition.kpis[0]

    def of(reading):
        return proven(edition, kpi, "P1", reading, Tally(), (), ())

    zero = of(Reading(0, None, Fraction(0), State.ZERO)).score
    assert (zero.low, zero.high) == (0, 0)
    carried_on = of(Reading(0, Fraction(8), Fraction(80), State.CARRIED))
    assert (carried_on.reading, carried_on.score) == (
        None,
        Interval(Fraction(0), Fraction(100), Basis.NOTHING),
    )
    assert of(Reading(2, None, None, State.HIDDEN)).score is None
    assert of(Reading(1, Fraction(8), Fraction(80), State.FLAGGED)) == carried_on


def test_answers_of_the_same_rows_move_together(tmp_path):
    """Top-box and NPS of the same answers: nearly as one, and the index is less sure for it."""
    work = carried(Workspace(tmp_path))
    found = correlations(work.edition, work.counted)
    assert found["P1C1"].keys() == {("hall.top", "hall.nps")}
    assert found["P1C1"]["hall.top", "hall.nps"] > 0.8
    apart = replace(work, counted=replace(work.counted, joints={}))
    hall = next(one for one in work.standings["P1C1"] if one.subject == "hall")
    alone = next(one for one in standing(apart).standings["P1C1"] if one.subject == "hall")
    assert hall.proof.error > 1.15 * alone.proof.error


@pytest.mark.parametrize(
    ("direction", "sign"), [(Direction.LOWER, -1), (Direction.HIGHER, 1), (Direction.TARGET, 1)]
)
def test_scores_of_opposite_direction_move_against_each_other(tmp_path, direction, sign):
    """Where lower is better the score falls as the reading rises; in between the worse case is taken."""
    edition = small_edition()
    kpis = tuple(replace(one, direction=direction) if one.id == "hall.nps" else one for one in edition.kpis)
    work = carried(Workspace(tmp_path), edition)
    found = correlations(replace(edition, kpis=kpis), work.counted)
    assert found["P1C1"]["hall.top", "hall.nps"] * sign > 0.8


def test_missing_data_leave_bounds(tmp_path):
    """Without tickets half of the network is open: from all of it at 0 points to all of it at 100."""
    frames = sample_frames()
    del frames["tickets"]
    work = carried(Workspace(tmp_path), frames=frames)
    one = index_of(work, "P1")
    low, high = one.proof.bounds
    assert high - low == 30  # 25 % and 25 % of the network's 60 %
    assert low < one.score < high


def test_a_year_to_date_is_read_from_its_pooled_rows(tmp_path):
    """May and June together, not the mean of two months."""
    work = carried(Workspace(tmp_path))
    assert work.year_counted.tallies["G", "hall.top"].n == 56
    may = carried(Workspace(tmp_path), period=Period(2026, 5), frames=False)
    both = (may, work)
    rate = [one.counted.tallies["G", "network.rate"] for one in both]
    pooled = Fraction(10_000 * sum(one.total for one in rate), sum(one.base for one in rate))
    assert work.year_readings["G"]["network.rate"].value == pooled


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({}, ("2026-04", "2026-05")),
        ({"columns": (Column("score", ColumnType.DECIMAL, decimals=1),)}, ("2026-05",)),
        ({"columns": (Column("score", ColumnType.TEXT),)}, ("2026-05",)),
        ({"columns": (Column("other", ColumnType.TEXT),)}, ("2026-04", "2026-05")),
        ({"weight": "w"}, ("2026-05",)),
    ],
)
def test_months_that_are_stored_otherwise_are_not_pooled(changed, kept):
    """Tenths and whole numbers, texts, weights that came later: April does not count with May and June."""
    edition = small_edition()
    survey = edition.source_by_id["survey"]
    before = replace(edition, sources=(replace(survey, **changed),))
    book = replace(small_book(), editions=((Period(2026, 1), before), (Period(2026, 5), edition)))
    assert alike(book, survey, ("2026-04", "2026-05")) == kept


def test_a_source_that_was_not_there_is_not_pooled():
    """Rows of a month in which nobody had agreed on them count for nothing."""
    edition = small_edition()
    before = replace(edition, sources=())
    book = replace(small_book(), editions=((Period(2026, 1), before), (Period(2026, 5), edition)))
    assert alike(book, edition.source_by_id["survey"], ("2026-04", "2026-05")) == ("2026-05",)


def test_answers_sampled_together_say_less(tmp_path):
    """The same answers, all alike within each of three sites: the interval counts sites, not answers."""
    edition, frames = small_edition(), sample_frames()
    named = pl.col("score").replace_strict({6: "a", 7: "a", 8: "b", 9: "c", 10: "c"}, return_dtype=pl.String)
    frames["survey"] = frames["survey"].with_columns(site=named)
    sources = tuple(
        replace(one, columns=(*one.columns, Column("site", ColumnType.TEXT)), cluster="site")
        if one.id == "survey"
        else one
        for one in edition.sources
    )
    together = carried(Workspace(tmp_path / "together"), replace(edition, sources=sources), frames)
    apart = carried(Workspace(tmp_path / "apart"), frames=frames)
    wide, narrow = (work.proofs["P1"]["network.mean"].reading for work in (together, apart))
    assert together.counted.tallies["P1", "network.mean"].clusters == 6  # three sites in each of two cities
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)
    assert together.readings["P1"]["network.mean"] == apart.readings["P1"]["network.mean"]
