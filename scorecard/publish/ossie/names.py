"""Names that SQL takes as they stand.

The specification advises plain identifiers: what is quoted is compared in other ways from engine to engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# What PostgreSQL and DuckDB keep for themselves, so that it cannot name a table or a column unquoted.
RESERVED = frozenset(
    """
    all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast
    check collate collation column concurrently constraint create cross current_catalog current_date
    current_role current_schema current_time current_timestamp current_user default deferrable desc describe
    distinct do else end except false fetch for foreign freeze from full generated glob grant group having
    ilike in initially inner intersect into is isnull join lambda lateral leading left like limit localtime
    localtimestamp map natural not notnull null offset on only or order outer overlaps pivot pivot_longer
    pivot_wider placing positional primary qualify references returning right select semi session_user show
    similar some struct summarize symmetric system_user table tablesample then to trailing true try_cast
    tuple union unique unpack unpivot user using variadic verbose when where window with columns
    """.split()  # noqa: SIM905 - ninety quoted words would be no easier to read
)
_PLAIN = re.compile(r"[^\W\d]\w*")


def names(ids: Iterable[str]) -> dict[str, str]:
    """Id -> an identifier of its own: the id itself where it is one, else with ``_`` for what does not fit.

    Unique without regard to capitals: of several ids that would get the same name, one that needs no change
    keeps it, and the others get a number in their order.
    """
    kept = tuple(ids)
    found = {one: _plain(one) for one in kept}
    taken: set[str] = set()
    for one in sorted(kept, key=lambda one: found[one] != one):
        name, number = found[one], 2
        while name.lower() in taken:
            name, number = f"{found[one]}_{number}", number + 1
        taken.add(name.lower())
        found[one] = name
    return found


def quoted(column: str) -> str:
    """A physical column as SQL refers to it: in quotes only where it needs them.

    Capitals need them, since engines fold an unquoted name to small letters or to capitals.
    """
    if _PLAIN.fullmatch(column) and column not in RESERVED and column == column.lower():
        return column
    return '"' + column.replace('"', '""') + '"'


def _plain(text: str) -> str:
    plain = re.sub(r"\W", "_", text)
    plain = plain if _PLAIN.fullmatch(plain) else f"_{plain}"
    return f"{plain}_" if plain.lower() in RESERVED else plain
