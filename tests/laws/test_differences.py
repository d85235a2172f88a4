"""The law of a difference: two editions differ in something exactly where their digests differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from fractions import Fraction

import pytest

from scorecard.compute.difference import differences
from scorecard.definitions import load
from scorecard.definitions.digest import digest
from scorecard.definitions.once import Once
from scorecard.model.book import Edition
from scorecard.model.period import Period
from tests.definitions.formula_book import FORMULA_BOOK
from tests.definitions.small_book import BOOK, write
from tests.definitions.small_plans import PLANS

TARGETS = """\
targets:
  - {kpi: net.mean, unit: BJ, target: 8.6}
"""
ENDED = "level: city, parent: G, until: 2026-01, successor: BJ}\n  - {id: G,"
TIED = {"digest", "scale"}  # the edition's own digest takes no part; a term's scale is its column's
OF_TERMS = {"rows", "dimension", "per"}  # what follows from the terms of a formula, and what it does not use


def mutants(value: object, tied: Collection[str] = TIED) -> Iterator[object]:
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
            yield from ((*value[:place], other, *value[place + 1 :]) for other in mutants(one, tied))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield {other: two for other, two in value.items() if other != key}
            yield from ({**value, key: two} for two in mutants(one, tied))
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in tied:
                yield from (
                    replace(value, **{field.name: one}) for one in mutants(getattr(value, field.name), tied)
                )


@pytest.fixture(scope="module")
def edition(tmp_path_factory) -> Edition:
    """The small book with a target of a unit, a unit that has ended and a plan."""
    text = BOOK.replace("level: city, parent: G}\n  - {id: G,", ENDED, 1) + TARGETS + PLANS
    found = load(write(tmp_path_factory.mktemp("book"), text)).on(Period(2026, 6))
    assert found.retired
    assert found.kpis[0].aims
    assert found.plans[0].gates
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
        assert bool(found) is (digest(mutant, Once()) != digest(edition, Once())), mutant
        assert not {(one.kind, one.id, one.key) for one in found if one.old == one.new}
    assert tried > 450


def test_no_change_of_a_formula_goes_unseen(tmp_path):
    """Each number, sign and name of a formula, each word of its terms and its observations, one by one."""
    edition = load(write(tmp_path, FORMULA_BOOK)).on(Period(2026, 6))
    (kpi,) = (one for one in edition.kpis if one.measure.formula is not None)
    tried = 0
    for measure in mutants(kpi.measure, TIED | OF_TERMS):
        mutant = replace(kpi, measure=measure)
        other = replace(edition, kpis=tuple(mutant if one is kpi else one for one in edition.kpis))
        try:
            found = differences(edition, other)
        except KeyError:
            continue
        tried += 1
        assert bool(found) is (digest(other, Once()) != digest(edition, Once())), measure
    assert tried > 20
