"""Who is in the kept rows: the rows of each unit, and where units stand that only rows name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from scorecard.errors import Damaged

_SQL = """
SELECT _period, _unit, count(*) FROM read_parquet(?, hive_partitioning = false)
WHERE list_contains(?, _period) GROUP BY ALL
"""
_PARENTS = "SELECT DISTINCT unit, parent FROM read_parquet(?, hive_partitioning = false)"


def rows_by_unit(
    sources: Mapping[str, Sequence[Path]], periods: Sequence[str]
) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """(source, period) -> unit -> rows of the unit itself, from each source's parquet files of kept rows.

    Raises Damaged where one of them cannot be read.
    """
    found: dict[tuple[str, str], dict[str, int]] = {}
    with duckdb.connect() as connection:
        for source, paths in sources.items():
            if not paths:
                continue
            try:
                rows = connection.execute(_SQL, [[str(path) for path in paths], list(periods)]).fetchall()
            except duckdb.Error as error:
                raise Damaged(
                    f"The kept rows of {source} cannot be counted. "
                    "Run 'scorecard doctor --deep' to see which of them are damaged."
                ) from error
            for period, unit, count in rows:
                found.setdefault((source, period), {})[unit] = count
    return found


def parents(paths: Sequence[Path]) -> Mapping[str, str]:
    """Unit -> parent of the units that only rows name, from the files that tell them.

    Raises Damaged where one of them cannot be read.
    """
    if not paths:
        return {}
    with duckdb.connect() as connection:
        try:
            found = connection.execute(_PARENTS, [[str(path) for path in paths]]).fetchall()
        except duckdb.Error as error:
            raise Damaged(
                "The units that rows name cannot be read. "
                "Run 'scorecard doctor --deep' to see which files are damaged."
            ) from error
    return dict(found)
