"""The contract of a delivered file: its columns, where period and unit come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scorecard.model.text import Text


class FactKind(StrEnum):
    """The four kinds of fact."""

    RESPONSE = "response"
    TICKET = "ticket"
    INSPECTION = "inspection"
    COUNTER = "counter"


class ColumnType(StrEnum):
    """What a cell holds, and how it is stored.

    text -> VARCHAR · integer -> BIGINT · decimal -> BIGINT, times 10**decimals · flag -> BIGINT 0/1 ·
    date -> DATE · time -> TIMESTAMP (no zone) · minutes -> BIGINT, whole minutes ``between`` two times,
    computed, never read.
    """

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    FLAG = "flag"
    DATE = "date"
    TIME = "time"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a source.

    ``aliases``: other headings in deliveries. ``missing``: cell texts that mean "no value" (the empty
    cell always does). ``values``: the only texts allowed, if any. ``low``/``high``: inclusive range of a
    number, in the stored scale. ``formats``: strptime formats tried in order for date and time.
    ``between``: (start, end) columns of minutes. A ``required`` column must be in the file and a row
    with a missing cell in it is refused; a column that is not required may be absent.
    ``true``/``false``: cell texts of a flag. ``unit``: unit of measure of a number, such as minute.
    """

    name: str
    type: ColumnType
    aliases: tuple[str, ...] = ()
    required: bool = False
    missing: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    decimals: int = 0
    formats: tuple[str, ...] = ()
    between: tuple[str, str] | None = None
    true: tuple[str, ...] = ()
    false: tuple[str, ...] = ()
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row's period or unit comes from: a column, one value for every row, the file's name, or names
    in several columns.

    ``file``: a pattern on the name in which ``{yyyy}`` and ``{mm}`` stand for the month and ``*`` for
    anything, as ``tickets_{yyyy}-{mm}*``. ``path``: columns from the top down, each naming a unit one level
    below the one before; the first lies below the unit ``below``.
    """

    column: str | None = None
    always: str | None = None
    file: str | None = None
    path: tuple[str, ...] = ()
    below: str | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """Only the last row of each ``by`` counts, in the order of ``order`` (later deliveries win ties)."""

    by: str
    order: str


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of delivered file. ``files``: case-insensitive glob patterns on the file's name.

    ``cluster``: the column that names what a row was sampled with; None: every row for itself. ``splits``:
    (dimension, column) by whose values changes are told apart. ``reference``, ``owner``: its own; empty
    where they are the book's.
    """

    id: str
    kind: FactKind
    name: Text
    files: tuple[str, ...]
    columns: tuple[Column, ...]
    period: Origin
    unit: Origin
    weight: str | None = None
    cluster: str | None = None
    splits: tuple[tuple[str, str], ...] = ()
    latest: Latest | None = None
    sheet: str | None = None
    reference: str = ""
    owner: str = ""

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
