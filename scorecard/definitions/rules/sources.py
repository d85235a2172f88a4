"""Sources: where period, unit and weight of a row come from, and which files are the source's."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.definitions.draft import Draft
from scorecard.definitions.schema import SourceSpec
from scorecard.model.period import Period
from scorecard.model.problem import Place, Problem, near
from scorecard.model.source import ColumnType

PLACED = "Every row needs one period and one unit."
_MAX_WEIGHT_DECIMALS = 4
_PERIODS = frozenset({ColumnType.DATE, ColumnType.TIME, ColumnType.TEXT})
TEXTS = frozenset({ColumnType.TEXT})
_KEYS = frozenset({ColumnType.TEXT, ColumnType.INTEGER})
_ORDERED = frozenset(ColumnType) - {ColumnType.FLAG}
_WEIGHTS = frozenset({ColumnType.DECIMAL, ColumnType.INTEGER})


def origins_fit(draft: Draft) -> Iterator[Problem]:
    """Period and unit come from one column of a fitting type, from one value, or each in a way of its own:
    the period from the file's name, the unit from a path.
    """
    for index, source in draft.news("sources"):
        period, unit = source.period, source.unit
        for key, origin, types, own in (
            ("period", period, _PERIODS, ("file", period.file)),
            ("unit", unit, TEXTS, ("path", unit.path)),
        ):
            path = ("sources", index, key)
            if sum(one is not None for one in (origin.column, origin.always, own[1])) != 1:
                what = f"source {source.id!r}: {key} takes either 'column', 'always' or {own[0]!r}"
                remedy = f"Write {key}: {{column: ...}}, {key}: {{always: ...}} or {key}: {{{own[0]}: ...}}."
                yield Problem("source.origin", draft.at(*path), what, PLACED, remedy)
            elif origin.column is not None:
                yield from column_fits(source, origin.column, types, draft.at(*path, "column"), PLACED)


def months_can_be_told(draft: Draft) -> Iterator[Problem]:
    """A month that every row has is one, and a pattern on the file's name tells year and month once each."""
    for index, source in draft.news("sources"):
        always, file = source.period.always, source.period.file
        if always is not None and not _is_period(always):
            what = f"source {source.id!r}: {always!r} is not a month"
            place = draft.at("sources", index, "period", "always")
            yield Problem("source.period", place, what, PLACED, "Write it as 2026-06.")
        if file is not None and not file.count("{yyyy}") == file.count("{mm}") == 1:
            what = f"source {source.id!r}: {file!r} does not tell year and month once each"
            place = draft.at("sources", index, "period", "file")
            yield Problem("source.period", place, what, PLACED, "Write it as tickets_{yyyy}-{mm}*.")


def weight_and_latest_fit(draft: Draft) -> Iterator[Problem]:
    """The weight is a number of at most four decimals; ``latest`` names a key and an order."""
    for index, source in draft.news("sources"):
        path = ("sources", index)
        if source.weight is not None:
            place = draft.at(*path, "weight")
            why = "Weighted sums are kept in ten-thousandths, exactly."
            yield from column_fits(source, source.weight, _WEIGHTS, place, why)
            column = source.columns.get(source.weight)
            if column is not None and column.decimals > _MAX_WEIGHT_DECIMALS:
                what = f"the weight column {source.weight!r} has {column.decimals} decimals"
                yield Problem("source.weight", place, what, why, "Give it at most 4 decimals.")
        if source.latest is not None:
            why = "It would not be clear which row is the last."
            yield from column_fits(source, source.latest.by, _KEYS, draft.at(*path, "latest", "by"), why)
            yield from column_fits(
                source, source.latest.order, _ORDERED, draft.at(*path, "latest", "order"), why
            )


def clusters_and_splits_fit(draft: Draft) -> Iterator[Problem]:
    """A cluster is a text or a number, and a column that changes are told apart by lists its values."""
    for index, source in draft.news("sources"):
        if source.cluster is not None:
            place = draft.at("sources", index, "cluster")
            yield from column_fits(source, source.cluster, _KEYS, place, "Rows of one cluster must be found.")
        for dimension, name in source.splits.items():
            place = draft.at("sources", index, "splits", dimension)
            why = "Every part of a change is shown by its name."
            yield from column_fits(source, name, TEXTS, place, why)
            column = source.columns.get(name)
            if column is not None and column.type in TEXTS and not column.values:
                what = f"source {source.id!r}: {dimension!r} splits by {name!r}, which lists no values"
                yield Problem("source.split", place, what, why, f"Write values: [...] at column {name!r}.")


def latest_key_is_required(draft: Draft) -> Iterator[Problem]:
    """Every row has the key that ``latest`` tells rows apart by; a missing order only sorts last."""
    for index, source in draft.news("sources"):
        column = source.columns.get(source.latest.by) if source.latest is not None else None
        if source.latest is not None and column is not None and column.type in _KEYS and not column.required:
            by = source.latest.by
            place = draft.at("sources", index, "latest", "by")
            what = f"source {source.id!r}: latest goes by {by!r}, which a file may leave out"
            why = "All rows without it would count as one."
            yield Problem("source.latest", place, what, why, f"Write required: true at column {by!r}.")


def patterns_are_unique(draft: Draft) -> Iterator[Problem]:
    """No file pattern belongs to two sources, and none looks for a folder."""
    first: dict[str, str] = {}
    for index, source in enumerate(draft.spec.sources):
        for position, pattern in enumerate(source.files):
            place = draft.at("sources", index, "files", position)
            other = first.setdefault(pattern.casefold(), source.id)
            why = "A delivered file must lead to one source."
            if other != source.id:
                what = f"the pattern {pattern!r} is given for {other!r} and for {source.id!r}"
                yield Problem("source.pattern", place, what, why, "Make one of the two narrower.")
            if "/" in pattern or "\\" in pattern:
                what = f"the pattern {pattern!r} names a folder"
                yield Problem("source.pattern", place, what, why, "Write a pattern on the file's name only.")


def column_fits(
    source: SourceSpec, name: str, types: frozenset[ColumnType], place: Place, why: str
) -> Iterator[Problem]:
    """The source has a column of that name and of one of these types; ``why`` it is needed."""
    column = source.columns.get(name)
    if column is None:
        what = f"source {source.id!r} has no column {name!r}"
        remedy = near(name, source.columns) or f"Its columns: {', '.join(source.columns)}."
        yield Problem("unknown.column", place, what, why, remedy)
    elif column.type not in types:
        wanted = " or ".join(sorted(types))
        what = f"column {name!r} of source {source.id!r} is of type {column.type}, not {wanted}"
        yield Problem("source.type", place, what, why, "Change the column's type, or name another column.")


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True
