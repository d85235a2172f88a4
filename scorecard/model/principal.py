"""Principal (当前用户): who is asking, and what they may see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Principal:
    """``units``: roots of the subtrees that may be opened, None for every unit. ``departments``: the
    departments whose figures may be opened, None for every department.

    Published rankings (scores, ranks and n of units and departments) are open to every principal,
    because the bulletin that prints them is; everything behind them is not (ADR 0004).
    """

    name: str
    units: tuple[str, ...] | None = None
    departments: tuple[str, ...] | None = None

    @classmethod
    def parse(cls, text: str) -> Principal:
        """``all``, ``unit:ID[,ID]`` or ``department:ID[,ID]``. Raises ValueError for anything else."""
        if text == "all":
            return cls(text)
        kind, _, ids = text.partition(":")
        found = tuple(part for part in ids.split(",") if part)
        if kind == "unit" and found:
            return cls(text, units=found)
        if kind == "department" and found:
            return cls(text, departments=found)
        raise ValueError(f"{text!r} is not a principal; write all, unit:ID or department:ID")
