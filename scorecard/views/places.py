"""Who is surely among the first or the last, and who may be: the peers by their simultaneous rank sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.views.frame import Line


@dataclass(frozen=True, slots=True)
class Places:
    """Of ``ranked`` peers those whose set lies wholly within the first ``count`` (the last ``count``), and
    those whose set reaches into it without lying within. All four statements hold together at 95 %.
    """

    count: int
    ranked: int
    first: tuple[Line, ...]
    maybe_first: tuple[Line, ...]
    last: tuple[Line, ...]
    maybe_last: tuple[Line, ...]


def places(lines: Sequence[Line]) -> Places | None:
    """The peers by set; the best stand first among the first, the worst among the last.

    ``count``: a quarter of them, rounded up. None below three.
    """
    found = [
        (line, line.evidence.sure_low, line.evidence.sure_high)
        for line in sorted((one for one in lines if one.rank is not None), key=lambda one: (one.rank, one.id))
    ]
    sets = [(line, low, high) for line, low, high in found if low is not None and high is not None]
    ranked = len(sets)
    if ranked < 3:
        return None
    count = -(-ranked // 4)
    from_last = ranked - count
    return Places(
        count=count,
        ranked=ranked,
        first=tuple(line for line, _, high in sets if high <= count),
        maybe_first=tuple(line for line, low, high in sets if low <= count < high),
        last=tuple(line for line, low, _ in reversed(sets) if low > from_last),
        maybe_last=tuple(line for line, low, high in reversed(sets) if low <= from_last < high),
    )
