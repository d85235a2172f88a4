"""What is withheld beside small samples, in plain Python from the rule as it is told; no code of compute."""

from __future__ import annotations

from collections.abc import Mapping


def withheld(rows: Mapping[str, int], above: Mapping[str, str | None], smallest: int) -> set[str]:
    """``rows``: unit -> rows of it and of everything beneath; ``above``: its nearest unit with a reading.

    Units are looked at in order of id, again and again, until a round changes nothing.
    """
    there = sorted(unit for unit, n in rows.items() if n > 0)
    beneath = {unit: [one for one in there if above[one] == unit] for unit in rows}
    own = {unit: rows[unit] - sum(rows[one] for one in beneath[unit]) for unit in rows}
    hidden = {unit for unit in there if rows[unit] < smallest}

    def untold(unit: str) -> int:
        """Rows of a unit less all that is published of what lies beneath it."""
        if not beneath[unit]:
            return rows[unit]
        return own[unit] + sum(untold(one) for one in beneath[unit] if one in hidden)

    def open_ones(unit: str) -> list[str]:
        """The published units that are met first on the way down from a unit."""
        found = []
        for one in beneath[unit]:
            found += open_ones(one) if one in hidden else [one]
        return found

    def further(unit: str) -> str | None:
        """What the sum of a unit still asks to be withheld."""
        lost = [one for one in beneath[unit] if one in hidden]
        if unit not in hidden and not lost:
            return None
        unknown = len(lost) + (1 if own[unit] > 0 else 0) + (1 if unit in hidden else 0)
        if unknown < 2:
            left = [one for one in beneath[unit] if one not in hidden]
        elif unit not in hidden and untold(unit) < smallest:
            left = open_ones(unit)
        else:
            return None
        return min(left, key=lambda one: (rows[one], one)) if left else unit

    again = bool(hidden)
    while again:
        again = False
        for unit in sorted(rows):
            while beneath[unit] and (more := further(unit)) is not None:
                hidden.add(more)
                again = True
    return hidden
