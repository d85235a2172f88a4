"""The law of a difference: two editions differ in something exactly where their digests differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from fractions import Fraction

import pytest

from scorecard.compute.difference import differences
from scorecard.definitions import load
from scorecard.definitions.digest import digest
from scorecard.model.book import Edition
from scorecard.model.period import Period
from tests.definitions.small_book import BOOK, write

TARGETS = """\
targets:
  - {kpi: net.mean, unit: BJ, target: 8.6}
"""
ENDED = "level: city, parent: G, until: 2026-01, successor: BJ}\n  - {id: G,"
TIED = {"digest", "scale"}  # the edition's own digest takes no part; a term's scale is its column's


def mutants(value: object) -> Iterator[object]:
    """The same value with one leaf changed, or one entry of a list taken away, for each of them."""
    if isinstance(value, StrEnum):
        yield next(one for one in type(value) if one is not value)
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int | Fraction):
        yield value + 1
    elif isinstance(value, str):
        yield value + "x"
    elif isinstance(value, tuple):
        alike = len({type(one) for one in value}) == 1  # a list of entries, not a pair
        for place, one in enumerate(value):
            if alike:
                yield value[:place] + value[place + 1 :]
            yield from ((*value[:place], other, *value[place + 1 :]) for other in mutants(one))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield {other: two for other, two in value.items() if other != key}
            yield from ({**value, key: two} for two in mutants(one))
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in TIED:
                yield from (
                    replace(value, **{field.name: one}) for one in mutants(getattr(value, field.name))
                )


@pytest.fixture(scope="module")
def edition(tmp_path_factory) -> Edition:
    """The small book with a target of a unit and a unit that has ended."""
    text = BOOK.replace("level: city, parent: G}\n  - {id: G,", ENDED, 1) + TARGETS
    found = load(write(tmp_path_factory.mktemp("book"), text)).on(Period(2026, 6))
    assert found.retired
    assert found.kpis[0].aims
    return found


def test_no_change_of_an_edition_goes_unseen(edition):
    """Each value of each definition changed, one by one: something differs, and so does the digest."""
    tried = 0
    for mutant in mutants(edition):
        try:
            found = differences(edition, mutant)
        except KeyError:  # a measure that names what is no longer there: no book is built like this
            continue
        tried += 1
        assert bool(found) is (digest(mutant) != digest(edition)), mutant
        assert not {(one.kind, one.id, one.key) for one in found if one.old == one.new}
    assert tried > 400
