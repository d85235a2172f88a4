"""Paths: units that stand in the columns of the rows lie below a unit of the definitions, level by level."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.definitions.draft import Draft
from scorecard.definitions.rules.sources import PLACED, TEXTS, column_fits
from scorecard.definitions.schema import SourceSpec
from scorecard.model.problem import Problem


def paths_fit(draft: Draft) -> Iterator[Problem]:
    """A path names different text columns of its source and a unit with a level for each of them below it."""
    for index, source in enumerate(draft.spec.sources):
        place, where = source.unit, ("sources", index, "unit")
        if (place.path is None) != (place.below is None):
            given, other = ("path", "below") if place.below is None else ("below", "path")
            what = f"source {source.id!r}: unit has {given!r} but no {other!r}"
            why = "A path leads from a unit of the definitions through the columns that name those below it."
            remedy = "Write unit: {path: [province, city], below: G}, with your own columns and unit."
            yield Problem("source.path", draft.at(*where, given), what, why, remedy)
        for position, name in enumerate(place.path or ()):
            at = draft.at(*where, "path", position)
            yield from column_fits(source, name, TEXTS, at, PLACED)
            if name in (place.path or ())[:position]:
                what = f"source {source.id!r}: the path goes through the column {name!r} twice"
                yield Problem("source.path", at, what, PLACED, "Name each column once, from the top down.")
        yield from _levels_suffice(draft, index, source)


def _levels_suffice(draft: Draft, index: int, source: SourceSpec) -> Iterator[Problem]:
    below = next((unit for unit in draft.spec.units if unit.id == source.unit.below), None)
    if below is None or below.level not in {level.id for level in draft.spec.levels}:
        return
    known = levels_of(source, draft)
    for position, name in enumerate(source.unit.path or ()):
        if position == len(known):
            above = known[-1] if known else below.level
            what = f"source {source.id!r}: there is no level below {above!r} for the units of {name!r}"
            why = "A unit stands one level below the unit that the column before it names."
            remedy = "Add a level to 'levels', take columns away, or let the path begin higher up."
            yield Problem(
                "source.path", draft.at("sources", index, "unit", "path", position), what, why, remedy
            )


def levels_of(source: SourceSpec, draft: Draft) -> tuple[str, ...]:
    """The levels of the units that the columns of a source's path name, from the top down."""
    levels = [level.id for level in draft.spec.levels]
    for unit in draft.spec.units:
        if unit.id == source.unit.below and unit.level in levels:
            first = levels.index(unit.level) + 1
            return tuple(levels[first : first + len(source.unit.path or ())])
    return ()
