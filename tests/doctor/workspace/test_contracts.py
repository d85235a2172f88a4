from __future__ import annotations

from dataclasses import replace

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.contracts import contracts
from tests.sample import small_book


def test_deliveries_of_other_columns_are_told_by_source(space, look):
    """The survey's score may now reach 11: its file would be read otherwise, the others would not."""
    book = small_book()
    survey, *others = book.sources
    columns = (survey.columns[0], replace(survey.columns[1], high=11))
    (found,) = contracts(look(space, replace(book, sources=(replace(survey, columns=columns), *others))))
    assert found.level is Level.WARNING
    assert found.what == "survey: 1 of 1 deliveries were read under other definitions."


def test_deliveries_of_a_source_that_was_given_up_are_told(space, look):
    """Tickets are no longer declared: their rows lie there and do not count."""
    book = small_book()
    (found,) = contracts(look(space, replace(book, sources=(book.sources[0], book.sources[2]))))
    assert (found.level, found.why) == (Level.WARNING, "Their rows do not count.")
    assert found.what.startswith("tickets is not declared")
