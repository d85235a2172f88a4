"""The gateway: every read of a figure passes here, with the principal who asks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from scorecard.errors import Damaged, Forbidden
from scorecard.model.principal import Principal
from scorecard.store.duck import reading
from scorecard.store.reads import Read, Scope
from scorecard.store.snapshot import short


class Reader:
    """Reads one published snapshot. Safe to share between threads: every call has a cursor of its own."""

    def __init__(self, path: Path) -> None:
        self._connection = reading(path)
        self._allowed: dict[tuple[str, ...], frozenset[tuple[str, str]]] = {}
        self.snapshot = short(path)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def read(self, principal: Principal, read: Read, **params: str | int) -> list[dict[str, Any]]:
        """The rows of a named read as the principal may see them, in the read's order.

        A ``unit`` outside the principal's subtrees in that period raises Forbidden; rows of other units
        (scope unit and cell) and of other departments (scope cell) are left out. The period is the row's,
        else the parameter ``period``, else ``until``: a unit that moves is open to each principal for the
        months in which it was theirs.
        """
        units = None if read.scope is Scope.OPEN else self._units(principal)
        asked = params.get("period", params.get("until", ""))
        if units is not None and "unit" in params and (asked, params["unit"]) not in units:
            raise Forbidden(f"{principal.name} may not open unit {params['unit']} in {asked}.")
        rows = self._rows(read.sql, params)
        if units is not None:
            rows = [row for row in rows if (row.get("period", asked), row["unit"]) in units]
        if read.scope is Scope.CELL and principal.departments is not None:
            rows = [row for row in rows if row["department"] in principal.departments]
        return rows

    def _units(self, principal: Principal) -> frozenset[tuple[str, str]] | None:
        if principal.units is None:
            return None
        if principal.units not in self._allowed:
            sql = "SELECT period, unit FROM unit WHERE list_has_any(string_split(lineage, '/'), $roots)"
            found = self._rows(sql, {"roots": list(principal.units)})
            self._allowed[principal.units] = frozenset((row["period"], row["unit"]) for row in found)
        return self._allowed[principal.units]

    def _rows(self, sql: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        with self._connection.cursor() as cursor:
            try:
                cursor.execute(sql, dict(params) or None)
            except (duckdb.BinderException, duckdb.CatalogException) as error:
                raise Damaged(
                    f"The snapshot {self.snapshot} was published by another version of scorecard. Run its "
                    "months again: scorecard run --all."
                ) from error
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
