from __future__ import annotations

from dataclasses import replace

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.contracts import contracts
from tests.sample import small_edition


def test_deliveries_of_other_columns_are_told_by_source(space, look):
    """The survey's score may now reach 11: its file would be read otherwise, the others would not."""
    edition = small_edition()
    survey, *others = edition.sources
    columns = (survey.columns[0], replace(survey.columns[1], high=11))
    (found,) = contracts(look(space, replace(edition, sources=(replace(survey, columns=columns), *others))))
    assert found.level is Level.WARNING
    assert found.what == "survey: 1 of 1 deliveries were read under other definitions."


def test_deliveries_of_a_source_that_was_given_up_are_told(space, look):
    """Tickets are no longer declared: their rows lie there and do not count."""
    edition = small_edition()
    (found,) = contracts(look(space, replace(edition, sources=(edition.sources[0], edition.sources[2]))))
    assert (found.level, found.why) == (Level.WARNING, "Their rows do not count.")
    assert found.what.startswith("tickets is not declared")
