"""What the dictionary says of one KPI, heading by heading, and its rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.compute.dictionary.dictionary import dictionary
from scorecard.compute.dictionary.entry import HEADINGS, Ground, entry
from scorecard.glossary import built_in, phrases
from scorecard.model.kpi import Evidence, Missing
from scorecard.model.period import Period
from scorecard.model.table import RESULTS
from scorecard.model.text import Text
from scorecard.views.dictionary import GROUPS
from tests.compute.dictionary.test_past import book

JUNE, JANUARY = Period(2026, 6), Period(2027, 1)
SAMPLES = "fewer than 10 rows are withheld; fewer than 30 are flagged and not ranked"


def ground(month=JUNE):
    """What entries of a month are written from."""
    edition = book().on(month)
    names = {one.id: one.name for one in edition.departments}
    return Ground(edition, names, phrases(edition.terms))


def said(kpi, heading, month=JUNE, **changes):
    """The lines in English under one heading of a KPI."""
    found = ground(month)
    one = replace(found.edition.kpi_by_id[kpi], **changes)
    return [line.en for line in entry(one, found).get(heading, ())]


def test_every_heading_has_a_word_and_a_place():
    """None that a page would not know, none that stands in no group."""
    assert set(HEADINGS) <= built_in().keys()
    assert [heading for group in GROUPS.values() for heading in group] == list(HEADINGS)
    assert set(GROUPS) <= built_in().keys()


def test_no_line_of_any_kpi_is_empty():
    """In either language, in any month."""
    for month in (JUNE, JANUARY):
        for kpi in book().on(month).kpis:
            for heading, lines in entry(kpi, ground(month)).items():
                assert lines, heading
                assert all(line.zh.strip() and line.en.strip() for line in lines), heading


@pytest.mark.parametrize(
    ("kpi", "heading", "lines"),
    [
        ("net.mean", "focus_issue", ["Indoor coverage"]),
        ("net.nps", "focus_issue", []),
        ("net.mean", "owner", ["Network"]),
        ("net.mean", "reference", ["小司〔2022〕1号"]),
        ("net.mean", "held_to", ["Floor 7.00, Target 8.50, Stretch 9.20"]),
        ("net.mean", "levels", ["City"]),
        ("net.nps", "levels", ["Group, City"]),
        ("net.mean", "weight", ["40.00 % of its process, 25.00 % of the index"]),
        ("net.mean", "share", ["Network 70.00 %, Market 30.00 %"]),
        ("net.mean", "unit_of_measure", ["points, printed with 2 decimals"]),
        ("net.mean", "smallest_sample", [SAMPLES]),
        ("care.rate", "smallest_sample", ["a full register, no smallest sample"]),
        ("net.mean", "missing_rule", ["its weight is shared out over the others"]),
        ("net.mean", "unit_targets", []),
        ("net.mean", "declared_example", []),
    ],
)  # fmt: skip
def test_each_heading_says_what_the_definition_says(kpi, heading, lines):
    """The small book, June 2026."""
    assert said(kpi, heading) == lines


def test_a_policy_of_evidence_is_told_as_it_is():
    """Carried readings, zero points, samples without a limit."""
    carry = Evidence(0, 20, Missing.CARRY, 2)
    assert said("net.mean", "smallest_sample", evidence=carry) == ["fewer than 20 are flagged and not ranked"]
    assert said("net.mean", "missing_rule", evidence=carry) == [
        "its last reading of the 2 months before counts on"
    ]
    zero = Evidence(0, 0, Missing.ZERO)
    assert said("net.mean", "smallest_sample", evidence=zero) == ["no smallest sample"]
    assert said("net.mean", "missing_rule", evidence=zero) == ["it scores 0"]


def test_units_that_are_held_to_something_else_are_named():
    """By the name that they have in the month."""
    assert said("net.mean", "unit_targets", JANUARY) == [
        "Beijiang City and the units below: 7.00 scores 0, 8.00 scores 80, 9.20 scores 100"
    ]


def test_the_rows_fit_their_tables_and_their_keys():
    """Columns in number and order, keys unique, positions from 0."""
    tables = {table.name: table for table in RESULTS}
    rows = dictionary(book(), JANUARY, phrases({}))
    assert set(rows) == {"definition", "history", "tenure", "edition"}
    for name, found in rows.items():
        table = tables[name]
        assert {len(row) for row in found} == {len(table.columns)}
        places = [table.columns.index(column) for column in table.key]
        keys = [tuple(row[place] for place in places) for row in found]
        assert len(set(keys)) == len(keys), name
        assert {row[0] for row in found} == {"2027-01"}


def test_a_month_s_rows_do_not_know_of_later_change_orders():
    """The same rows from a book that ends in that month."""
    until = replace(
        book(),
        editions=tuple(one for one in book().editions if one[0] <= JUNE),
        changes=tuple(one for one in book().changes if one.since <= JUNE),
    )
    assert dictionary(until, JUNE, phrases({})) == dictionary(book(), JUNE, phrases({}))


def test_a_book_s_own_words_go_into_the_sentences():
    """An operator that calls rows samples finds them so called."""
    say = phrases({"dict_rows_all": Text("{source}全部样本", "samples of {source}")})
    rows = dictionary(book(), JUNE, say)["definition"]
    meanings = [row[5] for row in rows if row[1] == "net.nps" and row[3] == "meaning"]
    assert meanings[0].startswith("Share of samples of Survey")
