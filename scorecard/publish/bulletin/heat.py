"""The department x process table of pressure: rows, totals, and five shades."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scorecard.errors import PrintFailed
from scorecard.views.frame import Line
from scorecard.views.transmission import Cell

_SHADES = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One department: its pressure in each process, None where it answers for nothing."""

    line: Line
    cells: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """``processes`` are the columns; rows and columns add up to the lines' pressure (checked)."""

    processes: tuple[Line, ...]
    rows: tuple[Row, ...]
    most: Decimal

    def step(self, value: Decimal) -> int:
        """The shade of a cell: 0 for nothing, else 1 to 5 by its share of the largest cell."""
        if value <= 0 or self.most <= 0:
            return 0
        return min(_SHADES, int(value * _SHADES / self.most) + 1)


def heat(processes: tuple[Line, ...], departments: tuple[Line, ...], cells: tuple[Cell, ...]) -> Heat:
    """The table. Raises ``PrintFailed`` where a row or column does not add up to its total."""
    by_key = {(cell.department, cell.process): cell.pressure for cell in cells}
    rows = tuple(Row(line, tuple(by_key.get((line.id, one.id)) for one in processes)) for line in departments)
    for row in rows:
        _agrees(row.line, row.cells)
    for place, line in enumerate(processes):
        _agrees(line, tuple(row.cells[place] for row in rows))
    return Heat(processes, rows, max(by_key.values(), default=Decimal(0)))


def _agrees(line: Line, cells: tuple[Decimal | None, ...]) -> None:
    parts = sum((cell for cell in cells if cell is not None), Decimal(0))
    if parts != (line.pressure or Decimal(0)):
        raise PrintFailed(
            f"The bulletin was not printed: the pressure of {line.id} is {line.pressure}, but its cells add "
            f"up to {parts}. A reader could not follow the figure. Run the period again and compare."
        )
