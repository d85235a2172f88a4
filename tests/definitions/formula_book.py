"""The small book with a formula in the place of its complaint rate."""

from __future__ import annotations

from tests.definitions.small_book import BOOK

RATE = "    measure: {kind: rate, source: tickets, base: {source: survey, value: amount}, per: 10000}\n"
FORMULA = """\
    measure:
      kind: formula
      source: tickets
      formula: 100 * late * talk / (all * spent)
      observations: all
      terms:
        late: {where: {passed: false}}
        all: {unit: ticket}
        talk: {value: elapsed}
        spent: {source: survey, value: amount, unit: yuan}
"""
assert BOOK.count(RATE) == 1
FORMULA_BOOK = BOOK.replace(RATE, FORMULA)
