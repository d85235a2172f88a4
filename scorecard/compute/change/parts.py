"""A reading's change over what the reading is the mean of: members that moved, weigh more, came or went."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from scorecard.model.change import Cause, Cell

_NONE = Fraction(0)


class Amount(NamedTuple):
    """A part of a reading's change, in the reading's unit."""

    cause: Cause
    member: str
    natural: Fraction


class _Mean(NamedTuple):
    """Members with volume: share of the volume (sum 1) and value; and the mean of them all."""

    shares: Mapping[str, Fraction]
    values: Mapping[str, Fraction]
    value: Fraction


def parts(
    before: tuple[Fraction, Mapping[str, Cell]],
    after: tuple[Fraction, Mapping[str, Cell]],
    moved: Collection[str],
) -> tuple[Amount, ...]:
    """ΔV = Σ ū·Δx (rate) + Σ (x̄ − V̄)·Δu (mix, entry, exit, organisation) + unreconciled.

    ``before``, ``after``: the reading and its parts. ``moved``: members that belong to another unit on the
    other side. V is the mean of the parts; what the reading holds beyond it is unreconciled where it
    changes. Without parts on one side, all is one rate. Amounts add up to the reading's change; those of 0
    are among them.
    """
    (start, olds), (end, news) = before, after
    old, new = _mean(olds), _mean(news)
    if old is None or new is None:
        return (Amount(Cause.RATE, "", end - start),)
    beyond = (end - new.value) - (start - old.value)
    return (*_members(old, new, moved), Amount(Cause.UNRECONCILED, "", beyond))


def _members(old: _Mean, new: _Mean, moved: Collection[str]) -> Iterator[Amount]:
    middle = (old.value + new.value) / 2
    for member in dict.fromkeys((*new.shares, *old.shares)):
        had, has = old.shares.get(member, _NONE), new.shares.get(member, _NONE)
        if had and has:
            was, now = old.values[member], new.values[member]
            yield Amount(Cause.RATE, member, (had + has) / 2 * (now - was))
            yield Amount(Cause.MIX, member, ((was + now) / 2 - middle) * (has - had))
        else:
            alone = (new if has else old).values[member]
            cause = Cause.ENTRY if has else Cause.EXIT
            cause = Cause.ORGANISATION if member in moved else cause
            yield Amount(cause, member, (alone - middle) * (has - had))


def _mean(cells: Mapping[str, Cell]) -> _Mean | None:
    volumes = {member: cell.volume for member, cell in cells.items() if cell.volume}
    whole = sum(volumes.values(), _NONE)
    if not whole:
        return None
    shares = {member: volume / whole for member, volume in volumes.items()}
    values = {member: value for member, cell in cells.items() if (value := cell.value) is not None}
    return _Mean(shares, values, sum((share * values[one] for one, share in shares.items()), _NONE))
