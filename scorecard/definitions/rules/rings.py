"""Rings: definitions that name each other where one must come first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

_SHOWN = 10


def rings(following: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """Each ring among ids of which each is followed by at most one, from its smallest id on."""
    done: set[str] = set()
    for start in following:
        walked: dict[str, None] = {}
        one: str | None = start
        while one is not None and one not in done and one not in walked:
            walked[one] = None
            one = following.get(one)
        if one in walked:
            ring = list(walked)[list(walked).index(str(one)) :]
            first = ring.index(min(ring))
            yield (*ring[first:], *ring[:first])
        done.update(walked)


def as_ring(ids: Sequence[str]) -> str:
    """``a > b > a``; of a long one the first ten."""
    shown = ids if len(ids) <= _SHOWN else (*ids[:_SHOWN], "...")
    return " > ".join((*shown, ids[0]))
