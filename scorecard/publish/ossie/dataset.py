"""Sources as datasets: one row for each row that counts, columns typed, in their real scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scorecard.model.exact import exact
from scorecard.model.source import Column, ColumnType, Origin, Source
from scorecard.publish.ossie.extension import description, extension, languages
from scorecard.publish.ossie.names import names, quoted

DATATYPES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "String",
    ColumnType.INTEGER: "Integer",
    ColumnType.DECIMAL: "Decimal",
    ColumnType.FLAG: "Boolean",
    ColumnType.DATE: "Date",
    ColumnType.TIME: "DateTime",
    ColumnType.MINUTES: "Integer",
}
_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.MINUTES})


@dataclass(frozen=True, slots=True)
class Dataset:
    """A source under the names that the semantic model gives it; ``fields``: column -> name of its field."""

    source: Source
    name: str
    fields: Mapping[str, str]

    def field(self, column: str) -> str:
        """The column as an expression refers to it. Raises KeyError where the source has no such column."""
        return f"{self.name}.{self.fields[column]}"


def datasets(sources: Iterable[Source]) -> dict[str, Dataset]:
    """Source id -> its dataset, named so that SQL takes every name as it stands."""
    kept = tuple(sources)
    named = names(source.id for source in kept)
    return {
        source.id: Dataset(source, named[source.id], names(column.name for column in source.columns))
        for source in kept
    }


def dataset_entry(dataset: Dataset) -> dict[str, object]:
    """The dataset in the specification's form. Its rows are those that count, so ``latest`` gives the key."""
    source = dataset.source
    entry: dict[str, object] = {"name": dataset.name, "source": dataset.name}
    context: dict[str, object] = {"synonyms": _synonyms(source.name.zh, source.name.en, source.id)}
    if source.latest is not None:
        by, order = dataset.fields[source.latest.by], dataset.fields[source.latest.order]
        entry["primary_key"] = [by]
        context["instructions"] = (
            f"One row for each {by}: of several delivered rows with the same {by} only the last one, "
            f"in the order of {order}, belongs to this dataset."
        )
    entry["description"] = description(source.name)
    entry["ai_context"] = context
    entry["fields"] = [_field_entry(column, dataset) for column in source.columns]
    entry["custom_extensions"] = extension(_facts(source))
    return entry


def _field_entry(column: Column, dataset: Dataset) -> dict[str, object]:
    source = dataset.source
    entry: dict[str, object] = {
        "name": dataset.fields[column.name],
        "expression": {"dialects": [{"dialect": "ANSI_SQL", "expression": quoted(column.name)}]},
    }
    if column.type not in _NUMBERS:
        # Only the column that gives a row its month is the axis of time: opened, but not closed.
        entry["dimension"] = {"is_time": column.name == source.period.column}
    if column.aliases:
        entry["description"] = column.aliases[0]
    entry["datatype"] = DATATYPES[column.type]
    if column.aliases:
        entry["ai_context"] = {"synonyms": list(column.aliases)}
    entry["custom_extensions"] = extension(_column_facts(column))
    return entry


def _facts(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "kind": source.kind.value,
        "name": languages(source.name),
        "files": list(source.files),
        "period": _origin(source.period),
        "unit": _origin(source.unit),
        "weight": source.weight,
        "latest": None if source.latest is None else {"by": source.latest.by, "order": source.latest.order},
    }


def _origin(origin: Origin) -> dict[str, object]:
    given = {
        "column": origin.column,
        "always": origin.always,
        "file": origin.file,
        "path": list(origin.path) or None,
        "below": origin.below,
    }
    return {key: value for key, value in given.items() if value is not None}


def _column_facts(column: Column) -> dict[str, object]:
    return {
        "column": column.name,
        "type": column.type.value,
        "required": column.required,
        "values": list(column.values) or None,
        "low": _in_scale(column.low, column),
        "high": _in_scale(column.high, column),
        "decimals": column.decimals if column.type is ColumnType.DECIMAL else None,
        "unit_of_measure": column.unit,
        "whole_minutes_between": None if column.between is None else list(column.between),
    }


def _in_scale(value: int | None, column: Column) -> str | None:
    return None if value is None else exact(Fraction(value, 10**column.decimals))


def _synonyms(*words: str) -> list[str]:
    return list(dict.fromkeys(words))
