"""What a reading of a delivered file depends on."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from scorecard import __version__
from scorecard.model.book import Book, Edition
from scorecard.model.period import Period


def contract(book: Book, source: str, periods: Iterable[str]) -> str:
    """What a reading of a file with rows of these periods depends on, as a hash: the source's columns, the
    units' names (and where they stand, if rows name units by their path), the code.
    """
    editions = {id(one): one for one in (book.on(Period.parse(period)) for period in sorted(periods))}
    parts = [
        (
            one.source_by_id.get(source),
            [(unit.id, unit.name, unit.aliases) for unit in one.units.units],
            [(gone.unit.id, gone.unit.name, gone.unit.aliases, gone.heir) for gone in one.retired],
            _places(one, source),
        )
        for one in editions.values()
    ]
    return sha256(repr((__version__, parts)).encode()).hexdigest()


def _places(edition: Edition, source: str) -> list[object]:
    """Where units stand, if the source names them by their path."""
    one = edition.source_by_id.get(source)
    if one is None or not one.unit.path:
        return []
    units = (*edition.units.units, *(gone.unit for gone in edition.retired))
    return [[level.id for level in edition.levels], [(unit.id, unit.level, unit.parent) for unit in units]]
