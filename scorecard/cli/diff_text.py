"""A diff as text: what differs by change order, then tables of who moves, the furthest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from scorecard.cli.shell import out
from scorecard.model.difference import Difference, Effect, Figure, Move, Stretch, Value
from scorecard.model.period import Period
from scorecard.model.rounding import show
from scorecard.model.table import READING, STANDING

if TYPE_CHECKING:
    from scorecard.compare import Comparison
    from scorecard.model.book import Edition

_LONGEST = 120
_IDS = 3
_SUBJECTS = {
    "index": "Units, by their index",
    "process": "Processes in units",
    "department": "Departments in units",
    "kpi": "KPIs in units",
    "payout": "Plans and payouts, yuan",
}
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "index": ("score", "rank", "state"),
    "process": ("score", "level", "pressure"),
    "department": ("score", "rank", "level", "pressure"),
    "kpi": ("value", "score", "target", "weight"),
    "payout": ("payout", "standard", "why", "pool"),
}
_NAMES = {
    "value": "reading",
    "level": "contribution",
    "ranked": "units ranked",
    "standard": "standard share",
}
_MONEY = ("pool", "payout", "standard", "retained", "withheld", "why")
_ORDER = (*_MONEY, "value", *STANDING.columns, *READING.columns)
_AS_DEFINED = frozenset({"floor", "target", "stretch"})


@dataclass(frozen=True)
class Told:
    """What names and cuts the tables of a period: its editions before and after, and lines a table."""

    old: Edition
    new: Edition
    lines: int

    @cached_property
    def units(self) -> Mapping[str, str]:
        """Unit id -> id and names."""
        every = (*self.old.units.units, *self.new.units.units)
        return {one.id: f"{one.id} {one.name.zh} / {one.name.en}" for one in every}


def tell_definitions(found: Sequence[Stretch], periods: Sequence[Period], lines: int) -> None:
    """What differs, stretch by stretch; first whether that is so in the periods asked for."""
    for period in periods:
        count = sum(len(one.differences) for one in found if one.holds(period))
        out.print(_counted(count, f"in {period}"))
    if not found:
        out.print("Both books say the same in every month.")
    for one in found:
        span = f"From {one.since} on" if one.until is None else f"From {one.since} until before {one.until}"
        out.print(f"{span}:")
        rows = [*_by_cause(one.differences)]
        _cut(rows, lines)


def _counted(count: int, where: str) -> str:
    if not count:
        return f"Nothing differs {where}."
    return f"{count} difference{'s' if count > 1 else ''} {where}."


def _by_cause(differences: Sequence[Difference]) -> Iterable[str]:
    """Lines of differences, each with the document behind it; those of one document stand together."""
    together: dict[str, list[Difference]] = {}
    for one in differences:
        together.setdefault(_document(one), []).append(one)
    for document, members in together.items():
        for line in _alike(members):
            yield f"  {line}  [{document}]"


def _document(one: Difference) -> str:
    if one.cause is None:
        return "no change order"
    owned = f"{one.cause.reference}, {one.cause.owner}"
    return f"no longer {owned}" if one.undone else owned


def _alike(differences: Sequence[Difference]) -> Iterable[str]:
    """One line a difference; the same one of many definitions is told once."""
    ids: dict[tuple[str, str, str | None, str | None], list[str]] = {}
    for one in differences:
        ids.setdefault((one.kind, one.key, one.old, one.new), []).append(one.id)
    for (kind, key, old, new), found in ids.items():
        named = " ".join(part for part in (kind, _several(found), key) if part)
        if key:
            yield f"{named}: {_short(old)} → {_short(new)}"
        else:
            yield f"{named} ended: {_short(old)}" if new is None else f"{named} added: {_short(new)}"


def _several(ids: Sequence[str]) -> str:
    if len(ids) <= _IDS:
        return ", ".join(ids)
    return f"{', '.join(ids[:_IDS])} and {len(ids) - _IDS} more"


def _short(text: str | None) -> str:
    if text is None:
        return "–"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def tell_effects(one: Comparison, told: Told) -> None:
    """Who moves in a period: a count and a table for each kind."""
    out.print(f"\nFigures of {one.period}")
    units = {unit for unit, _ in (*one.effects[0].begun, *one.effects[0].ended)}
    for effect in one.effects:
        out.print(_summary(effect))
        _one_sided(effect, units, told)
        _cut([*_table(effect, told)], told.lines, heads=1)


def _summary(effect: Effect) -> str:
    every = len(effect.moved) + effect.still
    if not effect.moved:
        return f"{_SUBJECTS[effect.kind]}: none of {every:,} moves"
    counts: dict[str, int] = {}
    for figure in (each for move in effect.moved for each in _shown(effect.kind, move)):
        counts[figure.name] = counts.get(figure.name, 0) + 1
    ordered = sorted(counts, key=_ORDER.index)
    which = ", ".join(f"{_NAMES.get(name, name)} {counts[name]:,}" for name in ordered)
    moved = f"{len(effect.moved):,} of {every:,} move ({which})"
    return f"{_SUBJECTS[effect.kind]}: {moved}; {effect.still:,} do not move"


def _shown(kind: str, move: Move) -> Iterable[Figure]:
    """The figures of a move; an index's contribution to itself is left out."""
    return (one for one in move.figures if not (kind == "index" and one.name == "level"))


def _one_sided(effect: Effect, units: set[str], told: Told) -> None:
    """What is printed on one side only; of units that are, not each of their parts."""
    for word, pairs in (("only in B", effect.begun), ("only in A", effect.ended)):
        where: dict[str, int] = {}
        for unit, subject in pairs:
            if effect.kind == "index":
                out.print(f"  {word}: {told.units[unit]}")
            elif unit not in units and not _within(subject, unit, pairs):
                where[subject] = where.get(subject, 0) + 1
        for subject, count in where.items():
            out.print(f"  {word}: {subject} in {count:,} unit{'s' if count > 1 else ''}")


def _within(subject: str, unit: str, pairs: Collection[tuple[str, str]]) -> bool:
    """Whether it is a payout of a plan that is itself on one side only."""
    plan, _, department = subject.partition("/")
    return bool(department) and (unit, plan) in pairs


def _table(effect: Effect, told: Told) -> Iterable[str]:
    """A heading and a line a move: the kind's main figures in columns, then what else moves."""
    shown = effect.moved[: told.lines]
    present = {figure.name for move in shown for figure in move.figures}
    columns = [name for name in _COLUMNS[effect.kind] if name in present]
    grid = [["", *(_NAMES.get(name, name) for name in columns), ""]]
    for move in shown:
        found = {figure.name: figure for figure in _shown(effect.kind, move)}
        others = (
            f"{_NAMES.get(name, name)} {_step(one)}" for name, one in found.items() if name not in columns
        )
        cells = [_step(found[name]) if name in found else "" for name in columns]
        who = f"{told.units[move.unit]} · {move.subject}" if move.subject else told.units[move.unit]
        grid.append([who, *cells, ", ".join(others)])
    widths = [max(cell_len(row[place]) for row in grid) for place in range(len(grid[0]))]
    if shown:
        for row in grid:
            padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
            yield f"  {'  '.join(padded)}".rstrip()
        yield from ("" for _ in effect.moved[told.lines :])


def _step(one: Figure) -> str:
    """Old → new (by how much); ranks, counts and states without the difference."""
    old, new = (_text(one.name, value) for value in (one.old, one.new))
    by = one.by if isinstance(one.old, Decimal) else None
    return f"{old} → {new}" if by is None else f"{old} → {new} ({_text(one.name, by, sign=True)})"


def _text(name: str, value: Value, *, sign: bool = False) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Decimal) and name in _AS_DEFINED:
        value = Decimal(f"{value.normalize():f}")
    return value if isinstance(value, str) else show(value, sign=sign)


def _cut(rows: Sequence[str], lines: int, *, heads: int = 0) -> None:
    for row in rows[: lines + heads]:
        out.print(row)
    left = len(rows) - lines - heads
    if left > 0:
        out.print(f"  ... and {left:,} more; --json lists them all")
