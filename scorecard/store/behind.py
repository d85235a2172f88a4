"""Whether people read what was computed last."""

from __future__ import annotations

from pathlib import Path

import duckdb

from scorecard.errors import Damaged
from scorecard.model.field import Table
from scorecard.model.table import BOOK, DELIVERY, RESULTS, STANDING
from scorecard.store.duck import looking

_NEWEST = "WHERE run IN (SELECT max(number) FROM run GROUP BY period)"


def behind(results: Path, snapshot: Path, *, deep: bool) -> tuple[str, ...]:
    """The periods whose newest run says something else than the snapshot, oldest first.

    Tables are compared by the number and the hash of their rows: what went in (definitions, deliveries) and
    every standing; all of them if ``deep``. Raises BadRequest while another process writes, Damaged where
    one of the two cannot be read.
    """
    tables = RESULTS if deep else (BOOK, DELIVERY, STANDING)
    with looking(results) as connection:
        try:
            connection.execute(f"ATTACH '{str(snapshot).replace(chr(39), chr(39) * 2)}' AS shown (READ_ONLY)")
            found = {
                period for table in tables for (period,) in connection.execute(_differing(table)).fetchall()
            }
        except duckdb.Error as error:
            raise Damaged(
                f"{results} and {snapshot} do not hold the same tables. Run every month again."
            ) from error
    return tuple(sorted(found))


def _differing(table: Table) -> str:
    columns = ", ".join(f'"{name}"' for name in table.columns)
    sums = f"SELECT period, count(*) AS n, bit_xor(hash({columns})) AS hash FROM"
    return (
        f'SELECT period FROM ({sums} "{table.name}" {_NEWEST} GROUP BY period) AS computed '  # noqa: S608
        f'FULL JOIN ({sums} shown."{table.name}" GROUP BY period) AS published USING (period) '
        "WHERE (computed.n, computed.hash) IS DISTINCT FROM (published.n, published.hash)"
    )
